/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/catalog.h"

G_BEGIN_DECLS

/**
 * BureauRun:
 * @id: its row
 * @workflow: the version it started with
 * @message_id: the message it is about, or 0
 * @collection: (nullable): the collection of its record
 * @record_id: the record it is about, or 0
 * @depth: how many runs caused each other before it
 * @taint: "external" where words from outside had a part in it, else ""
 * @is_suspect: whether the program stopped while it ran
 * @message: (nullable): the message's row
 * @record: (nullable): the record, kept up with what its steps change
 * @results: what each finished step gave, by the step's id
 * @next: the first step that is not finished
 * @attempt: how often that was tried
 * @waited_until: (nullable): the time that step waits for
 * @problem: (nullable): why it cannot go on
 * @is_cancelled: whether it was asked to end at the next step border
 * @is_paused: whether it was asked to rest at the next step border, because the engine stops
 * @cancellable: cancelled with either of the two, for what cannot wait for a border
 *
 * A run as the engine works on it: its row and all it needs from memory, read in one go.
 */
typedef struct
{
  gint64 id;
  BureauWorkflow *workflow;
  gint64 message_id;
  char *collection;
  gint64 record_id;
  gint64 depth;
  char *taint;
  gboolean is_suspect;
  JsonObject *message;
  JsonObject *record;
  JsonObject *results;
  guint next;
  guint attempt;
  char *waited_until;
  GError *problem;
  gboolean is_cancelled;
  gboolean is_paused;
  GCancellable *cancellable;
} BureauRun;

BureauRun *bureau_run_load (BureauDatabase *database, BureauCatalog *catalog, gint64 id,
                            GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_run_free (BureauRun *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauRun, bureau_run_free)

const char *bureau_run_get_row_collection (BureauRun *self);
gint64 bureau_run_get_row_id (BureauRun *self);

G_END_DECLS
