/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/act-buttons.h"

#include "base/json.h"

typedef struct
{
  BureauElement *element; /* holds the button */
  char *action;
  BureauActFunc row;
  gpointer data;
} Act;

static void
act_free (gpointer data, GClosure *closure)
{
  Act *self = data;

  g_free (self->action);
  g_free (self);
}

static void
clicked_cb (GtkButton *button, Act *act)
{
  bureau_element_act (act->element, act->action,
                      act->row != NULL ? act->row (act->data) : BUREAU_ELEMENT_NO_ROW);
}

static GtkWidget *
make_button (const Act *with, const char *action)
{
  JsonObject *document = bureau_shown_view_get_action (bureau_element_get_view (with->element),
                                                       action);
  GtkWidget *button = gtk_button_new_with_label (bureau_json_get_string (document, "label"));
  Act *act = g_new0 (Act, 1);

  *act = *with;
  act->action = g_strdup (action);
  gtk_label_set_ellipsize (GTK_LABEL (gtk_button_get_child (GTK_BUTTON (button))),
                           PANGO_ELLIPSIZE_END);
  /* The button owns what its listener knows. */
  g_signal_connect_data (button, "clicked", G_CALLBACK (clicked_cb), act, act_free,
                         G_CONNECT_DEFAULT);
  return button;
}

/**
 * bureau_act_buttons_new:
 * @element: in which they stand
 * @actions: (nullable): ids of actions of its view
 * @row: (nullable): says what they are about when one is pressed; %NULL where they are about the
 *   view
 * @data: for @row; lives as long as the buttons
 *
 * Returns: (transfer floating): a box of buttons
 */
GtkWidget *
bureau_act_buttons_new (BureauElement *element, JsonArray *actions, BureauActFunc row,
                        gpointer data)
{
  GtkWidget *box = adw_wrap_box_new ();
  const Act act = { element, NULL, row, data };

  adw_wrap_box_set_child_spacing (ADW_WRAP_BOX (box), 6);
  adw_wrap_box_set_line_spacing (ADW_WRAP_BOX (box), 6);
  for (guint i = 0; actions != NULL && i < json_array_get_length (actions); i++)
    adw_wrap_box_append (ADW_WRAP_BOX (box),
                         make_button (&act, json_array_get_string_element (actions, i)));
  return box;
}
