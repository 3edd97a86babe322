/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/task.h"

#include "base/error.h"

struct _BureauTask
{
  BureauTaskKind kind;
  JsonObject *inputs;
  JsonNode *schema;
  char *instructions;
  char *model;
  gsize max_bytes;
  gint64 deadline_ms;
  gint64 idle_ms;
  JsonArray *tools;
  JsonArray *rounds;
  gpointer prepared; /* a provider's; belongs to the main context */
  GDestroyNotify prepared_destroy;
};

G_DEFINE_BOXED_TYPE (BureauTask, bureau_task, bureau_task_ref, bureau_task_unref)

static const char *const kind_names[BUREAU_TASK_N_KINDS] = {
  [BUREAU_TASK_EXTRACT] = "extract", [BUREAU_TASK_CLASSIFY] = "classify",
  [BUREAU_TASK_DRAFT] = "draft",     [BUREAU_TASK_DECIDE] = "decide",
  [BUREAU_TASK_VIEW] = "view",
};

static void
clear (gpointer data)
{
  BureauTask *self = data;

  if (self->prepared)
    self->prepared_destroy (self->prepared);
  g_clear_pointer (&self->inputs, json_object_unref);
  g_clear_pointer (&self->schema, json_node_unref);
  g_clear_pointer (&self->instructions, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->tools, json_array_unref);
  g_clear_pointer (&self->rounds, json_array_unref);
}

/**
 * bureau_task_new:
 * @kind: what is asked
 * @inputs: the typed inputs of this kind, as bureau_builtin_extract() and its siblings list them;
 * the task keeps a reference, and nobody may change them afterwards. One thread at a time may use
 * them: json-glib counts references without atomics.
 * @terms: (nullable): schema, instructions and limits
 *
 * Returns: (transfer full): an immutable task
 */
BureauTask *
bureau_task_new (BureauTaskKind kind, JsonObject *inputs, const BureauTaskTerms *terms)
{
  g_return_val_if_fail (kind < BUREAU_TASK_N_KINDS, NULL);
  g_return_val_if_fail (inputs != NULL, NULL);

  BureauTask *self = g_atomic_rc_box_new0 (BureauTask);
  self->kind = kind;
  self->inputs = json_object_ref (inputs);
  self->max_bytes = terms && terms->max_bytes ? terms->max_bytes : BUREAU_TASK_MAX_BYTES;
  self->deadline_ms = terms && terms->deadline_ms ? terms->deadline_ms : BUREAU_TASK_DEADLINE_MS;
  self->idle_ms = terms && terms->idle_ms ? terms->idle_ms : BUREAU_TASK_IDLE_MS;
  self->instructions = g_strdup (terms ? terms->instructions : NULL);
  self->model = g_strdup (terms ? terms->model : NULL);
  self->schema = terms && terms->schema ? json_node_ref (terms->schema) : NULL;
  self->tools = terms && terms->tools ? json_array_ref (terms->tools) : NULL;
  self->rounds = terms && terms->rounds ? json_array_ref (terms->rounds) : NULL;

  return self;
}

BureauTask *
bureau_task_ref (BureauTask *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
bureau_task_unref (BureauTask *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

/**
 * bureau_task_get_kind:
 *
 * Returns: what is asked
 */
BureauTaskKind
bureau_task_get_kind (BureauTask *self)
{
  return self->kind;
}

/**
 * bureau_task_get_inputs:
 *
 * Returns: (transfer none): the inputs, which must not be changed
 */
JsonObject *
bureau_task_get_inputs (BureauTask *self)
{
  return self->inputs;
}

/**
 * bureau_task_get_schema:
 *
 * Returns: (transfer none) (nullable): the JSON Schema of the answer
 */
JsonNode *
bureau_task_get_schema (BureauTask *self)
{
  return self->schema;
}

/**
 * bureau_task_get_instructions:
 *
 * Returns: (nullable): the agent's instructions in words
 */
const char *
bureau_task_get_instructions (BureauTask *self)
{
  return self->instructions;
}

/**
 * bureau_task_get_model:
 *
 * Returns: (nullable): which of the provider's models answers; %NULL is the connection's
 */
const char *
bureau_task_get_model (BureauTask *self)
{
  return self->model;
}

/**
 * bureau_task_get_max_bytes:
 *
 * Returns: the most bytes an answer may have
 */
gsize
bureau_task_get_max_bytes (BureauTask *self)
{
  return self->max_bytes;
}

/**
 * bureau_task_get_deadline_ms:
 *
 * Returns: milliseconds after which the answer is no longer wanted
 */
gint64
bureau_task_get_deadline_ms (BureauTask *self)
{
  return self->deadline_ms;
}

/**
 * bureau_task_get_idle_ms:
 *
 * Returns: milliseconds for which nothing may come of the answer
 */
gint64
bureau_task_get_idle_ms (BureauTask *self)
{
  return self->idle_ms;
}

/**
 * bureau_task_get_tools:
 *
 * Returns: (transfer none) (nullable): what may be called before it is answered
 */
JsonArray *
bureau_task_get_tools (BureauTask *self)
{
  return self->tools;
}

/**
 * bureau_task_get_rounds:
 *
 * Returns: (transfer none) (nullable): what was called until now, and what came of it
 */
JsonArray *
bureau_task_get_rounds (BureauTask *self)
{
  return self->rounds;
}

/**
 * bureau_task_keep_prepared:
 * @prepared: (transfer full): freed with @destroy
 */
void
bureau_task_keep_prepared (BureauTask *self, gpointer prepared, GDestroyNotify destroy)
{
  if (self->prepared)
    self->prepared_destroy (self->prepared);
  self->prepared = prepared;
  self->prepared_destroy = destroy;
}

/**
 * bureau_task_steal_prepared:
 *
 * Returns: (transfer full) (nullable): what was kept, which is kept no longer
 */
gpointer
bureau_task_steal_prepared (BureauTask *self)
{
  return g_steal_pointer (&self->prepared);
}

/**
 * bureau_task_kind_to_name:
 *
 * Returns: the name used in workflows, in the journal and on screen
 */
const char *
bureau_task_kind_to_name (BureauTaskKind kind)
{
  g_return_val_if_fail (kind < BUREAU_TASK_N_KINDS, NULL);

  return kind_names[kind];
}

/**
 * bureau_task_kind_from_name:
 * @name: such as "extract"
 * @kind: (out): the kind
 *
 * Returns: %FALSE with %BUREAU_ERROR_INVALID for a name that is none
 */
gboolean
bureau_task_kind_from_name (const char *name, BureauTaskKind *kind, GError **error)
{
  g_return_val_if_fail (name != NULL && kind != NULL, FALSE);

  for (guint i = 0; i < BUREAU_TASK_N_KINDS; i++)
    if (g_str_equal (name, kind_names[i]))
      {
        *kind = i;
        return TRUE;
      }

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "“%s” is no kind of task; use extract, classify, draft, decide or view", name);
  return FALSE;
}
