/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a person decides about one draft or many, each as an act of its own. */
#include "desk/decision.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/json.h"
#include "desk/draft-thread.h"
#include "memory/draft.h"
#include "memory/scratch.h"

const BureauCause bureau_decision_cause = { .actor = "operator:window", .reason = "hand" };

G_DEFINE_BOXED_TYPE (BureauSubject, bureau_subject, bureau_subject_copy, bureau_subject_free)

/**
 * bureau_subject_new:
 * @who: how a person knows it
 *
 * Returns: (transfer full): a draft to be decided about
 */
BureauSubject *
bureau_subject_new (gint64 draft, const char *who)
{
  BureauSubject *self = g_new0 (BureauSubject, 1);

  self->draft = draft;
  self->who = g_strdup (who);
  return self;
}

BureauSubject *
bureau_subject_copy (const BureauSubject *self)
{
  BureauSubject *copy = bureau_subject_new (self->draft, self->who);

  copy->hash = g_strdup (self->hash);
  copy->needs_eyes = self->needs_eyes;
  copy->edit = self->edit != NULL ? bureau_draft_edit_ref (self->edit) : NULL;
  return copy;
}

void
bureau_subject_free (BureauSubject *self)
{
  g_clear_pointer (&self->edit, bureau_draft_edit_unref);
  g_free (self->hash);
  g_free (self->who);
  g_free (self);
}

typedef struct
{
  BureauMemory *memory;
  BureauDecisionKind kind;
  GPtrArray *subjects;
  char *text;
  JsonObject *outcome; /* {"done":[id],"refused":[{"id","who","why"}]} */
} Decision;

static void
decision_free (gpointer data)
{
  Decision *self = data;

  g_clear_object (&self->memory);
  g_clear_pointer (&self->subjects, g_ptr_array_unref);
  g_clear_pointer (&self->outcome, json_object_unref);
  g_free (self->text);
  g_free (self);
}

/* The person's words take the place of the stored ones; then they need not be kept aside. */
static gboolean
store_words (Decision *self, BureauSubject *subject, GError **error)
{
  g_autofree char *key = bureau_draft_thread_key (subject->draft);
  g_autoptr (JsonObject) changes = NULL;

  if (subject->edit == NULL)
    return TRUE;
  changes = bureau_draft_edit_make_changes (subject->edit);
  if (bureau_draft_edit_is_changed (subject->edit)
      && !dex_await (bureau_draft_edit_from (self->memory, &bureau_decision_cause, subject->draft,
                                             bureau_draft_edit_get_base (subject->edit), changes),
                     error))
    return FALSE;
  return dex_await (bureau_scratch_put (self->memory, key, NULL), error);
}

/* One that was not opened may have words that were typed and never sent. */
static gboolean
read_unsaved (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autofree char *words = bureau_scratch_get (database, data, NULL);

  if (words == NULL)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                       _ ("You changed its words and did not send them yet. Open it and look."));
  return FALSE;
}

/* What was not opened is approved by what stands in the list of those chosen, and not where that
 * does not say enough. */
static gboolean
require_seen (Decision *self, BureauSubject *subject, GError **error)
{
  if (subject->edit != NULL || self->kind != BUREAU_DECISION_SEND)
    return TRUE;
  if (subject->needs_eyes)
    {
      g_set_error_literal (
          error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
          _ ("It goes to an address that looks like one you know. Open it and look."));
      return FALSE;
    }
  return dex_await (bureau_memory_read (self->memory, read_unsaved,
                                        bureau_draft_thread_key (subject->draft), g_free),
                    error);
}

static DexFuture *
act (Decision *self, BureauSubject *subject)
{
  const BureauCause *cause = &bureau_decision_cause;
  gint64 draft = subject->draft;
  g_autofree char *hash = subject->edit != NULL ? bureau_draft_edit_make_hash (subject->edit)
                                                : g_strdup (subject->hash);

  switch (self->kind)
    {
    case BUREAU_DECISION_SEND:
      return bureau_draft_approve (self->memory, cause, draft, hash);
    case BUREAU_DECISION_REJECT:
      return bureau_draft_reject (self->memory, cause, draft, self->text);
    case BUREAU_DECISION_DISMISS:
      return bureau_draft_dismiss (self->memory, cause, draft, self->text);
    case BUREAU_DECISION_SNOOZE:
      return bureau_draft_snooze (self->memory, cause, draft, self->text);
    case BUREAU_DECISION_ASK:
      return bureau_draft_ask_again (self->memory, cause, draft, self->text);
    case BUREAU_DECISION_UNDO:
      return bureau_draft_undo (self->memory, cause, draft);
    default:
      g_assert_not_reached ();
    }
}

static void
note_refusal (Decision *self, BureauSubject *subject, const GError *error)
{
  JsonObject *refusal = json_object_new ();

  bureau_json_set_id (refusal, "id", subject->draft);
  bureau_json_set_string (refusal, "who", subject->who);
  json_object_set_string_member (refusal, "why", error->message);
  json_array_add_object_element (bureau_json_get_array (self->outcome, "refused"), refusal);
}

static void
decide_one (Decision *self, BureauSubject *subject)
{
  g_autoptr (GError) error = NULL;

  if (require_seen (self, subject, &error) && store_words (self, subject, &error)
      && dex_await (act (self, subject), &error))
    json_array_add_element (bureau_json_get_array (self->outcome, "done"),
                            bureau_json_node_for_int (subject->draft));
  else
    note_refusal (self, subject, error);
}

static DexFuture *
decide_fiber (gpointer data)
{
  Decision *self = data;

  for (guint i = 0; i < self->subjects->len; i++)
    decide_one (self, g_ptr_array_index (self->subjects, i));
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, json_object_ref (self->outcome));
}

static gpointer
copy_subject (gconstpointer subject, gpointer data)
{
  return bureau_subject_copy (subject);
}

/**
 * bureau_decide:
 * @subjects: (element-type BureauSubject): what it is about; copied
 * @text: (nullable): the reason, label, time or note that the kind takes
 *
 * Decides about each draft by itself: one that is refused keeps none of the others from it. Words
 * that the person typed are stored first, and approved exactly as they were seen.
 *
 * Returns: (transfer full): resolves to a #JsonObject {"done":[id],"refused":[{"id","who","why"}]}
 */
DexFuture *
bureau_decide (BureauMemory *memory, BureauDecisionKind kind, GPtrArray *subjects, const char *text)
{
  Decision *self = g_new0 (Decision, 1);

  self->memory = g_object_ref (memory);
  self->kind = kind;
  self->text = g_strdup (text);
  self->subjects = g_ptr_array_copy (subjects, copy_subject, NULL);
  g_ptr_array_set_free_func (self->subjects, (GDestroyNotify)bureau_subject_free);
  self->outcome = json_object_new ();
  json_object_set_array_member (self->outcome, "done", json_array_new ());
  json_object_set_array_member (self->outcome, "refused", json_array_new ());
  return dex_scheduler_spawn (NULL, 0, decide_fiber, self, decision_free);
}
