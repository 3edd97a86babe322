/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/recipients.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/draft-edit.h"
#include "desk/words.h"

struct _BureauRecipients
{
  AdwBin parent_instance;

  AdwWrapBox *chips;
  GtkEntry *entry;
};

G_DEFINE_FINAL_TYPE (BureauRecipients, bureau_recipients, ADW_TYPE_BIN)

enum
{
  ADDED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

/* Chips ------------------------------------------------------------------------------------------
 */

static void
remove_cb (BureauRecipients *self, GtkWidget *button)
{
  guint index = GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (button), "index"));

  g_signal_emit (self, signals[REMOVED], 0, index);
}

static GtkWidget *
make_button (BureauRecipients *self, guint index, const char *address)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autofree char *label = g_strdup_printf (_ ("Remove %s"), address);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  gtk_widget_set_tooltip_text (button, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
  g_object_set_data (G_OBJECT (button), "index", GUINT_TO_POINTER (index));
  g_signal_connect_object (button, "clicked", G_CALLBACK (remove_cb), self, G_CONNECT_SWAPPED);
  return button;
}

static gboolean
is_in (JsonArray *known, const char *address)
{
  for (guint i = 0; known != NULL && i < json_array_get_length (known); i++)
    if (g_ascii_strcasecmp (
            bureau_json_get_string (json_array_get_object_element (known, i), "address"), address)
        == 0)
      return TRUE;
  return FALSE;
}

static GtkWidget *
make_label (const char *text, gboolean is_dimmed)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (is_dimmed)
    gtk_widget_add_css_class (label, "dimmed");
  return label;
}

static void
add_chip (BureauRecipients *self, guint index, JsonObject *recipient, JsonArray *known)
{
  const char *address = bureau_json_get_string (recipient, "address");
  g_autofree char *shown = bureau_words_mailbox (bureau_json_get_string (recipient, "name"),
                                                 address);
  GtkWidget *chip = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);

  gtk_widget_add_css_class (chip, "chip");
  gtk_widget_set_tooltip_text (chip, shown);
  gtk_box_append (GTK_BOX (chip), make_label (shown, FALSE));
  if (!is_in (known, address))
    gtk_box_append (GTK_BOX (chip), make_label (_ ("first contact"), TRUE));
  gtk_box_append (GTK_BOX (chip), make_button (self, index, address));
  adw_wrap_box_append (self->chips, chip);
}

/* Offers -----------------------------------------------------------------------------------------
 */

static void
offer_cb (BureauRecipients *self, GtkWidget *button)
{
  g_signal_emit (self, signals[ADDED], 0, g_object_get_data (G_OBJECT (button), "address"));
}

static void
add_offer (BureauRecipients *self, const char *address)
{
  g_autofree char *label = g_strdup_printf (_ ("Add %s"), address);
  GtkWidget *button = gtk_button_new_with_label (label);

  gtk_button_set_can_shrink (GTK_BUTTON (button), TRUE);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_set_tooltip_text (button, _ ("This address stands in the message"));
  g_object_set_data_full (G_OBJECT (button), "address", g_strdup (address), g_free);
  g_signal_connect_object (button, "clicked", G_CALLBACK (offer_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->chips, button);
}

/* An offer is an address or an object with one. */
static const char *
offered_address (JsonNode *offer)
{
  if (JSON_NODE_HOLDS_OBJECT (offer))
    return bureau_json_get_string (json_node_get_object (offer), "address");
  return JSON_NODE_HOLDS_VALUE (offer) ? json_node_get_string (offer) : NULL;
}

/* Typing -----------------------------------------------------------------------------------------
 */

static void
entry_activate_cb (BureauRecipients *self)
{
  g_autofree char *text = g_strstrip (
      g_strdup (gtk_editable_get_text (GTK_EDITABLE (self->entry))));

  if (!bureau_draft_edit_is_address (text))
    {
      gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
      gtk_accessible_update_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
                                   GTK_ACCESSIBLE_INVALID_TRUE, -1);
      return;
    }
  gtk_editable_set_text (GTK_EDITABLE (self->entry), "");
  g_signal_emit (self, signals[ADDED], 0, text);
}

static void
entry_changed_cb (BureauRecipients *self)
{
  gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_reset_state (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_recipients_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_RECIPIENTS);
  G_OBJECT_CLASS (bureau_recipients_parent_class)->dispose (object);
}

static void
bureau_recipients_class_init (BureauRecipientsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_recipients_dispose;
  signals[ADDED] = g_signal_new ("added", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                 NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[REMOVED] = g_signal_new ("removed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_UINT);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/recipients.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauRecipients, chips);
  gtk_widget_class_bind_template_child (widget_class, BureauRecipients, entry);
  gtk_widget_class_bind_template_callback (widget_class, entry_activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, entry_changed_cb);
}

static void
bureau_recipients_init (BureauRecipients *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
clear (BureauRecipients *self)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->chips))) != NULL)
    adw_wrap_box_remove (self->chips, child);
}

/**
 * bureau_recipients_show:
 * @to: [{"name","address"}]
 * @known: (nullable): [{"address"}] that got mail from here before; others are marked
 * @offered: (nullable): addresses found in the message
 *
 * Shows them.
 */
void
bureau_recipients_show (BureauRecipients *self, JsonArray *to, JsonArray *known, JsonArray *offered)
{
  clear (self);
  for (guint i = 0; i < json_array_get_length (to); i++)
    add_chip (self, i, json_array_get_object_element (to, i), known);
  for (guint i = 0; offered != NULL && i < json_array_get_length (offered); i++)
    {
      const char *address = offered_address (json_array_get_element (offered, i));

      if (address != NULL && bureau_draft_edit_is_address (address) && !is_in (to, address))
        add_offer (self, address);
    }
}
