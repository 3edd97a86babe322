/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/database.h"

G_BEGIN_DECLS

/**
 * BureauChange:
 * @entry: the journal's entry
 * @table: the table that changed
 * @record: its row
 * @op: "insert", "update" or "delete"; "sent" where a draft about the record was sent; something
 *   else for a fact
 * @run: the run whose entry or draft this is, or 0
 */
typedef struct
{
  gint64 entry;
  const char *table;
  gint64 record;
  const char *op;
  gint64 run;
} BureauChange;

/**
 * BureauAgenda:
 * @changes: (element-type BureauChange): the journal's items behind the cursor, oldest first
 * @cursor: where the cursor stands once @changes are dealt with
 * @newest: the journal's newest entry
 * @runnable: (element-type gint64): runs that may go on now, oldest first
 * @suspects: (element-type gint64): the same for those in which the program stopped before
 * @n_snoozed: drafts whose snooze has ended
 * @requests: (element-type gint64): requests asked and not taken up
 * @next_due: the earliest time that something becomes due, as stored text; %NULL where nothing will
 *
 * What there is to do now, read in one go.
 */
typedef struct
{
  GArray *changes;
  gint64 cursor;
  gint64 newest;
  GArray *runnable;
  GArray *suspects;
  GArray *requests;
  gint64 n_snoozed;
  char *next_due;
  GStringChunk *texts;
} BureauAgenda;

/* What of it is wanted. */
typedef struct
{
  gint64 cursor;
  guint max_changes;
  guint max_runnable;
  const char *now;
} BureauAgendaTerms;

BureauAgenda *bureau_agenda_read (BureauDatabase *database, const BureauAgendaTerms *terms,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_agenda_free (BureauAgenda *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauAgenda, bureau_agenda_free)

G_END_DECLS
