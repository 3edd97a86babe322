/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/agenda.h"

#include <string.h>

/* SQLite takes a partial index only where its condition stands in the statement, word for word. */
#define LIVE "state NOT IN ('done', 'cancelled')"
#define OPEN "state IN ('asked', 'doing')"

#define IS_SUSPECT                                                                                 \
  "EXISTS (SELECT 1 FROM bureau_step s WHERE s.run = bureau_run.id AND s.crashes > 0"              \
  " AND s.state <> 'done')"

/* Runs that may go on: queued and due; waiting until a time that has come; waiting for an answer
 * that has come; parked at a limit of money whose time is over. Each half follows the index, so
 * that a long queue is not sorted for its head. */
#define RUNNABLE                                                                                   \
  "SELECT * FROM (SELECT id, " IS_SUSPECT " FROM bureau_run WHERE " LIVE " AND state = 'queued'"   \
  "  AND (not_before IS NULL OR not_before <= ?1) ORDER BY id LIMIT ?2)"                           \
  " UNION ALL "                                                                                    \
  "SELECT * FROM (SELECT id, " IS_SUSPECT " FROM bureau_run WHERE " LIVE " AND state = 'waiting'"  \
  "  AND CASE WHEN not_before IS NOT NULL THEN not_before <= ?1 ELSE NOT EXISTS"                   \
  "   (SELECT 1 FROM bureau_question q WHERE q.run = bureau_run.id AND q.state = 'open') END"      \
  "  ORDER BY id LIMIT ?2)"                                                                        \
  " UNION ALL "                                                                                    \
  "SELECT * FROM (SELECT id, " IS_SUSPECT " FROM bureau_run WHERE " LIVE " AND state = 'parked'"   \
  "  AND not_before <= ?1 ORDER BY id LIMIT ?2)"

#define NEXT_DUE                                                                                   \
  "SELECT min(at) FROM ("                                                                          \
  " SELECT min(not_before) AS at FROM bureau_run"                                                  \
  "  WHERE not_before > ?1 AND state IN ('queued', 'waiting', 'parked')"                           \
  " UNION ALL SELECT min(snoozed_until) FROM bureau_draft"                                         \
  "  WHERE state = 'snoozed' AND snoozed_until > ?1)"

/* One entry is never cut in two: what it did together is looked at together. */
#define LAST_ENTRY                                                                                 \
  "SELECT max(entry), count(*), min(entry) FROM"                                                   \
  " (SELECT entry FROM bureau_journal_item WHERE entry > ?1 ORDER BY entry LIMIT ?2)"

/* A draft that was sent is told as something that happened to the record it is about. */
#define CHANGES                                                                                    \
  "SELECT i.entry, coalesce(d.collection, i.collection), coalesce(d.record, i.record), i.op,"      \
  "  j.reason, d.run"                                                                              \
  " FROM bureau_journal_item i CROSS JOIN bureau_journal j ON j.entry = i.entry"                   \
  " LEFT JOIN bureau_delivery v ON i.collection = 'bureau_delivery' AND i.op = 'sent'"             \
  "  AND v.id = i.record"                                                                          \
  " LEFT JOIN bureau_draft d ON d.id = v.draft AND d.record IS NOT NULL"                           \
  " WHERE i.entry > ?1 AND i.entry <= ?2 ORDER BY i.entry"

static gint64
run_of_reason (const char *reason)
{
  return g_str_has_prefix (reason, "run:") ? g_ascii_strtoll (reason + strlen ("run:"), NULL, 10)
                                           : 0;
}

