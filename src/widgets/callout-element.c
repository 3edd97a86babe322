/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/callout-element.h"

#include "base/json.h"
#include "base/text.h"
#include "widgets/act-buttons.h"
#include "widgets/tone.h"

struct _BureauCalloutElement
{
  BureauElement parent_instance;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (BureauCalloutElement, bureau_callout_element, BUREAU_TYPE_ELEMENT)

static void
fill (BureauCalloutElement *self, BureauShownRows *rows)
{
  g_autofree char *words = bureau_cell_fill_words (
      rows, bureau_element_get_text (BUREAU_ELEMENT (self), "text"));
  g_autofree char *visible = bureau_text_visible (words, NULL);

  gtk_label_set_label (self->label, visible);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, visible,
                                  -1);
}

/* Without a row there is nothing to say. */
static void
bureau_callout_element_show (BureauElement *element, BureauShownRows *rows)
{
  fill (BUREAU_CALLOUT_ELEMENT (element), rows);
  gtk_widget_set_visible (GTK_WIDGET (element), bureau_shown_rows_get_n (rows) > 0);
}

static GtkWidget *
make_icon (BureauTone tone)
{
  return g_object_new (GTK_TYPE_IMAGE, "icon-name", bureau_tone_get_icon (tone), "valign",
                       GTK_ALIGN_CENTER, "accessible-role", GTK_ACCESSIBLE_ROLE_PRESENTATION, NULL);
}

static GtkWidget *
make_button (BureauElement *element)
{
  g_autoptr (JsonArray) actions = json_array_new ();
  GtkWidget *buttons;

  json_array_add_string_element (actions, bureau_element_get_text (element, "action"));
  buttons = bureau_act_buttons_new (element, actions, NULL, NULL);
  gtk_widget_set_valign (buttons, GTK_ALIGN_CENTER);
  return buttons;
}

static void
bureau_callout_element_set_up (BureauElement *element)
{
  BureauCalloutElement *self = BUREAU_CALLOUT_ELEMENT (element);
  BureauTone tone = bureau_tone_parse (bureau_element_get_text (element, "tone"));
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);

  self->label = g_object_new (GTK_TYPE_LABEL, "xalign", 0.0, "hexpand", TRUE, "wrap", TRUE,
                              "wrap-mode", PANGO_WRAP_WORD_CHAR, NULL);
  gtk_box_append (GTK_BOX (box), make_icon (tone));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->label));
  if (bureau_element_get_text (element, "action") != NULL)
    gtk_box_append (GTK_BOX (box), make_button (element));
  gtk_widget_add_css_class (box, "callout");
  bureau_tone_show (box, tone);
  bureau_element_set_content (element, box);
  if (bureau_element_get_rows (element) == NULL)
    fill (self, NULL);
}

static void
bureau_callout_element_class_init (BureauCalloutElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_callout_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_callout_element_show;
  BUREAU_ELEMENT_CLASS (klass)->is_bare = TRUE;
}

static void
bureau_callout_element_init (BureauCalloutElement *self)
{
}
