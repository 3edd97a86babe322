/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/run-page.h"

#include <glib/gi18n.h>
#include <string.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/errand.h"
#include "desk/fact-row.h"
#include "desk/question-row.h"
#include "desk/run-item.h"
#include "desk/run-story.h"
#include "desk/step-row.h"
#include "desk/toast.h"
#include "desk/words.h"

/* How often a run that is at work is looked at; as often as what its models say is stored. */
#define AT_WORK_MS 200

struct _BureauRunPage
{
  BureauStoryPage parent_instance;

  BureauMemory *memory;
  gint64 run;

  GtkImage *icon;
  GtkLabel *state;
  GtkLabel *error;
  GtkListBox *facts;
  GtkListBox *questions;
  GtkListBox *steps;
};

G_DEFINE_FINAL_TYPE (BureauRunPage, bureau_run_page, BUREAU_TYPE_STORY_PAGE)

/* Acts -------------------------------------------------------------------------------------------
 */

/* "run.retry" and "run.cancel" are the kinds of request. */
static void
ask_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BureauRunPage *self = BUREAU_RUN_PAGE (widget);

  bureau_toast_follow (
      GTK_WIDGET (self),
      bureau_errand_run_about (self->memory, name + strlen ("run."), "run", self->run));
}

static void
answered_cb (BureauRunPage *self, const char *answer, GObject *row)
{
  g_autoptr (JsonObject) args = json_object_new ();
  const gint64 *question = g_object_get_data (row, "question");

  bureau_json_set_id (args, "question", *question);
  json_object_set_string_member (args, "answer", answer);
  bureau_toast_follow (GTK_WIDGET (self), bureau_errand_run (self->memory, "answer", args));
}

/* Showing ----------------------------------------------------------------------------------------
 */

/* What made a run begin, as the engine stores it. */
static const struct
{
  const char *trigger;
  const char *says;
} causes[] = {
  { "message", N_ ("A message came in") },
  { "record", N_ ("A record was added or changed") },
  { "sent", N_ ("A draft about the record was sent") },
  { "start", N_ ("Another workflow started it") },
  { "hand", N_ ("It was started by hand") },
};

static const char *
say_cause (JsonObject *run)
{
  g_autoptr (JsonObject) cause = bureau_json_text_to_object (bureau_json_get_string (run, "cause"));
  const char *trigger = cause != NULL ? bureau_json_get_string (cause, "trigger") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (causes); i++)
    if (g_strcmp0 (causes[i].trigger, trigger) == 0)
      return _ (causes[i].says);
  return NULL;
}

static gboolean
was_asked (JsonObject *story, const char *kind)
{
  JsonArray *asked = json_object_get_array_member (story, "asked");

  for (guint i = 0; i < json_array_get_length (asked); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (asked, i), "kind"), kind)
        == 0)
      return TRUE;
  return FALSE;
}

/* What went wrong, what to do, and what was asked already. */
static char *
say_rest (JsonObject *story)
{
  JsonObject *run = json_object_get_object_member (story, "run");
  const char *error = bureau_json_get_string (run, "error");
  const char *advice = bureau_json_get_string (run, "advice");
  const char *asked = "";
  g_autofree char *said = NULL;

  if (was_asked (story, "retry"))
    asked = _ ("You asked to try it again; that waits for the process that runs the agents.");
  else if (was_asked (story, "cancel"))
    asked = _ ("You asked to cancel it; that waits for the process that runs the agents.");
  else if (bureau_json_get_int (run, "cancel", 0) != 0
           && bureau_run_state_can (bureau_json_get_string (run, "state"), "cancel"))
    asked = _ ("It ends after the step that it is at.");
  said = g_strdup_printf ("%s\n%s\n%s", error != NULL ? error : "", advice != NULL ? advice : "",
                          asked);
  return bureau_text_visible (g_strstrip (said), NULL);
}

static void
show_state (BureauRunPage *self, JsonObject *story)
{
  JsonObject *run = json_object_get_object_member (story, "run");
  const char *state = bureau_json_get_string (run, "state");
  g_autofree char *rest = say_rest (story);

  gtk_image_set_from_icon_name (self->icon, bureau_run_state_to_icon (state));
  gtk_label_set_label (self->state, bureau_run_state_to_words (state));
  gtk_label_set_label (self->error, rest);
  gtk_widget_set_visible (GTK_WIDGET (self->error), *rest != '\0');
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.retry",
                                 bureau_run_state_can (state, "retry")
                                     && !was_asked (story, "retry"));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.cancel",
                                 bureau_run_state_can (state, "cancel")
                                     && !was_asked (story, "cancel"));
  bureau_story_page_set_pace (
      BUREAU_STORY_PAGE (self),
      g_str_equal (state, "running") || g_str_equal (state, "queued") ? AT_WORK_MS : 0);
}

static char *
say_version (JsonObject *run)
{
  int version = (int)bureau_json_get_int (run, "version", 0);

  if (version == bureau_json_get_int (run, "newest", 0))
    return g_strdup_printf ("%d", version);
  return g_strdup_printf (_ ("%d, which is not the newest"), version);
}

/* Only where a model was asked: rules cost nothing. */
static char *
say_cost (JsonObject *run)
{
  const char *currency = bureau_json_get_string (run, "currency");

  if (currency == NULL)
    return NULL;
  return *currency != '\0' ? bureau_words_cost (bureau_json_get_int (run, "cost", 0), currency)
                           : g_strdup (_ ("Nobody said what it costs"));
}

