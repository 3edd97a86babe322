/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/transaction-private.h"

#include "base/error.h"
#include "base/time.h"
#include "memory/id.h"

/* Our own tables that are business: recorded by name, so that they can be undone.
 * Collections are the tables whose names do not start with bureau_ (design.md §3). */
static const char *const business_tables[] = {
  "bureau_setting",    "bureau_collection", "bureau_document", "bureau_document_version",
  "bureau_connection", "bureau_message",    "bureau_draft",    "bureau_lesson",
  "bureau_proposal",   "bureau_private",
};

/**
 * bureau_table_is_business:
 * @table: a table's name
 *
 * Returns: whether changes to it stand in the journal's payload and can be undone
 */
gboolean
bureau_table_is_business (const char *table)
{
  if (!g_str_has_prefix (table, "bureau_"))
    return !g_str_has_prefix (table, "sqlite_");
  for (guint i = 0; i < G_N_ELEMENTS (business_tables); i++)
    if (g_str_equal (table, business_tables[i]))
      return TRUE;
  return FALSE;
}

/**
 * bureau_transaction_begin:
 * @self: (out caller-allocates): filled; end it with bureau_transaction_end()
 * @changes: the writer's recorder
 * @last_id: the writer's last id
 *
 * Starts to record what is done on the writer's connection.
 */
void
bureau_transaction_begin (BureauTransaction *self, BureauDatabase *database, BureauChanges *changes,
                          const BureauCause *cause, gint64 *last_id)
{
  *self = (BureauTransaction){
    .database = database,
    .changes = changes,
    .cause = *cause,
    .last_id = last_id,
  };
  self->time = bureau_time_now_text ();
  self->items = bureau_journal_items_new ();
  bureau_changes_begin (changes);
}

/**
 * bureau_transaction_end:
 *
 * Frees what the transaction recorded with. May run twice.
 */
void
bureau_transaction_end (BureauTransaction *self)
{
  g_clear_pointer (&self->items, g_array_unref);
  g_clear_pointer (&self->time, g_free);
}

/**
 * bureau_transaction_get_database:
 *
 * Returns: (transfer none): the writer's connection
 */
BureauDatabase *
bureau_transaction_get_database (BureauTransaction *self)
{
  return self->database;
}

/**
 * bureau_transaction_get_cause:
 *
 * Returns: (transfer none): who and why
 */
const BureauCause *
bureau_transaction_get_cause (BureauTransaction *self)
{
  return &self->cause;
}

/**
 * bureau_transaction_new_id:
 *
 * Returns: a new id, above every id this writer gave out
 */
gint64
bureau_transaction_new_id (BureauTransaction *self)
{
  *self->last_id = bureau_id_next (*self->last_id, bureau_time_now (), g_random_int ());
  return *self->last_id;
}

/**
 * bureau_transaction_get_time:
 *
 * Returns: (transfer none): the time of the transaction, for created_at and updated_at
 */
const char *
bureau_transaction_get_time (BureauTransaction *self)
{
  return self->time;
}

/**
 * bureau_transaction_add_fact:
 * @table: the engine table
 * @id: its row
 * @fact: a word or two, e.g. "sent"
 *
 * Puts a one-line fact about an engine row into the chain. Facts are never undone.
 */
void
bureau_transaction_add_fact (BureauTransaction *self, const char *table, gint64 id,
                             const char *fact)
{
  bureau_journal_items_add (self->items, table, id, fact);
}

/**
 * bureau_transaction_is_operator:
 *
 * Returns: whether a person made this change, in the window or the terminal
 */
gboolean
bureau_transaction_is_operator (BureauTransaction *self)
{
  return g_str_has_prefix (self->cause.actor, "operator:");
}
