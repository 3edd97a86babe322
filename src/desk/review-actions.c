/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What can be done with the drafts that are chosen. */
#include "desk/review-page-private.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json.h"
#include "desk/ask.h"
#include "desk/labels.h"
#include "desk/toast.h"
#include "desk/snooze-time.h"

/* What an act is about: the draft that is shown with its words as they are, or several. */
static GPtrArray *
dup_subjects (BureauReviewPage *self)
{
  BureauDraftEdit *edit = bureau_draft_page_get_edit (self->draft_page);
  g_autoptr (GPtrArray) chosen = bureau_review_list_dup_chosen (self->list);
  BureauSubject *subject;

  if (chosen->len > 1)
    return bureau_several_page_dup_shown (self->several);
  if (chosen->len == 0 || edit == NULL)
    return NULL;
  subject = g_ptr_array_index (chosen, 0);
  if (subject->draft != bureau_draft_edit_get_id (edit))
    return NULL;
  subject->edit = bureau_draft_edit_ref (edit);
  return g_steal_pointer (&chosen);
}

/* Sending ----------------------------------------------------------------------------------------
 */

/* What was not seen is not approved. */
static gboolean
is_seen (GPtrArray *subjects)
{
  for (guint i = 0; i < subjects->len; i++)
    {
      BureauSubject *subject = g_ptr_array_index (subjects, i);

      if (subject->edit == NULL && subject->hash == NULL)
        return FALSE;
    }
  return TRUE;
}

static void
send_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;
  BureauDraftEdit *edit = bureau_draft_page_get_edit (self->draft_page);
  g_autoptr (GPtrArray) subjects = dup_subjects (self);
  g_autofree char *obstacle = edit != NULL ? bureau_draft_page_say_obstacle (self->draft_page)
                                           : NULL;

  if (subjects == NULL || !is_seen (subjects))
    return;
  if (obstacle != NULL && subjects->len == 1)
    bureau_toast_problem (GTK_WIDGET (self), obstacle);
  else
    bureau_review_decide (self, BUREAU_DECISION_SEND, subjects, NULL);
}

/* Asking first -----------------------------------------------------------------------------------
 */

/* An act that waits for an answer; it stays about the drafts that were chosen when it was asked. */
typedef struct
{
  BureauReviewPage *page;
  BureauDecisionKind kind;
  GPtrArray *subjects;
} Asked;

static void
asked_free (gpointer data)
{
  Asked *asked = data;

  g_clear_object (&asked->page);
  g_clear_pointer (&asked->subjects, g_ptr_array_unref);
  g_free (asked);
}

static DexFuture *
asked_cb (DexFuture *future, gpointer data)
{
  Asked *asked = data;
  g_autofree char *answer = dex_await_string (dex_ref (future), NULL);

  if (answer != NULL && asked->page->list != NULL)
    bureau_review_decide (asked->page, asked->kind, asked->subjects, answer);
  return NULL;
}

/* Takes @subjects and @answer. */
static void
decide_by (BureauReviewPage *self, BureauDecisionKind kind, GPtrArray *subjects, DexFuture *answer)
{
  Asked *asked = g_new0 (Asked, 1);

  asked->page = g_object_ref (self);
  asked->kind = kind;
  asked->subjects = subjects;
  dex_future_disown (dex_future_finally (answer, asked_cb, asked, asked_free));
}

static void
reject_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GPtrArray *subjects = dup_subjects (data);
  guint n = subjects != NULL ? subjects->len : 0;
  g_autofree char *heading = g_strdup_printf (ngettext ("Reject Draft?", "Reject %u Drafts?", n),
                                              n);
  const BureauAsk ask = {
    .heading = heading,
    .body = _ ("If you say why, that is proposed to the agent as something to learn."),
    .label = _ ("Reason"),
    .placeholder = _ ("Too formal, wrong price…"),
    .accept = _ ("_Reject"),
    .is_destructive = TRUE,
  };

  if (subjects != NULL)
    decide_by (data, BUREAU_DECISION_REJECT, subjects, bureau_ask_text (data, &ask));
}

static void
again_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GPtrArray *subjects = dup_subjects (data);
  const BureauAsk ask = {
    .heading = _ ("Ask Again"),
    .body = _ ("The agent writes the draft again with your note. The text there is now stays in "
               "the history."),
    .label = _ ("Note"),
    .placeholder = _ ("Without a price, in German…"),
    .accept = _ ("_Ask Again"),
    .is_needed = TRUE,
  };

  if (subjects != NULL)
    decide_by (data, BUREAU_DECISION_ASK, subjects, bureau_ask_text (data, &ask));
}

/* Snoozing ---------------------------------------------------------------------------------------
 */

static void
snooze_until (BureauReviewPage *self, const char *choice)
{
  g_autoptr (GPtrArray) subjects = dup_subjects (self);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *until = bureau_snooze_time (choice, now);

  if (subjects != NULL)
    bureau_review_decide (self, BUREAU_DECISION_SNOOZE, subjects, until);
}

static void
snooze_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  snooze_until (data, "tomorrow");
}

static void
snooze_until_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  snooze_until (data, g_variant_get_string (parameter, NULL));
}

