/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/scratch.h"

#include "memory/act.h"

/**
 * bureau_scratch_set:
 * @key: as bureau_scratch_put() has it
 * @value_or_null: (nullable): the text; %NULL forgets it
 *
 * Keeps a text within a transaction.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_scratch_set (BureauTransaction *transaction, const char *key, const char *value_or_null,
                    GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  if (value_or_null == NULL)
    return bureau_database_run (database, error, "DELETE FROM bureau_scratch WHERE key = ?", "s",
                                key);
  return bureau_database_run (database, error,
                              "INSERT INTO bureau_scratch VALUES (?, ?, ?) ON CONFLICT DO UPDATE"
                              " SET updated_at = excluded.updated_at, value = excluded.value",
                              "sss", key, bureau_transaction_get_time (transaction), value_or_null);
}

static gboolean
put (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  return bureau_scratch_set (transaction, act->name, act->text, error);
}

/**
 * bureau_scratch_put:
 * @key: what it is, such as "words:ID"
 * @value_or_null: (nullable): the text; %NULL forgets it
 *
 * Keeps a text that is not yet the business's: a crash does not lose it, and no history has it.
 *
 * Returns: (transfer full): resolves once it is on the disk
 */
DexFuture *
bureau_scratch_put (BureauMemory *memory, const char *key, const char *value_or_null)
{
  return bureau_memory_act (memory, &(BureauCause){ "operator:window", "scratch" }, put,
                            &(BureauAct){ .name = key, .text = value_or_null });
}

/**
 * bureau_scratch_get:
 *
 * Returns: (transfer full) (nullable): the text that was kept; %NULL where there is none, or with
 *   @error set
 */
char *
bureau_scratch_get (BureauDatabase *database, const char *key, GError **error)
{
  return bureau_database_text (database, error, "SELECT value FROM bureau_scratch WHERE key = ?",
                               "s", key);
}

static gboolean
read_text (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (GError) problem = NULL;
  char *text = bureau_scratch_get (database, data, &problem);

  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, text);
  if (problem == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

/**
 * bureau_scratch_read:
 *
 * Returns: (transfer full): resolves to the text that was kept, a string; %NULL where there is none
 */
DexFuture *
bureau_scratch_read (BureauMemory *memory, const char *key)
{
  return bureau_memory_read (memory, read_text, g_strdup (key), g_free);
}
