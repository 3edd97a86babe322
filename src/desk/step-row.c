/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/step-row.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/fact-row.h"
#include "desk/json-view.h"
#include "desk/run-item.h"
#include "desk/words.h"

struct _BureauStepRow
{
  AdwExpanderRow parent_instance;

  GtkImage *icon;
  GtkWidget *input;
  GtkWidget *output;
  GtkListBox *evidence;
};

G_DEFINE_FINAL_TYPE (BureauStepRow, bureau_step_row, ADW_TYPE_EXPANDER_ROW)

static char *
say_title (JsonObject *step)
{
  const char *says = bureau_json_get_string (step, "says");
  g_autofree char *shown = bureau_text_visible (
      says != NULL ? says : bureau_json_get_string (step, "do"), NULL);
  g_autofree char *first = g_utf8_substring (shown, 0, 1);
  g_autofree char *large = g_utf8_strup (first, -1);

  return g_strconcat (large, g_utf8_offset_to_pointer (shown, g_utf8_strlen (first, -1)), NULL);
}

static void
add (GString *line, const char *text)
{
  if (text == NULL || *text == '\0')
    return;
  g_string_append_printf (line, "%s%s", line->len > 0 ? " · " : "", text);
}

/* "Done · Writer · 40 ms", who answered instead of whom, and what went wrong. */
static char *
say_line (JsonObject *step)
{
  const char *state = bureau_json_get_string (step, "state");
  const char *agent = bureau_json_get_string (step, "agent");
  int attempts = (int)bureau_json_get_int (step, "attempt", 0);
  g_autofree char *name = agent != NULL ? bureau_text_title (agent) : NULL;
  g_autofree char *took = bureau_words_span (bureau_json_get_string (step, "started_at"),
                                             bureau_json_get_string (step, "finished_at"));
  g_autofree char *tries = attempts > 1
                               ? g_strdup_printf (ngettext ("%d try", "%d tries", (gulong)attempts),
                                                  attempts)
                               : NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  add (line, state != NULL ? bureau_run_state_to_words (state) : _ ("Not reached yet"));
  add (line, name);
  add (line, took);
  add (line, tries);
  add (line, bureau_json_get_string (step, "instead"));
  add (line, bureau_json_get_string (step, "error"));
  return bureau_text_visible (line->str, NULL);
}

static void
show_text (GtkWidget *view, const char *text)
{
  g_object_set (view, "text", text, NULL);
  gtk_widget_set_visible (gtk_widget_get_parent (view), text != NULL);
}

static void
add_evidence (BureauStepRow *self, JsonObject *row)
{
  g_autofree char *field = bureau_text_title (bureau_json_get_string (row, "field"));
  const char *quote = bureau_json_get_string (row, "quote");
  gboolean is_guess = bureau_json_get_int (row, "inferred", 0) != 0 || quote == NULL;
  g_autofree char *said = is_guess ? g_strdup (_ ("a guess: not found in the message"))
                                   : g_strdup_printf (_ ("from “%s”"), quote);

  bureau_fact_row_add_plain (self->evidence, field, said);
}

static void
show_evidence (BureauStepRow *self, JsonArray *evidence)
{
  guint n = evidence != NULL ? json_array_get_length (evidence) : 0;

  gtk_list_box_remove_all (self->evidence);
  for (guint i = 0; i < n; i++)
    add_evidence (self, json_array_get_object_element (evidence, i));
  gtk_widget_set_visible (gtk_widget_get_parent (GTK_WIDGET (self->evidence)), n > 0);
}

/* A row of the list that is no button itself. */
static void
add_part (BureauStepRow *self, GtkWidget *part)
{
  GtkWidget *row = g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "focusable", FALSE,
                                 "child", part, NULL);

  adw_expander_row_add_row (ADW_EXPANDER_ROW (self), row);
}

static void
bureau_step_row_class_init (BureauStepRowClass *klass)
{
}

static void
bureau_step_row_init (BureauStepRow *self)
{
  g_object_set (self, "use-markup", FALSE, "title-lines", 0, "subtitle-lines", 0, NULL);
  self->icon = GTK_IMAGE (
      g_object_new (GTK_TYPE_IMAGE, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL));
  adw_expander_row_add_prefix (ADW_EXPANDER_ROW (self), GTK_WIDGET (self->icon));
  self->input = bureau_json_view_new (_ ("What It Was Given"));
  self->output = bureau_json_view_new (_ ("What Came Out"));
  self->evidence = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->evidence, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->evidence), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Which words it rests on"), -1);
  add_part (self, self->input);
  add_part (self, self->output);
  add_part (self, GTK_WIDGET (self->evidence));
}

/**
 * bureau_step_row_new:
 *
 * Returns: (transfer floating): a row without a step
 */
GtkWidget *
bureau_step_row_new (void)
{
  return g_object_new (BUREAU_TYPE_STEP_ROW, NULL);
}

/**
 * bureau_step_row_show:
 * @step: as bureau_run_story_load() gives it
 *
 * Shows what the step says now; opened stays opened.
 */
void
bureau_step_row_show (BureauStepRow *self, JsonObject *step)
{
  const char *state = bureau_json_get_string (step, "state");
  g_autofree char *title = say_title (step);
  g_autofree char *line = say_line (step);

  g_object_set (self, "title", title, "subtitle", line, "enable-expansion", state != NULL, NULL);
  gtk_image_set_from_icon_name (self->icon, state != NULL ? bureau_run_state_to_icon (state)
                                                          : "content-loading-symbolic");
  show_text (self->input, bureau_json_get_string (step, "input"));
  show_text (self->output, bureau_json_get_string (step, "output"));
  show_evidence (self, bureau_json_get_array (step, "evidence"));
}