static void
show_facts (BureauRunPage *self, JsonObject *run)
{
  const char *began = bureau_json_get_string (run, "created_at");
  const char *changed = bureau_json_get_string (run, "updated_at");
  g_autofree char *sender = bureau_words_mailbox (bureau_json_get_string (run, "sender_name"),
                                                  bureau_json_get_string (run, "sender_address"));
  g_autofree char *at = bureau_words_time (began);
  g_autofree char *took = bureau_words_span (began, changed);
  g_autofree char *next = bureau_words_time (bureau_json_get_string (run, "not_before"));
  g_autofree char *version = say_version (run);
  g_autofree char *cost = say_cost (run);

  gtk_list_box_remove_all (self->facts);
  bureau_fact_row_add (self->facts, _ ("Why it began"), say_cause (run));
  bureau_fact_row_add (self->facts, _ ("Message"), bureau_json_get_string (run, "subject"));
  bureau_fact_row_add (self->facts, _ ("From"), sender);
  bureau_fact_row_add (self->facts, _ ("Record of"),
                       bureau_json_get_string (run, "collection_title"));
  bureau_fact_row_add (self->facts, _ ("Began"), at);
  bureau_fact_row_add (self->facts, _ ("Took"), took);
  bureau_fact_row_add (self->facts, _ ("Cost"), cost);
  bureau_fact_row_add (self->facts, _ ("Goes on at"), next);
  bureau_fact_row_add (self->facts, _ ("Version of the workflow"), version);
}

static void
add_open_question (BureauRunPage *self, JsonObject *question)
{
  g_autofree char *text = bureau_text_visible (bureau_json_get_string (question, "text"), NULL);
  g_autofree char *at = bureau_words_time (bureau_json_get_string (question, "created_at"));
  GObject *row = g_object_new (BUREAU_TYPE_QUESTION_ROW, "text", text, "asks", _ ("Asks you"), "at",
                               at, "choices", bureau_json_get_string (question, "choices"), NULL);
  gint64 id = bureau_json_get_id (question, "id");

  g_object_set_data_full (row, "question", g_memdup2 (&id, sizeof id), g_free);
  g_signal_connect_object (row, "answered", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  gtk_list_box_append (self->questions, g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE,
                                                      "focusable", FALSE, "child", row, NULL));
}

static void
show_questions (BureauRunPage *self, JsonArray *questions)
{
  guint n = json_array_get_length (questions);

  gtk_list_box_remove_all (self->questions);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *question = json_array_get_object_element (questions, i);
      const char *answer = bureau_json_get_string (question, "answer");

      if (g_strcmp0 (bureau_json_get_string (question, "state"), "open") == 0)
        add_open_question (self, question);
      else
        bureau_fact_row_add_plain (self->questions, bureau_json_get_string (question, "text"),
                                   answer != NULL ? answer : _ ("Withdrawn"));
    }
  gtk_widget_set_visible (GTK_WIDGET (self->questions), n > 0);
}

/* A step keeps its row, so that what was opened stays open. */
static void
show_steps (BureauRunPage *self, JsonArray *steps)
{
  for (guint i = 0; i < json_array_get_length (steps); i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->steps, (int)i);

      if (row == NULL)
        {
          row = GTK_LIST_BOX_ROW (bureau_step_row_new ());
          gtk_list_box_append (self->steps, GTK_WIDGET (row));
        }
      bureau_step_row_show (BUREAU_STEP_ROW (row), json_array_get_object_element (steps, i));
    }
}

static void
bureau_run_page_show (BureauStoryPage *page, JsonObject *story)
{
  BureauRunPage *self = BUREAU_RUN_PAGE (page);
  JsonObject *run = json_object_get_object_member (story, "run");
  const char *title = bureau_json_get_string (run, "title");

  bureau_story_page_set_title (page,
                               title != NULL ? title : bureau_json_get_string (run, "workflow"));
  show_state (self, story);
  show_facts (self, run);
  show_questions (self, json_object_get_array_member (story, "questions"));
  show_steps (self, json_object_get_array_member (story, "steps"));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_run_page_dispose (GObject *object)
{
  BureauRunPage *self = BUREAU_RUN_PAGE (object);

  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_run_page_parent_class)->dispose (object);
}

static void
bureau_run_page_class_init (BureauRunPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_run_page_dispose;
  BUREAU_STORY_PAGE_CLASS (klass)->show = bureau_run_page_show;
  bureau_story_page_class_set_up (BUREAU_STORY_PAGE_CLASS (klass), "run-page");
  gtk_widget_class_bind_template_child (widget_class, BureauRunPage, icon);
  gtk_widget_class_bind_template_child (widget_class, BureauRunPage, state);
  gtk_widget_class_bind_template_child (widget_class, BureauRunPage, error);
  gtk_widget_class_bind_template_child (widget_class, BureauRunPage, facts);
  gtk_widget_class_bind_template_child (widget_class, BureauRunPage, questions);
  gtk_widget_class_bind_template_child (widget_class, BureauRunPage, steps);
  gtk_widget_class_install_action (widget_class, "run.retry", NULL, ask_cb);
  gtk_widget_class_install_action (widget_class, "run.cancel", NULL, ask_cb);
}

static void
bureau_run_page_init (BureauRunPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.retry", FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "run.cancel", FALSE);
}

static JsonObject *
load_cb (BureauDatabase *database, gconstpointer run, GError **error)
{
  return bureau_run_story_load (database, *(const gint64 *)run, error);
}

/**
 * bureau_run_page_new:
 * @run: its id
 *
 * Returns: (transfer floating): the page, to be pushed
 */
AdwNavigationPage *
bureau_run_page_new (BureauMemory *memory, gint64 run)
{
  BureauRunPage *self = g_object_new (BUREAU_TYPE_RUN_PAGE, NULL);

  self->memory = g_object_ref (memory);
  self->run = run;
  bureau_story_page_follow_row (BUREAU_STORY_PAGE (self), memory, load_cb, run);
  return ADW_NAVIGATION_PAGE (self);
}
