/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-versions.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/fact-row.h"
#include "desk/history.h"
#include "desk/words.h"

/* "You, in the window · 22 Nov 2026, 14:05 · Back to version 1" */
static char *
say_line (JsonObject *version)
{
  const char *note = bureau_json_get_string (version, "note");
  g_autofree char *who = bureau_history_say_actor (bureau_json_get_string (version, "author"));
  g_autofree char *at = bureau_words_time (bureau_json_get_string (version, "at"));

  return g_strdup_printf ("%s · %s%s%s", who, at, note != NULL && *note != '\0' ? " · " : "",
                          note != NULL ? note : "");
}

static GtkWidget *
make_revert (gint64 version)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Revert to This"));

  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "document.revert");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", version);
  return button;
}

static void
add_changes (AdwExpanderRow *row, JsonArray *changes)
{
  GtkListBox *list = GTK_LIST_BOX (gtk_list_box_new ());

  gtk_list_box_set_selection_mode (list, GTK_SELECTION_NONE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("What it changed"), -1);
  for (guint i = 0; i < json_array_get_length (changes); i++)
    bureau_fact_row_add_plain (
        list, bureau_json_get_string (json_array_get_object_element (changes, i), "words"), NULL);
  adw_expander_row_add_row (row, g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE,
                                               "focusable", FALSE, "child", list, NULL));
}

static void
add_version (GtkListBox *list, JsonObject *version, gint64 current)
{
  gint64 number = bureau_json_get_int (version, "version", 0);
  JsonArray *changes = bureau_json_get_array (version, "changes");
  g_autofree char *line = say_line (version);
  g_autofree char *title = g_strdup_printf (
      number == current ? _ ("Version %d, in force") : _ ("Version %d"), (int)number);
  GtkWidget *row = g_object_new (ADW_TYPE_EXPANDER_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", title, "subtitle", line, "enable-expansion",
                changes != NULL && json_array_get_length (changes) > 0, NULL);
  if (number != current)
    adw_expander_row_add_suffix (ADW_EXPANDER_ROW (row), make_revert (number));
  if (changes != NULL)
    add_changes (ADW_EXPANDER_ROW (row), changes);
  gtk_list_box_append (list, row);
}

/**
 * bureau_document_versions_fill:
 * @list: emptied first
 * @versions: as bureau_document_story_load() gives them
 * @current: the version in force
 *
 * Shows the versions, newest first: who made each, what it changed, and a way back to it, the
 * action "document.revert".
 */
void
bureau_document_versions_fill (GtkListBox *list, JsonArray *versions, gint64 current)
{
  gtk_list_box_remove_all (list);
  for (guint i = 0; i < json_array_get_length (versions); i++)
    add_version (list, json_array_get_object_element (versions, i), current);
}
