/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/progress-element.h"

#include <glib/gi18n.h>

#include "base/json.h"

#define MOST_BARS 40

struct _BureauProgressElement
{
  BureauElement parent_instance;

  GtkBox *bars;
};

G_DEFINE_FINAL_TYPE (BureauProgressElement, bureau_progress_element, BUREAU_TYPE_ELEMENT)

static double
get_most (BureauElement *element, BureauShownRows *rows, guint row)
{
  const char *column = bureau_element_get_text (element, "max_col");

  return column != NULL ? bureau_shown_rows_get_number (rows, row, column, NULL)
                        : bureau_json_get_double (bureau_element_get_shape (element), "max", 0);
}

static GtkWidget *
make_line (const char *name, const char *figures)
{
  GtkWidget *line = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  const char *const numeric[] = { "numeric", "dimmed", NULL };

  gtk_box_append (GTK_BOX (line),
                  g_object_new (GTK_TYPE_LABEL, "label", name, "xalign", 0.0, "hexpand", TRUE,
                                "ellipsize", PANGO_ELLIPSIZE_END, NULL));
  gtk_box_append (GTK_BOX (line),
                  g_object_new (GTK_TYPE_LABEL, "label", figures, "css-classes", numeric, NULL));
  return line;
}

static void
add_bar (BureauProgressElement *self, BureauShownRows *rows, guint row)
{
  BureauElement *element = BUREAU_ELEMENT (self);
  const char *column = bureau_element_get_text (element, "value");
  const char *format = bureau_element_get_text (element, "format");
  const char *label = bureau_element_get_text (element, "label");
  double value = bureau_shown_rows_get_number (rows, row, column, NULL);
  double most = get_most (element, rows, row);
  g_autofree char *name = bureau_shown_rows_dup_text (rows, row, label, NULL);
  g_autofree char *now = bureau_shown_rows_dup_text (rows, row, column, format);
  g_autofree char *goal = bureau_shown_rows_say (rows, row, column, most, format);
  /* Translators: how far it is, and how far it can be */
  g_autofree char *figures = g_strdup_printf (_ ("%s of %s"), now, goal);
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), most > 0 ? CLAMP (value / most, 0, 1) : 0);
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  *name != '\0' ? name : bureau_element_get_title (element),
                                  GTK_ACCESSIBLE_PROPERTY_VALUE_TEXT, figures, -1);
  gtk_box_append (self->bars, make_line (name, figures));
  gtk_box_append (self->bars, bar);
}

static void
bureau_progress_element_show (BureauElement *element, BureauShownRows *rows)
{
  BureauProgressElement *self = BUREAU_PROGRESS_ELEMENT (element);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->bars))) != NULL)
    gtk_box_remove (self->bars, child);
  for (guint i = 0; i < MIN (bureau_shown_rows_get_n (rows), MOST_BARS); i++)
    add_bar (self, rows, i);
}

static void
bureau_progress_element_set_up (BureauElement *element)
{
  BureauProgressElement *self = BUREAU_PROGRESS_ELEMENT (element);

  self->bars = GTK_BOX (gtk_box_new (GTK_ORIENTATION_VERTICAL, 6));
  bureau_element_set_content (element, GTK_WIDGET (self->bars));
}

static void
bureau_progress_element_class_init (BureauProgressElementClass *klass)
{
  BUREAU_ELEMENT_CLASS (klass)->set_up = bureau_progress_element_set_up;
  BUREAU_ELEMENT_CLASS (klass)->show = bureau_progress_element_show;
  BUREAU_ELEMENT_CLASS (klass)->needs_rows = TRUE;
}

static void
bureau_progress_element_init (BureauProgressElement *self)
{
}
