/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-text.h"

#define WIDE 180
#define NARROW 116

/**
 * bureau_table_text_new:
 * @is_figure: whether what it says is compared digit by digit
 *
 * Returns: (transfer floating): an inscription for a cell, empty
 */
GtkWidget *
bureau_table_text_new (gboolean is_figure)
{
  GtkWidget *text = gtk_inscription_new (NULL);
  gboolean is_rtl = gtk_widget_get_default_direction () == GTK_TEXT_DIR_RTL;

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  /* An inscription does not turn its alignment round as a label does. */
  gtk_inscription_set_xalign (GTK_INSCRIPTION (text), is_figure != is_rtl);
  if (is_figure)
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

/**
 * bureau_table_text_width:
 * @is_narrow: whether its values are short: figures, dates, words of a choice
 *
 * Returns: how wide its column begins in px, with the texts of this computer
 */
int
bureau_table_text_width (gboolean is_narrow)
{
  return (int)adw_length_unit_to_px (ADW_LENGTH_UNIT_SP, is_narrow ? NARROW : WIDE, NULL);
}
