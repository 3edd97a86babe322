/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The row leaves at once and the next one is there in the next frame; memory follows. */
#include "desk/review-page-private.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/toast.h"
#include "desk/words.h"

#define MAX_UNDOABLE 50

typedef struct
{
  BureauReviewPage *page;
  BureauDecisionKind kind;
  GPtrArray *subjects;
  char *text; /* as bureau_review_decide() was given it */
} Pending;

static void
pending_free (gpointer data)
{
  Pending *pending = data;

  g_clear_object (&pending->page);
  g_clear_pointer (&pending->subjects, g_ptr_array_unref);
  g_free (pending->text);
  g_free (pending);
}

/* Saying it --------------------------------------------------------------------------------------
 */

static const struct
{
  const char *one;
  const char *many;
} done_words[] = {
  /* Translators: %s is how many seconds */
  [BUREAU_DECISION_SEND] = { N_ ("Leaves in %s s"), N_ ("%s leave in a moment") },
  [BUREAU_DECISION_REJECT] = { N_ ("Rejected"), N_ ("%s rejected") },
  [BUREAU_DECISION_DISMISS] = { N_ ("Noted for the agents"), N_ ("%s noted for the agents") },
  /* Translators: %s is a day and a time */
  [BUREAU_DECISION_SNOOZE] = { N_ ("Snoozed until %s"), N_ ("%s snoozed") },
  [BUREAU_DECISION_ASK] = { NULL, NULL },
  [BUREAU_DECISION_UNDO] = { NULL, NULL },
};

/* How long it can be taken back, or when it comes back. */
static char *
say_when (Pending *pending, guint seconds)
{
  return pending->kind == BUREAU_DECISION_SNOOZE ? bureau_words_time (pending->text)
                                                 : g_strdup_printf ("%u", seconds);
}

/* Nothing is said of what shows itself. */
static char *
say_done (Pending *pending, guint n, guint seconds)
{
  const char *words = n == 1 ? done_words[pending->kind].one : done_words[pending->kind].many;
  g_autofree char *detail = n == 1 ? say_when (pending, seconds) : g_strdup_printf ("%u", n);
  g_auto (GStrv) parts = words != NULL ? g_strsplit (_ (words), "%s", 2) : NULL;

  return parts != NULL ? g_strjoinv (detail, parts) : NULL;
}

static GVariant *
make_target (JsonArray *done)
{
  GVariantBuilder builder = G_VARIANT_BUILDER_INIT (G_VARIANT_TYPE ("ax"));

  for (guint i = 0; i < json_array_get_length (done); i++)
    g_variant_builder_add (&builder, "x",
                           bureau_json_node_to_int (json_array_get_element (done, i)));
  return g_variant_ref_sink (g_variant_builder_end (&builder));
}

/* The toast before gives way: what it offered to undo can still be, one after the other. */
static void
offer_undo (BureauReviewPage *self, const char *title, guint seconds, GVariant *target)
{
  AdwToast *toast = g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", title, "timeout",
                                  seconds, "button-label", _ ("_Undo"), "action-name",
                                  "review.undo", "action-target", target, NULL);

  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_object (&self->toast, toast);
  bureau_toast_add (GTK_WIDGET (self), toast);
}

static void
take_undoable (BureauReviewPage *self, GVariant *target)
{
  g_ptr_array_add (self->undoable, g_variant_ref (target));
  if (self->undoable->len > MAX_UNDOABLE)
    g_ptr_array_remove_index (self->undoable, 0);
}

static guint
get_undo_seconds (BureauReviewPage *self, BureauDecisionKind kind)
{
  JsonObject *thread = bureau_draft_page_get_thread (self->draft_page);
  gint64 seconds = thread != NULL ? bureau_json_get_int (thread, "undo_seconds", 5) : 5;

  return kind == BUREAU_DECISION_SEND ? (guint)MAX (seconds, 1) : 5;
}

static void
tell_done (Pending *pending, JsonArray *done)
{
  BureauReviewPage *self = pending->page;
  guint n = json_array_get_length (done);
  guint seconds = get_undo_seconds (self, pending->kind);
  g_autofree char *title = n > 0 ? say_done (pending, n, seconds) : NULL;
  g_autoptr (GVariant) target = NULL;

  if (title == NULL)
    return;
  target = make_target (done);
  take_undoable (self, target);
  offer_undo (self, title, seconds, target);
}

/* Each that was refused is named; of one alone the reason is enough. */
static void
tell_refused (Pending *pending, JsonArray *refused)
{
  guint n = json_array_get_length (refused);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    {
      JsonObject *one = json_array_get_object_element (refused, i);
      const char *who = bureau_json_get_string (one, "who");

      if (text->len > 0)
        g_string_append_c (text, '\n');
      if (pending->subjects->len > 1 && who != NULL)
        g_string_append_printf (text, "%s: ", who);
      g_string_append (text, bureau_json_get_string (one, "why"));
    }
  if (n > 0)
    bureau_toast_problem (GTK_WIDGET (pending->page), text->str);
}

