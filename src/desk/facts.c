/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The strip beneath a draft: what it was written from, to be checked at a glance. */
#include "desk/facts.h"

#include <glib/gi18n.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/text.h"
#include "desk/chip.h"
#include "views/format.h"

static GtkWidget *
make_line (const char *title, const char *detail)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 24);
  GtkWidget *left = gtk_label_new (title);
  GtkWidget *right = gtk_label_new (detail);

  gtk_label_set_ellipsize (GTK_LABEL (left), PANGO_ELLIPSIZE_END);
  gtk_label_set_max_width_chars (GTK_LABEL (left), 40);
  gtk_label_set_xalign (GTK_LABEL (left), 0);
  gtk_widget_set_hexpand (left, TRUE);
  gtk_widget_add_css_class (right, "numeric");
  gtk_widget_add_css_class (right, "dimmed");
  gtk_box_append (GTK_BOX (row), left);
  gtk_box_append (GTK_BOX (row), right);
  return row;
}

/* A row of a popover; where its record is known, a click opens it. */
static GtkWidget *
make_row (JsonObject *record, const char *detail)
{
  const char *title = bureau_json_get_string (record, "title");
  g_autofree char *shown = bureau_text_visible (title != NULL ? title : "", NULL);
  g_autofree char *label = g_strdup_printf (_ ("Open %s"), shown);
  GtkWidget *line = make_line (shown, detail);
  gint64 id = bureau_json_get_id (record, "id");
  GtkWidget *button;

  if (id == 0)
    return line;
  button = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (button), line);
  gtk_widget_add_css_class (button, "flat");
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "x", id);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "win.open");
  return button;
}

static GtkWidget *
make_popover (GtkWidget *rows)
{
  GtkWidget *popover = gtk_popover_new ();

  gtk_widget_set_margin_top (rows, 6);
  gtk_widget_set_margin_bottom (rows, 6);
  gtk_widget_set_margin_start (rows, 6);
  gtk_widget_set_margin_end (rows, 6);
  gtk_popover_set_child (GTK_POPOVER (popover), rows);
  return popover;
}

static void
add_fact (AdwWrapBox *box, const char *label, GtkWidget *rows)
{
  GtkWidget *button = gtk_menu_button_new ();

  gtk_menu_button_set_label (GTK_MENU_BUTTON (button), label);
  gtk_menu_button_set_can_shrink (GTK_MENU_BUTTON (button), TRUE);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), make_popover (rows));
  adw_wrap_box_append (box, button);
}

/* Fee --------------------------------------------------------------------------------------------
 */

/**
 * bureau_facts_say_fee:
 * @facts: {"fee_low","fee_high","currency"}, in minor units
 *
 * Returns: (transfer full) (nullable): "Fee 3,200.00–4,100.00 EUR"; %NULL where there is none
 */
char *
bureau_facts_say_fee (JsonObject *facts)
{
  gint64 low = bureau_json_get_int (facts, "fee_low", 0);
  gint64 high = bureau_json_get_int (facts, "fee_high", low);
  const char *currency = bureau_json_get_string (facts, "currency");
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (low <= 0 || currency == NULL)
    return NULL;
  from = bureau_format_money (low, currency);
  to = bureau_format_money (high, currency);
  if (low == high)
    return g_strdup_printf (_ ("Fee %s"), from);
  return g_strdup_printf (_ ("Fee %s to %s"), from, to);
}

/* The column is a list, which SQL hands over as text. */
static JsonArray *
dup_precedents (JsonObject *facts)
{
  JsonArray *array = bureau_json_get_array (facts, "precedents");

  return array != NULL ? json_array_ref (array)
                       : bureau_json_text_to_array (bureau_json_get_string (facts, "precedents"));
}

static GtkWidget *
make_precedents (JsonObject *facts)
{
  const char *currency = bureau_json_get_string (facts, "currency");
  g_autoptr (JsonArray) precedents = dup_precedents (facts);
  GtkWidget *rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  guint n = precedents != NULL ? json_array_get_length (precedents) : 0;
  g_autofree char *title = g_strdup_printf (
      ngettext ("What %u accepted project cost", "What %u accepted projects cost", n), n);
  GtkWidget *heading = g_object_new (GTK_TYPE_LABEL, "label", title, "wrap", TRUE,
                                     "max-width-chars", 32, "xalign", 0.0, NULL);

  gtk_widget_add_css_class (heading, "heading");
  gtk_box_append (GTK_BOX (rows), heading);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *one = json_array_get_object_element (precedents, i);
      g_autofree char *fee = bureau_format_money (bureau_json_get_int (one, "fee", 0), currency);

      gtk_box_append (GTK_BOX (rows), make_row (one, fee));
    }
  return rows;
}

static void
add_fee (AdwWrapBox *box, JsonObject *facts)
{
  g_autofree char *label = bureau_facts_say_fee (facts);

  if (label != NULL)
    add_fact (box, label, make_precedents (facts));
}

/* Similar work -----------------------------------------------------------------------------------
 */

static void
add_similar (AdwWrapBox *box, JsonObject *facts)
{
  JsonArray *similar = bureau_json_get_array (facts, "similar");
  guint n = similar != NULL ? json_array_get_length (similar) : 0;
  GtkWidget *rows;
  g_autofree char *label = NULL;

  if (n == 0)
    return;
  rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *one = json_array_get_object_element (similar, i);

      gtk_box_append (GTK_BOX (rows), make_row (one, bureau_json_get_string (one, "collection")));
    }
  label = g_strdup_printf (ngettext ("%u similar", "%u similar", n), n);
  add_fact (box, label, rows);
}

static void
add_link (AdwWrapBox *box, JsonObject *facts)
{
  const char *link = bureau_json_get_string (facts, "booking_link");
  GtkWidget *rows, *label, *button;

  if (link == NULL)
    return;
  rows = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  label = gtk_label_new (link);
  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_MIDDLE);
  button = gtk_button_new_with_mnemonic (_ ("_Insert Into the Text"));
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", link);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "draft.insert");
  gtk_box_append (GTK_BOX (rows), label);
  gtk_box_append (GTK_BOX (rows), button);
  add_fact (box, _ ("Booking link"), rows);
}

/**
 * bureau_facts_fill:
 * @box: emptied first
 * @facts: (nullable): the draft's facts, as its agent left them
 *
 * Shows what a draft rests on, each fact with its grounds behind a click.
 */
void
bureau_facts_fill (AdwWrapBox *box, JsonObject *facts)
{
  bureau_chips_clear (box);
  if (facts == NULL)
    return;
  add_fee (box, facts);
  add_similar (box, facts);
  add_link (box, facts);
}
