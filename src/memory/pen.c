/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What is written in one transaction of SQLite: a group of changes, each with an entry of its own.
 */
#include "memory/pen.h"

#include "base/error.h"
#include "base/failpoint.h"
#include "memory/search.h"
#include "memory/transaction-private.h"

static void
begin (BureauPen *self, BureauTransaction *transaction, BureauWrite *write)
{
  bureau_transaction_begin (transaction, self->database, self->changes, &write->cause,
                            &self->last_id);
}

/* DDL stands in an entry of its own, before the entry of what the function then writes. */
static gboolean
define (BureauPen *self, BureauWrite *write, BureauJournalHead *head)
{
  BureauTransaction transaction;
  gboolean ok;

  if (write->sql == NULL)
    return TRUE;
  if (!bureau_database_script (self->database, write->sql, &write->error))
    return FALSE;
  begin (self, &transaction, write);
  ok = bureau_journal_append_schema (&transaction, head, write->sql, &write->error);
  bureau_transaction_end (&transaction);
  return ok;
}

static gboolean
perform (BureauPen *self, BureauWrite *write, BureauJournalHead *head)
{
  BureauTransaction transaction;
  gboolean ok;

  if (!define (self, write, head))
    return FALSE;
  if (write->func == NULL)
    return TRUE;
  begin (self, &transaction, write);
  ok = write->func (&transaction, write->data, &write->result, &write->error)
       && bureau_journal_append (&transaction, head, &write->error);
  bureau_transaction_end (&transaction);
  return ok;
}

typedef void (*Performance) (BureauPen *self, BureauWrite *write, BureauJournalHead *head);

static void
perform_plainly (BureauPen *self, BureauWrite *write, BureauJournalHead *head)
{
  if (!perform (self, write, head) && write->error == NULL)
    g_set_error_literal (&write->error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                         "The change was refused.");
}

static void
perform_in_savepoint (BureauPen *self, BureauWrite *write, BureauJournalHead *head)
{
  BureauJournalHead before = *head;

  if (!bureau_database_run (self->database, &write->error, "SAVEPOINT one", ""))
    return;
  perform_plainly (self, write, head);
  if (write->error == NULL
      && bureau_database_run (self->database, &write->error, "RELEASE one", ""))
    return;
  *head = before;
  bureau_database_run (self->database, NULL, "ROLLBACK TO one", "");
  bureau_database_run (self->database, NULL, "RELEASE one", "");
}

static void
fail_all (GPtrArray *group, const GError *error)
{
  for (guint i = 0; i < group->len; i++)
    {
      BureauWrite *write = g_ptr_array_index (group, i);

      if (write->error == NULL)
        write->error = g_error_copy (error);
    }
}

static void
forget_all (GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    bureau_write_forget (g_ptr_array_index (group, i));
}

/* A full disk can roll the whole transaction back under our feet; then nothing of the group is
 * saved. Without savepoints one refusal ends the group, with @error unset: it has to run again. */
static gboolean
perform_group (BureauPen *self, GPtrArray *group, Performance performance, BureauJournalHead *head,
               GError **error)
{
  if (!bureau_database_run (self->database, error, "BEGIN IMMEDIATE", "")
      || !bureau_journal_read_head (self->database, head, error))
    return FALSE;
  for (guint i = 0; i < group->len; i++)
    {
      BureauWrite *write = g_ptr_array_index (group, i);

      performance (self, write, head);
      if (sqlite3_get_autocommit (bureau_database_get_handle (self->database)))
        {
          g_propagate_error (error, g_error_copy (write->error));
          return FALSE;
        }
      if (write->error != NULL && performance == perform_plainly)
        return FALSE;
    }
  if (!bureau_search_tell_news (self->database, error))
    return FALSE;
  bureau_failpoint ("commit");
  return bureau_database_run (self->database, error, "COMMIT", "");
}

static gboolean
needs_flush (GPtrArray *group)
{
  for (guint i = 0; i < group->len; i++)
    if (!((BureauWrite *)g_ptr_array_index (group, i))->is_unflushed)
      return TRUE;
  return FALSE;
}

/* Commits stand in the log one behind the other, so a flush takes along what was not flushed. */
static gboolean
choose_flush (BureauPen *self, GPtrArray *group, GError **error)
{
  gboolean is_unflushed = !needs_flush (group);

  if (is_unflushed != self->is_unflushed
      && !bureau_database_script (
          self->database,
          is_unflushed ? "PRAGMA synchronous = NORMAL" : "PRAGMA synchronous = FULL", error))
    return FALSE;
  self->is_unflushed = is_unflushed;
  return TRUE;
}

static void
roll_back (BureauPen *self)
{
  if (!sqlite3_get_autocommit (bureau_database_get_handle (self->database)))
    bureau_database_run (self->database, NULL, "ROLLBACK", "");
}

/**
 * bureau_pen_write:
 * @group: (element-type BureauWrite): each gets its result or its error; none is settled
 * @newest_entry: (out): of the journal, where something was written
 *
 * Writes a group in one transaction. Almost every change succeeds, so it runs without savepoints
 * first: each would copy the pages that others of the group changed before. Where one is refused,
 * the group runs again with them, and only that one is undone.
 *
 * Returns: %FALSE where nothing of the group was written
 */
gboolean
bureau_pen_write (BureauPen *self, GPtrArray *group, gint64 *newest_entry)
{
  g_autoptr (GError) error = NULL;
  BureauJournalHead head = { 0 };
  gboolean ok = choose_flush (self, group, &error)
                && perform_group (self, group, perform_plainly, &head, &error);

  if (!ok && error == NULL)
    {
      roll_back (self);
      forget_all (group);
      ok = perform_group (self, group, perform_in_savepoint, &head, &error);
    }
  *newest_entry = head.entry;
  if (ok)
    return TRUE;
  fail_all (group, error);
  roll_back (self);
  return FALSE;
}