/* Doing it ---------------------------------------------------------------------------------------
 */

static gboolean
is_refused (JsonArray *refused, gint64 draft)
{
  for (guint i = 0; i < json_array_get_length (refused); i++)
    if (bureau_json_get_id (json_array_get_object_element (refused, i), "id") == draft)
      return TRUE;
  return FALSE;
}

/* The subjects of a decision that were refused, or those that were not. */
static GPtrArray *
pick (GPtrArray *subjects, JsonArray *refused, gboolean wants_refused)
{
  GPtrArray *picked = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_subject_free);

  for (guint i = 0; i < subjects->len; i++)
    {
      BureauSubject *subject = g_ptr_array_index (subjects, i);

      if (is_refused (refused, subject->draft) == wants_refused)
        g_ptr_array_add (picked, bureau_subject_copy (subject));
    }
  return picked;
}

static void
settle (Pending *pending, JsonArray *refused)
{
  BureauReviewPage *self = pending->page;
  g_autoptr (GPtrArray) done = pick (pending->subjects, refused, FALSE);
  g_autoptr (GPtrArray) left = pick (pending->subjects, refused, TRUE);
  GPtrArray *back;

  for (guint i = 0; i < done->len; i++)
    bureau_draft_page_forget_words (self->draft_page,
                                    ((BureauSubject *)g_ptr_array_index (done, i))->draft);
  bureau_review_list_hide (self->list, pending->subjects, FALSE);
  back = pending->kind == BUREAU_DECISION_UNDO ? done : left;
  if (back->len > 0)
    bureau_review_list_want (self->list, ((BureauSubject *)g_ptr_array_index (back, 0))->draft);
}

static DexFuture *
decided_cb (DexFuture *future, gpointer data)
{
  Pending *pending = data;
  g_autoptr (JsonObject) outcome = dex_await_boxed (dex_ref (future), NULL);
  JsonArray *refused;

  if (outcome == NULL || pending->page->list == NULL)
    return NULL;
  refused = bureau_json_get_array (outcome, "refused");
  settle (pending, refused);
  tell_done (pending, bureau_json_get_array (outcome, "done"));
  tell_refused (pending, refused);
  return NULL;
}

static void
start (BureauReviewPage *self, BureauDecisionKind kind, GPtrArray *subjects, const char *text)
{
  Pending *pending = g_new0 (Pending, 1);

  pending->page = g_object_ref (self);
  pending->kind = kind;
  pending->subjects = g_ptr_array_ref (subjects);
  pending->text = g_strdup (text);
  dex_future_disown (dex_future_finally (bureau_decide (self->memory, kind, subjects, text),
                                         decided_cb, pending, pending_free));
}

/**
 * bureau_review_decide:
 * @subjects: (element-type BureauSubject): what it is about
 * @text: (nullable): the reason, label, time or note
 *
 * Decides. The keyboard stays where it was: in the words, or on the rows.
 */
void
bureau_review_decide (BureauReviewPage *self, BureauDecisionKind kind, GPtrArray *subjects,
                      const char *text)
{
  bureau_draft_page_keep_words (self->draft_page);
  start (self, kind, subjects, text);
  if (kind == BUREAU_DECISION_ASK)
    return;
  bureau_review_list_hide (self->list, subjects, TRUE);
  if (bureau_draft_page_get_draft (self->draft_page) == 0)
    adw_navigation_split_view_set_show_content (self->split, FALSE);
}

static gboolean
is_of (gconstpointer decided, gconstpointer drafts)
{
  return g_variant_equal (decided, drafts);
}

/**
 * bureau_review_undo:
 * @drafts: "ax": what was decided
 *
 * Takes it back; the rows come back to their places.
 */
void
bureau_review_undo (BureauReviewPage *self, GVariant *drafts)
{
  g_autoptr (GVariant) kept = g_variant_ref (drafts);
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (
      (GDestroyNotify)bureau_subject_free);
  guint index;

  for (gsize i = 0; i < g_variant_n_children (drafts); i++)
    {
      gint64 draft;

      g_variant_get_child (drafts, i, "x", &draft);
      g_ptr_array_add (subjects, bureau_subject_new (draft, NULL));
    }
  if (g_ptr_array_find_with_equal_func (self->undoable, drafts, is_of, &index))
    g_ptr_array_remove_index (self->undoable, index);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  start (self, BUREAU_DECISION_UNDO, subjects, NULL);
}
