/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/tone.h"

static const struct
{
  const char *css_class;
  const char *sign;
  const char *icon;
} tones[] = {
  [BUREAU_TONE_NONE] = { NULL, NULL, NULL },
  [BUREAU_TONE_NEUTRAL] = { "tone-neutral", NULL, "dialog-information-symbolic" },
  [BUREAU_TONE_GOOD] = { "tone-good", "✓", "object-select-symbolic" },
  [BUREAU_TONE_WARN] = { "tone-warn", "!", "dialog-warning-symbolic" },
  [BUREAU_TONE_BAD] = { "tone-bad", "‼", "dialog-error-symbolic" },
};

void
bureau_tone_show (GtkWidget *widget, BureauTone tone)
{
  for (guint i = 0; i < G_N_ELEMENTS (tones); i++)
    if (tones[i].css_class != NULL && i != tone)
      gtk_widget_remove_css_class (widget, tones[i].css_class);
  if (tones[tone].css_class != NULL)
    gtk_widget_add_css_class (widget, tones[tone].css_class);
}

/**
 * bureau_tone_get_icon:
 *
 * Returns: (nullable): the name of its icon
 */
const char *
bureau_tone_get_icon (BureauTone tone)
{
  return tones[tone].icon;
}

/**
 * bureau_tone_sign:
 *
 * Returns: (transfer full): the text with its tone's sign
 */
char *
bureau_tone_sign (BureauTone tone, const char *text)
{
  return tones[tone].sign != NULL && *text != '\0'
             ? g_strdup_printf ("%s %s", text, tones[tone].sign)
             : g_strdup (text);
}

/**
 * bureau_badge_new:
 *
 * Returns: (transfer floating): a badge that shows nothing
 */
GtkWidget *
bureau_badge_new (void)
{
  GtkWidget *badge = g_object_new (GTK_TYPE_LABEL, "ellipsize", PANGO_ELLIPSIZE_END, "halign",
                                   GTK_ALIGN_START, "valign", GTK_ALIGN_CENTER, "max-width-chars",
                                   18, NULL);

  gtk_widget_add_css_class (badge, "badge");
  return badge;
}

void
bureau_badge_show (GtkWidget *badge, const BureauCell *cell)
{
  g_autofree char *signed_text = bureau_tone_sign (cell->tone, cell->text);

  gtk_label_set_label (GTK_LABEL (badge), signed_text);
  gtk_widget_set_visible (badge, *cell->text != '\0');
  bureau_tone_show (badge, cell->tone);
}
