/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/detail-element.h"

#include "base/json.h"
#include "widgets/act-buttons.h"
#include "widgets/tone.h"

struct _BureauDetailElement
{
  BureauElement parent_instance;

  GtkListBox *fields;
};

G_DEFINE_FINAL_TYPE (BureauDetailElement, bureau_detail_element, BUREAU_TYPE_ELEMENT)

static JsonObject *
get_field (BureauElement *element, guint i)
{
  return json_array_get_object_element (
      bureau_json_get_array (bureau_element_get_shape (element), "fields"), i);
}

static AdwActionRow *
make_row (BureauShownRows *rows, JsonObject *field)
{
  const char *label = bureau_json_get_string (field, "label");
  const char *column = bureau_json_get_string (field, "col");
  g_auto (BureauCell) cell = { 0 };
  g_autofree char *text = NULL;
  GtkWidget *row;

  bureau_cell_fill (&cell, rows, 0, field);
  text = bureau_tone_sign (cell.tone, cell.text);
  row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "title",
                      label != NULL ? label : bureau_shown_rows_get_label (rows, column),
                      "subtitle", *text != '\0' ? text : "–", NULL);
  /* The row is described by its subtitle, which GTK does not read out. */
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_RELATION_DESCRIBED_BY);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text,
                                  -1);
  gtk_widget_add_css_class (row, "property");
  bureau_tone_show (row, cell.tone);
  return ADW_ACTION_ROW (row);
}

static void
activated_cb (BureauElement *element, GtkListBoxRow *row)
{
  JsonObject *field = get_field (element, (guint)gtk_list_box_row_get_index (row));

  bureau_element_open (element, bureau_json_get_object (field, "open"), 0);
}

static void
add_row (BureauDetailElement *self, BureauShownRows *rows, JsonObject *field)
{
  AdwActionRow *row = make_row (rows, field);

  if (bureau_json_get_object (field, "open") != NULL)
    {
      gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
      adw_action_row_add_suffix (row, gtk_image_new_from_icon_name ("go-next-symbolic"));
    }
  gtk_list_box_append (self->fields, GTK_WIDGET (row));
}

static void
bureau_detail_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauDetailElement *self = BUREAU_DETAIL_ELEMENT (element);
  JsonArray *fields = bureau_json_get_array (bureau_element_get_shape (element), "fields");

  gtk_list_box_remove_all (self->fields);
  for (guint i = 0; bureau_shown_rows_get_n (rows) > 0 && i < json_array_get_length (fields); i++)
    add_row (self, rows, json_array_get_object_element (fields, i));
}

static guint
first_row_cb (gpointer data)
{
  return 0;
}

static void
bureau_detail_element_set_up (BureauElement *element)
{
  BureauDetailElement *self = BUREAU_DETAIL_ELEMENT (element);
  JsonArray *actions = bureau_json_get_array (bureau_element_get_shape (element), "row_actions");
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9);

  self->fields = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (self->fields, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (self->fields), "background");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->fields), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  bureau_element_get_title (element), -1);
  g_signal_connect_object (self->fields, "row-activated", G_CALLBACK (activated_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->fields));
  if (actions != NULL)
    gtk_box_append (GTK_BOX (box), bureau_act_buttons_new (element, actions, first_row_cb, NULL));
  bureau_element_set_content (element, box);
}

static void
bureau_detail_element_class_init (BureauDetailElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_detail_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_detail_element_show;
  BUREAU_ELEMENT_CLASS (klass)->needs_rows = TRUE;
}

static void
bureau_detail_element_init (BureauDetailElement *self)
{
}
