/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-facts.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/fact-row.h"
#include "desk/run-item.h"
#include "desk/words.h"

/**
 * bureau_document_facts_fill_says:
 * @list: emptied first
 * @story: as bureau_document_story_load() gives it
 *
 * Shows what the document does, a sentence in each row.
 */
void
bureau_document_facts_fill_says (GtkListBox *list, JsonObject *story)
{
  JsonArray *lines = json_object_get_array_member (story, "says");

  gtk_list_box_remove_all (list);
  for (guint i = 0; i < json_array_get_length (lines); i++)
    bureau_fact_row_add_plain (list, json_array_get_string_element (lines, i), NULL);
}

/* "22 Nov 2026, 14:05 · Done" */
static char *
say_last_run (JsonArray *runs)
{
  JsonObject *run = json_array_get_length (runs) > 0 ? json_array_get_object_element (runs, 0)
                                                     : NULL;
  g_autofree char *at = NULL;

  if (run == NULL)
    return g_strdup (_ ("Never"));
  at = bureau_words_time (bureau_json_get_string (run, "created_at"));
  return g_strdup_printf ("%s · %s", at,
                          bureau_run_state_to_words (bureau_json_get_string (run, "state")));
}

static void
add_costs (GtkListBox *list, JsonArray *costs)
{
  for (guint i = 0; i < json_array_get_length (costs); i++)
    {
      g_autofree char *said = bureau_words_usage (json_array_get_object_element (costs, i));

      bureau_fact_row_add (list, _ ("Cost this month"), said);
    }
}

/**
 * bureau_document_facts_fill:
 * @list: emptied first, and hidden where there is nothing to say
 * @story: as bureau_document_story_load() gives it
 *
 * Shows when a workflow ran last, and what models cost for it or for an agent.
 */
void
bureau_document_facts_fill (GtkListBox *list, JsonObject *story)
{
  gtk_list_box_remove_all (list);
  if (g_strcmp0 (bureau_json_get_string (story, "kind"), "workflow") == 0)
    {
      g_autofree char *last = say_last_run (json_object_get_array_member (story, "runs"));

      bureau_fact_row_add (list, _ ("Ran last"), last);
    }
  add_costs (list, json_object_get_array_member (story, "costs"));
  gtk_widget_set_visible (GTK_WIDGET (list), gtk_list_box_get_row_at_index (list, 0) != NULL);
}
