/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a value came from: the words that it rests on, their message and their run. */
#include "desk/evidence-button.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"

static gboolean
is_inferred (JsonObject *evidence)
{
  return bureau_json_get_int (evidence, "inferred", 0) != 0
         || bureau_json_get_string (evidence, "quote") == NULL;
}

static GtkWidget *
make_words (JsonObject *evidence)
{
  const char *quote = bureau_json_get_string (evidence, "quote");
  g_autofree char *visible = bureau_text_visible (quote != NULL ? quote : "", NULL);
  g_autofree char *text = is_inferred (evidence)
                              ? g_strdup (_ ("A guess: not found in the message"))
                              : g_strdup_printf (_ ("From the words “%s”"), visible);
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 36);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  return label;
}

/* "record.open" is the page's; the popover is inside it. */
static void
add_way (GtkBox *box, const char *label, gint64 id)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  if (id == 0)
    {
      g_object_ref_sink (button);
      g_clear_object (&button);
      return;
    }
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "record.open");
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_box_append (box, button);
}

static GtkWidget *
make_popover (JsonObject *evidence)
{
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  gtk_widget_set_margin_top (box, 6);
  gtk_widget_set_margin_bottom (box, 6);
  gtk_widget_set_margin_start (box, 6);
  gtk_widget_set_margin_end (box, 6);
  gtk_box_append (GTK_BOX (box), make_words (evidence));
  add_way (GTK_BOX (box), _ ("Show the _Message"), bureau_json_get_id (evidence, "message"));
  add_way (GTK_BOX (box), _ ("Show the _Run"), bureau_json_get_id (evidence, "run"));
  gtk_popover_set_child (GTK_POPOVER (popover), box);
  return popover;
}

/**
 * bureau_evidence_button_new:
 * @evidence: {"quote","inferred","message","run"}
 * @title: what the field is called
 *
 * Returns: (transfer floating): a button that tells where the value of the field came from; a guess
 *   looks different
 */
GtkWidget *
bureau_evidence_button_new (JsonObject *evidence, const char *title)
{
  GtkWidget *button = gtk_menu_button_new ();
  g_autofree char *name = g_strdup_printf (
      is_inferred (evidence) ? _ ("%s is a guess") : _ ("Where %s came from"), title);

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), is_inferred (evidence)
                                                               ? "dialog-question-symbolic"
                                                               : "help-about-symbolic");
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), make_popover (evidence));
  gtk_widget_set_tooltip_text (button, name);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}
