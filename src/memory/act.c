/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/act.h"

typedef struct
{
  BureauActFunc func;
  BureauAct act;
} Call;

static void
call_free (gpointer data)
{
  Call *call = data;

  g_free ((char *)call->act.name);
  g_free ((char *)call->act.text);
  g_clear_pointer (&call->act.object, json_object_unref);
  g_clear_pointer (&call->act.node, json_node_unref);
  g_strfreev ((char **)call->act.words);
  g_free (call);
}

static gboolean
perform (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Call *call = data;

  return call->func (transaction, &call->act, result, error);
}

/**
 * bureau_memory_act:
 * @func: the act, inside the transaction
 * @act: what it is about; copied
 *
 * Runs one act of a state machine as a transaction of its own.
 *
 * Returns: (transfer full): as bureau_memory_write()
 */
DexFuture *
bureau_memory_act (BureauMemory *memory, const BureauCause *cause, BureauActFunc func,
                   const BureauAct *act)
{
  Call *call = g_new0 (Call, 1);

  call->func = func;
  call->act = (BureauAct){
    .id = act->id,
    .name = g_strdup (act->name),
    .text = g_strdup (act->text),
    .object = act->object != NULL ? json_object_ref (act->object) : NULL,
    .node = act->node != NULL ? json_node_copy (act->node) : NULL,
    .words = (const char *const *)g_strdupv ((char **)act->words),
  };
  return bureau_memory_write (memory, cause, perform, call, call_free);
}

/**
 * bureau_value_take_id:
 * @value: an unset value; becomes the id, as a #gint64
 */
void
bureau_value_take_id (GValue *value, gint64 id)
{
  g_value_init (value, G_TYPE_INT64);
  g_value_set_int64 (value, id);
}
