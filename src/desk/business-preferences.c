/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/business-preferences.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/identity-editor.h"
#include "desk/words.h"
#include "widgets/row-name.h"

/* The main identity; the further ones have their places in the list. */
#define FIRST (-1)

struct _BureauBusinessPreferences
{
  BureauSettingPage parent_instance;

  JsonObject *identity;
  JsonArray *identities;
  int place; /* which is being edited */

  AdwActionRow *first;
  GtkListBox *others;
};

G_DEFINE_FINAL_TYPE (BureauBusinessPreferences, bureau_business_preferences,
                     BUREAU_TYPE_SETTING_PAGE)

static const BureauSettingRow rows[] = {
  { "firm", BUREAU_SETTING_TEXT, "firm", NULL },
  { "booking_link", BUREAU_SETTING_TEXT, "booking_link", NULL },
};

/* Storing ----------------------------------------------------------------------------------------
 */

static void
store_first (BureauBusinessPreferences *self, JsonObject *identity)
{
  g_autoptr (JsonNode) value = bureau_json_node_for_object (identity);

  bureau_setting_page_store (BUREAU_SETTING_PAGE (self), "identity", value);
}

/* The list with @identity at its place: changed, added at the end, or left out for %NULL. */
static JsonArray *
make_identities (BureauBusinessPreferences *self, JsonObject *identity)
{
  JsonArray *list = json_array_new ();
  guint n = json_array_get_length (self->identities);

  for (guint i = 0; i < n; i++)
    if (i != (guint)self->place)
      json_array_add_object_element (
          list, json_object_ref (json_array_get_object_element (self->identities, i)));
    else if (identity != NULL)
      json_array_add_object_element (list, json_object_ref (identity));
  if (identity != NULL && (guint)self->place >= n)
    json_array_add_object_element (list, json_object_ref (identity));
  return list;
}

static void
done_cb (BureauBusinessPreferences *self, JsonObject *identity)
{
  g_autoptr (JsonNode) value = NULL;

  if (self->place == FIRST)
    {
      store_first (self, identity);
      return;
    }
  value = json_node_new (JSON_NODE_ARRAY);
  json_node_take_array (value, make_identities (self, identity));
  bureau_setting_page_store (BUREAU_SETTING_PAGE (self), "identities", value);
}

/* Editing ----------------------------------------------------------------------------------------
 */

static void
edit (BureauBusinessPreferences *self, JsonObject *identity, int place, gboolean is_removable)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  BureauIdentityEditor *editor;

  if (self->identity == NULL)
    return;
  editor = bureau_identity_editor_new (identity, is_removable);
  self->place = place;
  g_signal_connect_object (editor, "done", G_CALLBACK (done_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_dialog_push_subpage (ADW_PREFERENCES_DIALOG (dialog),
                                       ADW_NAVIGATION_PAGE (editor));
}

static void
first_cb (BureauBusinessPreferences *self)
{
  edit (self, self->identity, FIRST, FALSE);
}

static void
other_cb (BureauBusinessPreferences *self, GtkListBoxRow *row)
{
  int place = gtk_list_box_row_get_index (row);

  edit (self, json_array_get_object_element (self->identities, (guint)place), place, TRUE);
}

static void
add_cb (BureauBusinessPreferences *self)
{
  g_autoptr (JsonObject) identity = json_object_new ();

  if (self->identities != NULL)
    edit (self, identity, (int)json_array_get_length (self->identities), FALSE);
}

/* Showing ----------------------------------------------------------------------------------------
 */

static void
show_identity (AdwActionRow *row, JsonObject *identity)
{
  const char *name = bureau_json_get_string (identity, "name");
  const char *address = bureau_json_get_string (identity, "address");
  gboolean is_named = name != NULL && *name != '\0';

  g_object_set (row, "title", is_named ? name : _ ("No name yet"), "subtitle",
                address != NULL && *address != '\0' ? address : _ ("No address yet"), NULL);
}

static GtkWidget *
make_row (JsonObject *identity)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *arrow = gtk_image_new_from_icon_name ("go-next-symbolic");

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), arrow);
  show_identity (ADW_ACTION_ROW (row), identity);
  return row;
}

static void
bureau_business_preferences_loaded (BureauSettingPage *page, JsonObject *settings)
{
  BureauBusinessPreferences *self = BUREAU_BUSINESS_PREFERENCES (page);
  guint n;

  g_clear_pointer (&self->identity, json_object_unref);
  g_clear_pointer (&self->identities, json_array_unref);
  self->identity = json_object_ref (bureau_json_get_object (settings, "identity"));
  self->identities = json_array_ref (bureau_json_get_array (settings, "identities"));
  show_identity (self->first, self->identity);
  gtk_list_box_remove_all (self->others);
  n = json_array_get_length (self->identities);
  for (guint i = 0; i < n; i++)
    gtk_list_box_append (self->others,
                         make_row (json_array_get_object_element (self->identities, i)));
  gtk_widget_set_visible (GTK_WIDGET (self->others), n > 0);
}

static void
bureau_business_preferences_finalize (GObject *object)
{
  BureauBusinessPreferences *self = BUREAU_BUSINESS_PREFERENCES (object);

  g_clear_pointer (&self->identity, json_object_unref);
  g_clear_pointer (&self->identities, json_array_unref);
  G_OBJECT_CLASS (bureau_business_preferences_parent_class)->finalize (object);
}

static void
bureau_business_preferences_class_init (BureauBusinessPreferencesClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = bureau_business_preferences_finalize;
  BUREAU_SETTING_PAGE_CLASS (klass)->loaded = bureau_business_preferences_loaded;
  bureau_setting_page_class_set_up (BUREAU_SETTING_PAGE_CLASS (klass), "business-preferences", rows,
                                    G_N_ELEMENTS (rows));
  gtk_widget_class_bind_template_child (widget_class, BureauBusinessPreferences, first);
  gtk_widget_class_bind_template_child (widget_class, BureauBusinessPreferences, others);
  gtk_widget_class_bind_template_callback (widget_class, first_cb);
  gtk_widget_class_bind_template_callback (widget_class, other_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_cb);
}

static void
bureau_business_preferences_init (BureauBusinessPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_row_name_entries (GTK_WIDGET (self));
}