/* Runs the statement to its end, giving each row to @add. */
static gboolean
each_row (BureauStatement *rows, void (*add) (BureauAgenda *self, BureauStatement *row),
          BureauAgenda *self, GError **error)
{
  g_autoptr (GError) failure = NULL;

  while (bureau_statement_step (rows, &failure))
    add (self, rows);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static void
add_change (BureauAgenda *self, BureauStatement *row)
{
  gint64 run_of_draft = bureau_statement_int (row, 5);
  BureauChange change = {
    .entry = bureau_statement_int (row, 0),
    .table = g_string_chunk_insert_const (self->texts, bureau_statement_text (row, 1)),
    .record = bureau_statement_int (row, 2),
    .op = g_string_chunk_insert_const (self->texts, bureau_statement_text (row, 3)),
    .run = run_of_draft != 0 ? run_of_draft : run_of_reason (bureau_statement_text (row, 4)),
  };

  g_array_append_val (self->changes, change);
}

static void
add_runnable (BureauAgenda *self, BureauStatement *row)
{
  gint64 id = bureau_statement_int (row, 0);

  g_array_append_val (bureau_statement_int (row, 1) ? self->suspects : self->runnable, id);
}

static void
add_request (BureauAgenda *self, BureauStatement *row)
{
  gint64 id = bureau_statement_int (row, 0);

  g_array_append_val (self->requests, id);
}

static gboolean
find_last_entry (BureauAgenda *self, BureauDatabase *database, const BureauAgendaTerms *terms,
                 GError **error)
{
  g_autoptr (BureauStatement) row = bureau_database_prepare (database, LAST_ENTRY, error);

  if (!row || !bureau_statement_bind (row, error, "ii", terms->cursor, (gint64)terms->max_changes)
      || !bureau_statement_step (row, error))
    return FALSE;

  gint64 last = bureau_statement_int (row, 0);
  gboolean is_cut = bureau_statement_int (row, 1) >= terms->max_changes;

  if (!is_cut)
    self->cursor = self->newest;
  else if (last > bureau_statement_int (row, 2))
    self->cursor = last - 1;
  else
    self->cursor = last;

  return TRUE;
}

static gboolean
read_changes (BureauAgenda *self, BureauDatabase *database, const BureauAgendaTerms *terms,
              GError **error)
{
  if (!bureau_database_int (database, &self->newest, error, "SELECT max(entry) FROM bureau_journal",
                            ""))
    return FALSE;
  self->cursor = terms->cursor;
  if (self->newest <= terms->cursor)
    return TRUE;
  if (!find_last_entry (self, database, terms, error))
    return FALSE;

  g_autoptr (BureauStatement) rows = bureau_database_prepare (database, CHANGES, error);
  return rows && bureau_statement_bind (rows, error, "ii", terms->cursor, self->cursor)
         && each_row (rows, add_change, self, error);
}

static gboolean
read_runnable (BureauAgenda *self, BureauDatabase *database, const BureauAgendaTerms *terms,
               GError **error)
{
  g_autoptr (BureauStatement) rows = bureau_database_prepare (database, RUNNABLE, error);

  return rows && bureau_statement_bind (rows, error, "si", terms->now, (gint64)terms->max_runnable)
         && each_row (rows, add_runnable, self, error);
}

static gboolean
read_requests (BureauAgenda *self, BureauDatabase *database, GError **error)
{
  g_autoptr (BureauStatement) rows = bureau_database_prepare (
      database, "SELECT id FROM bureau_request WHERE " OPEN " AND state = 'asked' ORDER BY id",
      error);

  return rows && each_row (rows, add_request, self, error);
}

static gboolean
read_snoozed (BureauAgenda *self, BureauDatabase *database, const BureauAgendaTerms *terms,
              GError **error)
{
  return bureau_database_int (database, &self->n_snoozed, error,
                              "SELECT count(*) FROM bureau_draft"
                              " WHERE state = 'snoozed' AND snoozed_until <= ?1",
                              "s", terms->now);
}

static gboolean
read_next_due (BureauAgenda *self, BureauDatabase *database, const BureauAgendaTerms *terms,
               GError **error)
{
  g_autoptr (GError) failure = NULL;

  self->next_due = bureau_database_text (database, &failure, NEXT_DUE, "s", terms->now);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_agenda_read:
 *
 * Returns: (transfer full): what there is to do, or %NULL with @error set
 */
BureauAgenda *
bureau_agenda_read (BureauDatabase *database, const BureauAgendaTerms *terms, GError **error)
{
  g_autoptr (BureauAgenda) self = g_new0 (BureauAgenda, 1);

  self->changes = g_array_new (FALSE, FALSE, sizeof (BureauChange));
  self->runnable = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->suspects = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->requests = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->texts = g_string_chunk_new (512);

  if (!read_changes (self, database, terms, error) || !read_runnable (self, database, terms, error)
      || !read_requests (self, database, error) || !read_snoozed (self, database, terms, error)
      || !read_next_due (self, database, terms, error))
    return NULL;

  return g_steal_pointer (&self);
}

void
bureau_agenda_free (BureauAgenda *self)
{
  g_clear_pointer (&self->changes, g_array_unref);
  g_clear_pointer (&self->runnable, g_array_unref);
  g_clear_pointer (&self->suspects, g_array_unref);
  g_clear_pointer (&self->requests, g_array_unref);
  g_clear_pointer (&self->texts, g_string_chunk_free);
  g_free (self->next_due);
  g_free (self);
}
