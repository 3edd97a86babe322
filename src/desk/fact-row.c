/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that say one thing each and do nothing. */
#include "desk/fact-row.h"

#include "base/text.h"

static GtkWidget *
make_row (const char *title, const char *text)
{
  g_autofree char *name = bureau_text_visible (title, NULL);
  g_autofree char *shown = bureau_text_visible (text != NULL ? text : "", NULL);

  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, "activatable", FALSE,
                                 NULL);

  /* Only now: while it is made, its labels still take markup. */
  g_object_set (row, "title", name, "subtitle", shown, "subtitle-selectable", TRUE, NULL);
  return row;
}

/**
 * bureau_fact_row_add:
 * @list: a boxed list
 * @title: what it is
 * @value: (nullable): what it says; nothing is added without
 *
 * Adds a property: a small title above its value.
 */
void
bureau_fact_row_add (GtkListBox *list, const char *title, const char *value)
{
  GtkWidget *row;

  if (value == NULL || *value == '\0')
    return;
  row = make_row (title, value);
  gtk_widget_add_css_class (row, "property");
  gtk_list_box_append (list, row);
}

/**
 * bureau_fact_row_add_plain:
 * @list: a boxed list
 * @title: what is said
 * @detail: (nullable): what is said beneath, smaller
 *
 * Adds a sentence with its details.
 */
void
bureau_fact_row_add_plain (GtkListBox *list, const char *title, const char *detail)
{
  gtk_list_box_append (list, make_row (title, detail));
}
