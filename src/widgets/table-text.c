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

  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (text),
                                     GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  if (is_figure)
    gtk_widget_add_css_class (text, "numeric");
  return text;
}

static gboolean
is_script_rtl (GUnicodeScript script)
{
  return script == G_UNICODE_SCRIPT_ARABIC || script == G_UNICODE_SCRIPT_HEBREW
         || script == G_UNICODE_SCRIPT_SYRIAC || script == G_UNICODE_SCRIPT_THAANA
         || script == G_UNICODE_SCRIPT_NKO;
}

/* As its first letter is; as all around where there is none. */
static gboolean
is_text_rtl (const char *text, gboolean is_rtl)
{
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    if (g_unichar_isalpha (g_utf8_get_char (p)))
      return is_script_rtl (g_unichar_get_script (g_utf8_get_char (p)));
  return is_rtl;
}

/* Figures stand at the end, all else at the start. An inscription does not know of either, and has
 * what reads from right to left on the other side than it is told. */
static float
find_side (GtkWidget *self, const char *text)
{
  gboolean is_rtl = gtk_widget_get_direction (self) == GTK_TEXT_DIR_RTL;
  gboolean is_at_right = gtk_widget_has_css_class (self, "numeric") != is_rtl;

  return is_at_right != is_text_rtl (text, is_rtl);
}

/**
 * bureau_table_text_show:
 * @self: an inscription of a cell
 */
void
bureau_table_text_show (GtkInscription *self, const char *text)
{
  if (g_strcmp0 (gtk_inscription_get_text (self), text) == 0)
    return;
  gtk_inscription_set_xalign (self, find_side (GTK_WIDGET (self), text));
  gtk_inscription_set_text (self, text);
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
