/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/decision.h"

#include "base/time.h"
#include "desk/draft-thread.h"
#include "memory/draft.h"
#include "memory/scratch.h"

#define MORNING 9 /* o'clock */

const BureauCause bureau_decision_cause = { .actor = "operator:window", .reason = "hand" };

typedef struct
{
  BureauMemory *memory;
  BureauDraftEdit *edit;
  char *text;
} Decision;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_clear_object (&self->memory);
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  g_free (self->text);
  g_free (self);
}

static DexFuture *
decide (BureauMemory *memory, BureauDraftEdit *edit, const char *text, DexFiberFunc fiber)
{
  Decision *self = g_new0 (Decision, 1);

  self->memory = g_object_ref (memory);
  self->edit = bureau_draft_edit_ref (edit);
  self->text = g_strdup (text);
  return dex_scheduler_spawn (NULL, 0, fiber, self, decision_free);
}

/* The person's words take the place of the stored ones; then they need not be kept aside. */
static gboolean
store_words (Decision *self, GError **error)
{
  gint64 id = bureau_draft_edit_get_id (self->edit);
  g_autofree char *key = bureau_draft_thread_key (id);
  g_autoptr (JsonObject) changes = bureau_draft_edit_make_changes (self->edit);

  if (bureau_draft_edit_is_changed (self->edit)
      && !dex_await (bureau_draft_edit (self->memory, &bureau_decision_cause, id, changes), error))
    return FALSE;
  return dex_await (bureau_scratch_put (self->memory, key, NULL), error);
}

static DexFuture *
settle (gboolean ok, GError *error)
{
  return ok ? dex_future_new_true () : dex_future_new_for_error (error);
}

static DexFuture *
send_fiber (gpointer data)
{
  Decision *self = data;
  g_autofree char *hash = bureau_draft_edit_make_hash (self->edit);
  GError *error = NULL;
  gboolean ok = store_words (self, &error)
                && dex_await (bureau_draft_approve (self->memory, &bureau_decision_cause,
                                                    bureau_draft_edit_get_id (self->edit), hash),
                              &error);

  return settle (ok, error);
}

static DexFuture *
reject_fiber (gpointer data)
{
  Decision *self = data;
  GError *error = NULL;
  gboolean ok = store_words (self, &error)
                && dex_await (bureau_draft_reject (self->memory, &bureau_decision_cause,
                                                   bureau_draft_edit_get_id (self->edit),
                                                   self->text),
                              &error);

  return settle (ok, error);
}

static DexFuture *
snooze_fiber (gpointer data)
{
  Decision *self = data;
  GError *error = NULL;
  gboolean ok = store_words (self, &error)
                && dex_await (bureau_draft_snooze (self->memory, &bureau_decision_cause,
                                                   bureau_draft_edit_get_id (self->edit),
                                                   self->text),
                              &error);

  return settle (ok, error);
}

/**
 * bureau_decision_send:
 *
 * Stores the words and approves exactly them: what changed meanwhile is a conflict, and not sent.
 *
 * Returns: (transfer full): resolves once it is approved
 */
DexFuture *
bureau_decision_send (BureauMemory *memory, BureauDraftEdit *edit)
{
  return decide (memory, edit, NULL, send_fiber);
}

/**
 * bureau_decision_reject:
 * @reason: why, in the person's words
 *
 * Returns: (transfer full): resolves once it is rejected
 */
DexFuture *
bureau_decision_reject (BureauMemory *memory, BureauDraftEdit *edit, const char *reason)
{
  return decide (memory, edit, reason, reject_fiber);
}

/* The morning of a day to come, as the clock of this computer has it. */
static char *
morning_in (int days)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autoptr (GDateTime) day = g_date_time_add_days (now, days);
  g_autoptr (GDateTime) morning = g_date_time_new_local (
      g_date_time_get_year (day), g_date_time_get_month (day), g_date_time_get_day_of_month (day),
      MORNING, 0, 0);

  return bureau_time_format (g_date_time_to_unix (morning) * 1000);
}

/**
 * bureau_decision_snooze:
 * @days: how many days from now it comes back, in the morning
 *
 * Returns: (transfer full): resolves once it is snoozed
 */
DexFuture *
bureau_decision_snooze (BureauMemory *memory, BureauDraftEdit *edit, int days)
{
  g_autofree char *until = morning_in (days);

  return decide (memory, edit, until, snooze_fiber);
}
