/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field as another record, to be followed or to be chosen. */
#include <glib/gi18n.h>

#include "base/json.h"
#include "views/format.h"
#include "widgets/field-editor-private.h"

static void
followed_cb (BureauFieldEditor *self)
{
  gint64 id = bureau_field_editor_get_record (self);

  if (id != 0)
    g_signal_emit_by_name (self, "followed", id);
}

static void
pick_cb (BureauFieldEditor *self)
{
  g_signal_emit_by_name (self, "picks", bureau_json_get_string (self->field, "collection"));
}

static GtkWidget *
add_button (BureauFieldEditor *self, GtkWidget *row, const char *icon, const char *label,
            void (*pressed_cb) (BureauFieldEditor *self))
{
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "icon-name", icon, "valign", GTK_ALIGN_CENTER,
                                    "tooltip-text", label, NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_signal_connect_object (button, "clicked", G_CALLBACK (pressed_cb), self, G_CONNECT_SWAPPED);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
let_go_cb (BureauFieldEditor *self)
{
  g_autoptr (JsonObject) changes = json_object_new ();

  /* The button goes with the record; the keyboard goes on behind it. */
  gtk_widget_child_focus (GTK_WIDGET (self->row), GTK_DIR_TAB_FORWARD);
  if (!self->is_form)
    {
      json_object_set_null_member (changes, bureau_field_editor_get_name (self));
      g_signal_emit_by_name (self, "edited", changes);
      return;
    }
  bureau_field_editor_choose_record (self, 0);
}

/* A form has nothing to follow yet: all of the row chooses. */
static void
add_choosing (BureauFieldEditor *self, GtkWidget *row)
{
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "document-edit-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_signal_connect_object (row, "activated", G_CALLBACK (pick_cb), self, G_CONNECT_SWAPPED);
}

static void
add_following (BureauFieldEditor *self, GtkWidget *row)
{
  if (bureau_json_get_string (self->field, "collection") != NULL)
    add_button (self, row, "document-edit-symbolic", _ ("Choose Another Record"), pick_cb);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             g_object_new (GTK_TYPE_IMAGE, "icon-name", "go-next-symbolic",
                                           "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION,
                                           NULL));
  g_signal_connect_object (row, "activated", G_CALLBACK (followed_cb), self, G_CONNECT_SWAPPED);
}

static AdwPreferencesRow *
make_reference (BureauFieldEditor *self)
{
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", TRUE,
                                 "css-classes", (const char *[]){ "property", NULL }, NULL);

  self->let_go = add_button (self, row, "edit-clear-symbolic", _ ("Choose None"), let_go_cb);
  gtk_widget_set_visible (self->let_go, FALSE);
  (self->is_form ? add_choosing : add_following) (self, row);
  return ADW_PREFERENCES_ROW (row);
}

static const char *
find_record (BureauFieldEditor *self)
{
  return self->picked != NULL ? self->picked : self->stored != NULL ? self->stored : "";
}

static void
show_record (BureauFieldEditor *self)
{
  gboolean is_set = *find_record (self) != '\0';

  gtk_widget_set_visible (self->let_go, is_set);
  if (!self->is_form)
    gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (self->row), is_set);
}

static void
fill_reference (BureauFieldEditor *self, JsonNode *value)
{
  g_autofree char *text = bureau_format_value (value, NULL, NULL);

  g_set_str (&self->stored, text);
  show_record (self);
}

static char *
get_reference (BureauFieldEditor *self)
{
  return g_strdup (find_record (self));
}

/**
 * bureau_field_editor_choose_record:
 * @id: of the record that a person chose; 0 for none
 *
 * For forms: what is stored does not take its place.
 */
void
bureau_field_editor_choose_record (BureauFieldEditor *self, gint64 id)
{
  g_free (self->picked);
  self->picked = id != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, id) : g_strdup ("");
  show_record (self);
  bureau_field_editor_set_problem (self, NULL);
  bureau_field_editor_set_title_of_record (self, NULL);
}

/**
 * bureau_field_editor_get_record:
 *
 * Returns: the id of the record that it points to; 0 for none
 */
gint64
bureau_field_editor_get_record (BureauFieldEditor *self)
{
  return g_ascii_strtoll (find_record (self), NULL, 10);
}

const BureauFieldKind bureau_field_reference = { "ref", make_reference, fill_reference,
                                                 get_reference };
