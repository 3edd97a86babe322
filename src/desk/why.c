/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a draft comes from and what became of it, as rows to be read. */
#include "desk/why.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/words.h"
#include "views/format.h"
#include "views/joined.h"

#define MAX_VALUE_BYTES 300

static void
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  g_autofree char *shown = bureau_text_visible (title != NULL ? title : "", NULL);
  g_autofree char *line = bureau_text_visible (subtitle != NULL ? subtitle : "", NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  /* Given together with the texts it would come too late: they would be read as markup first. */
  g_object_set (row, "title", shown, "subtitle", line, NULL);
  gtk_list_box_append (list, row);
}

/* The message and the record ---------------------------------------------------------------------
 */

static void
add_message (GtkListBox *list, JsonObject *message)
{
  g_autofree char *at = NULL;
  g_autofree char *title = NULL;

  if (message == NULL)
    return;
  at = bureau_words_time (bureau_json_get_string (message, "created_at"));
  title = g_strdup_printf (_ ("A message came in from %s"),
                           bureau_json_get_string (message, "sender_address"));
  add_row (list, title, at);
}

static JsonObject *
find_evidence (JsonArray *evidence, const char *field)
{
  for (guint i = 0; evidence != NULL && i < json_array_get_length (evidence); i++)
    {
      JsonObject *row = json_array_get_object_element (evidence, i);

      if (g_strcmp0 (bureau_json_get_string (row, "field"), field) == 0)
        return row;
    }
  return NULL;
}

static char *
say_grounds (JsonObject *evidence)
{
  const char *quote = evidence != NULL ? bureau_json_get_string (evidence, "quote") : NULL;

  if (evidence == NULL)
    return g_strdup ("");
  if (bureau_json_get_int (evidence, "inferred", 0) != 0 || quote == NULL)
    return g_strdup (_ ("a guess: not found in the message"));
  return g_strdup_printf (_ ("from “%s”"), quote);
}

static JsonObject *
find_field (JsonObject *thread, const char *name)
{
  JsonArray *fields = bureau_json_get_array (thread, "fields");

  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_strcmp0 (bureau_json_get_string (field, "name"), name) == 0)
        return field;
    }
  return NULL;
}

static char *
say_field (JsonObject *thread, JsonObject *values, const char *name)
{
  JsonObject *field = find_field (thread, name);
  const char *title = field != NULL ? bureau_json_get_string (field, "title") : NULL;
  g_autofree char *value = bureau_format_value (
      json_object_get_member (values, name),
      field != NULL ? bureau_json_get_string (field, "type") : NULL,
      bureau_json_get_string (values, "currency"));
  g_autofree char *shown = bureau_text_shorten (value, MAX_VALUE_BYTES);
  g_autofree char *made = title == NULL ? bureau_text_title (name) : NULL;

  return bureau_joined_pair (title != NULL ? title : made, shown);
}

/* Only what was read somewhere: a value without evidence explains nothing. */
static void
add_record (GtkListBox *list, JsonObject *thread)
{
  JsonObject *record = bureau_json_get_object (thread, "record");
  JsonArray *evidence = bureau_json_get_array (thread, "evidence");
  JsonObject *values = record != NULL ? bureau_json_get_object (record, "fields") : NULL;
  g_autoptr (GList) names = values != NULL ? json_object_get_members (values) : NULL;

  for (GList *l = names; l != NULL; l = l->next)
    {
      JsonObject *row = find_evidence (evidence, l->data);
      g_autofree char *title = say_field (thread, values, l->data);
      g_autofree char *grounds = say_grounds (row);

      if (row != NULL && !json_object_get_null_member (values, l->data))
        add_row (list, title, grounds);
    }
}

/* The run ----------------------------------------------------------------------------------------
 */

/* What a step does, as a sentence about who did it. */
static const struct
{
  const char *what;
  const char *says;
} step_words[] = {
  { "extract", N_ ("%s read the message into a record") },
  { "classify", N_ ("%s said what the message is") },
  { "search", N_ ("%s looked for what is like it") },
  { "query", N_ ("%s worked out the figures") },
  { "draft", N_ ("%s wrote this draft") },
  { "decide", N_ ("%s decided") },
  { "update", N_ ("%s changed the record") },
};

static char *
say_step (JsonObject *step)
{
  const char *what = bureau_json_get_string (step, "do");
  const char *agent = bureau_json_get_string (step, "agent");
  g_autofree char *name = agent != NULL ? bureau_text_title (agent) : g_strdup (_ ("Bureau"));

  for (guint i = 0; i < G_N_ELEMENTS (step_words); i++)
    if (g_strcmp0 (step_words[i].what, what) == 0)
      {
        g_auto (GStrv) parts = g_strsplit (_ (step_words[i].says), "%s", 2);

        return g_strjoinv (name, parts);
      }
  return bureau_joined_pair (name, what);
}

static void
add_steps (GtkListBox *list, JsonArray *steps)
{
  for (guint i = 0; steps != NULL && i < json_array_get_length (steps); i++)
    {
      JsonObject *step = json_array_get_object_element (steps, i);
      const char *error = bureau_json_get_string (step, "error");
      g_autofree char *says = say_step (step);
      g_autofree char *at = bureau_words_time (bureau_json_get_string (step, "finished_at"));

      add_row (list, says, error != NULL ? error : at);
    }
}

/* Nothing where only rules worked. */
static void
add_costs (GtkListBox *list, JsonArray *costs)
{
  for (guint i = 0; costs != NULL && i < json_array_get_length (costs); i++)
    {
      JsonObject *row = json_array_get_object_element (costs, i);
      g_autofree char *said = bureau_words_usage (row);

      add_row (list, bureau_json_get_string (row, "model"), said);
    }
}

/**
 * bureau_why_fill:
 * @list: emptied first
 * @thread: as bureau_draft_thread_load() gives it
 *
 * Shows the way from the message to the draft: what arrived, what was read in it and from which
 * words, the steps of the run, and what models cost.
 */
void
bureau_why_fill (GtkListBox *list, JsonObject *thread)
{
  gtk_list_box_remove_all (list);
  add_message (list, bureau_json_get_object (thread, "message"));
  add_record (list, thread);
  add_steps (list, bureau_json_get_array (thread, "steps"));
  add_costs (list, bureau_json_get_array (thread, "costs"));
}
