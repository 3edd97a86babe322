/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The records around one, as lists that lead to them. */
#include "desk/related.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"

static void
add_row (AdwPreferencesGroup *group, JsonObject *record, const char *detail)
{
  const char *title = bureau_json_get_string (record, "title");
  g_autofree char *shown = bureau_text_visible (title != NULL ? title : _ ("Without a name"), NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", shown, "subtitle", detail != NULL ? detail : "", "activatable", TRUE,
                "title-lines", 1, "action-name", "record.open", NULL);

  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "x", bureau_json_get_id (record, "id"));
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  adw_preferences_group_add (group, row);
}

static AdwPreferencesGroup *
add_group (GtkBox *box, const char *title)
{
  g_autofree char *escaped = g_markup_escape_text (title, -1);
  GtkWidget *group = g_object_new (ADW_TYPE_PREFERENCES_GROUP, "title", escaped, NULL);

  gtk_box_append (box, group);
  return ADW_PREFERENCES_GROUP (group);
}

static void
add_pointing (GtkBox *box, JsonObject *pointing)
{
  JsonArray *records = bureau_json_get_array (pointing, "records");
  const char *title = bureau_json_get_string (pointing, "title");
  AdwPreferencesGroup *group = add_group (box, title != NULL ? title : "");

  for (guint i = 0; i < json_array_get_length (records); i++)
    add_row (group, json_array_get_object_element (records, i),
             bureau_json_get_string (pointing, "field"));
  if (bureau_json_get_boolean (pointing, "more"))
    g_object_set (group, "description", _ ("The newest; there are more"), NULL);
}

static void
add_about (GtkBox *box, JsonArray *about)
{
  AdwPreferencesGroup *group = add_group (box, _ ("About"));

  for (guint i = 0; i < json_array_get_length (about); i++)
    {
      JsonObject *record = json_array_get_object_element (about, i);

      add_row (group, record, bureau_json_get_string (record, "of"));
    }
}

/**
 * bureau_related_fill:
 * @box: emptied first; what is pressed in it activates "record.open"
 * @thread: as bureau_record_thread() gives it
 *
 * Shows the records that point to one, or that a message or draft is about.
 */
void
bureau_related_fill (GtkBox *box, JsonObject *thread)
{
  JsonArray *related = bureau_json_get_array (thread, "related");
  JsonArray *about = bureau_json_get_array (thread, "about");
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (box))) != NULL)
    gtk_box_remove (box, child);
  for (guint i = 0; related != NULL && i < json_array_get_length (related); i++)
    add_pointing (box, json_array_get_object_element (related, i));
  if (about != NULL && json_array_get_length (about) > 0)
    add_about (box, about);
  gtk_widget_set_visible (GTK_WIDGET (box), gtk_widget_get_first_child (GTK_WIDGET (box)) != NULL);
}