static void
snooze_pick_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GPtrArray *subjects = dup_subjects (data);
  const BureauAsk ask = {
    .heading = _ ("Until When?"),
    .body = _ ("It comes back to Review then."),
    .label = _ ("Day and time"),
    .accept = _ ("_Snooze"),
  };

  if (subjects != NULL)
    decide_by (data, BUREAU_DECISION_SNOOZE, subjects, bureau_ask_time (data, &ask));
}

/* What it is instead -----------------------------------------------------------------------------
 */

static DexFuture *
labels_cb (DexFuture *future, gpointer data)
{
  Asked *asked = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) choices = dex_await_boxed (dex_ref (future), &error);
  const BureauAsk ask = {
    .heading = _ ("What Is It?"),
    .body = _ ("The draft is withdrawn, and the agents learn what such a message is."),
    .label = _ ("What the message is"),
    .accept = _ ("_Teach"),
    .is_needed = TRUE,
  };

  if (choices == NULL)
    bureau_toast_problem (GTK_WIDGET (asked->page), error->message);
  else if (asked->page->list != NULL)
    decide_by (asked->page, BUREAU_DECISION_DISMISS, g_ptr_array_ref (asked->subjects),
               bureau_ask_choice (GTK_WIDGET (asked->page), &ask, choices));
  return NULL;
}

static void
dismiss_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;
  JsonObject *thread = bureau_draft_page_get_thread (self->draft_page);
  JsonObject *message = thread != NULL ? bureau_json_get_object (thread, "message") : NULL;
  GPtrArray *subjects = dup_subjects (self);
  Asked *asked;

  if (subjects == NULL)
    return;
  asked = g_new0 (Asked, 1);
  asked->page = g_object_ref (self);
  asked->subjects = subjects;
  dex_future_disown (dex_future_finally (
      bureau_labels_load (self->memory,
                          message != NULL ? bureau_json_get_string (message, "label") : NULL),
      labels_cb, asked, asked_free));
}

/* Undoing and moving -----------------------------------------------------------------------------
 */

static void
undo_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_review_undo (data, parameter);
}

static void
undo_last_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;

  if (self->undoable->len > 0)
    bureau_review_undo (self, g_ptr_array_index (self->undoable, self->undoable->len - 1));
}

static void
next_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_review_list_move (((BureauReviewPage *)data)->list, 1);
}

static void
previous_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_review_list_move (((BureauReviewPage *)data)->list, -1);
}

static void
search_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;

  adw_navigation_split_view_set_show_content (self->split, FALSE);
  bureau_review_list_search (self->list);
}

static void
questions_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_review_page_ask (data);
}

static void
writing_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  bureau_review_page_read_along (data);
}

static void
tab_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauReviewPage *self = data;

  adw_navigation_split_view_set_show_content (self->split, TRUE);
  bureau_draft_page_show_tab (self->draft_page, g_variant_get_string (parameter, NULL));
}

static const GActionEntry actions[] = {
  { .name = "send", .activate = send_cb },
  { .name = "reject", .activate = reject_cb },
  { .name = "dismiss", .activate = dismiss_cb },
  { .name = "again", .activate = again_cb },
  { .name = "snooze", .activate = snooze_cb },
  { .name = "snooze-until", .activate = snooze_until_cb, .parameter_type = "s" },
  { .name = "snooze-pick", .activate = snooze_pick_cb },
  { .name = "undo", .activate = undo_cb, .parameter_type = "ax" },
  { .name = "undo-last", .activate = undo_last_cb },
  { .name = "next", .activate = next_cb },
  { .name = "previous", .activate = previous_cb },
  { .name = "search", .activate = search_cb },
  { .name = "questions", .activate = questions_cb },
  { .name = "writing", .activate = writing_cb },
  { .name = "tab", .activate = tab_cb, .parameter_type = "s" },
};

/**
 * bureau_review_actions_new:
 *
 * Returns: (transfer full): the actions of the group "review"
 */
GSimpleActionGroup *
bureau_review_actions_new (BureauReviewPage *self)
{
  GSimpleActionGroup *group = g_simple_action_group_new ();

  g_action_map_add_action_entries (G_ACTION_MAP (group), actions, G_N_ELEMENTS (actions), self);
  return group;
}

static void
enable (BureauReviewPage *self, const char *name, gboolean enabled)
{
  g_simple_action_set_enabled (
      G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self->actions), name)), enabled);
}

/**
 * bureau_review_actions_enable:
 * @n_chosen: how many drafts are chosen
 *
 * What needs a draft cannot be done without one, and some things only to one alone.
 */
void
bureau_review_actions_enable (BureauReviewPage *self, guint n_chosen)
{
  static const char *const any[] = { "send", "reject", "snooze", "snooze-until", "snooze-pick" };
  static const char *const one[] = { "dismiss", "again", "next", "previous", "tab" };

  for (guint i = 0; i < G_N_ELEMENTS (any); i++)
    enable (self, any[i], n_chosen > 0);
  for (guint i = 0; i < G_N_ELEMENTS (one); i++)
    enable (self, one[i], n_chosen == 1);
}
