/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/recipients.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/chip.h"
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
removed_cb (BureauRecipients *self, guint index)
{
  g_signal_emit (self, signals[REMOVED], 0, index);
}

static gboolean
is_in (JsonArray *recipients, const char *address)
{
  for (guint i = 0; i < json_array_get_length (recipients); i++)
    if (g_ascii_strcasecmp (
            bureau_json_get_string (json_array_get_object_element (recipients, i), "address"),
            address)
        == 0)
      return TRUE;
  return FALSE;
}

/* What is doubtful about an address, where it was judged already. */
static void
mark_chip (BureauChip *chip, JsonObject *verdict)
{
  const char *like = verdict != NULL ? bureau_json_get_string (verdict, "like") : NULL;
  g_autofree char *warning = like != NULL ? g_strdup_printf (_ ("looks like %s"), like) : NULL;

  if (warning != NULL)
    bureau_chip_warn (chip, warning);
  else if (verdict != NULL && !bureau_json_get_boolean (verdict, "known"))
    bureau_chip_set_note (chip, _ ("first contact"));
}

static void
add_chip (BureauRecipients *self, guint index, JsonObject *recipient, JsonObject *verdicts)
{
  const char *address = bureau_json_get_string (recipient, "address");
  g_autofree char *shown = bureau_words_mailbox (bureau_json_get_string (recipient, "name"),
                                                 address);
  g_autofree char *remove = g_strdup_printf (_ ("Remove %s"), address);
  BureauChip *chip = bureau_chip_new (NULL, shown, NULL);

  bureau_chip_set_index (chip, index);
  mark_chip (chip, verdicts != NULL ? bureau_json_get_object (verdicts, address) : NULL);
  bureau_chip_add_remove (chip, remove);
  g_signal_connect_object (chip, "removed", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  adw_wrap_box_append (self->chips, GTK_WIDGET (chip));
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
  bureau_chips_set_up (self->chips);
}

/**
 * bureau_recipients_show:
 * @to: [{"name","address"}]
 * @verdicts: (nullable): {address: {"known","like"?}} as bureau_contacts_judge() gives it; an
 *   address that is not in it was not judged yet
 * @offered: (nullable): addresses found in the message
 *
 * Shows them.
 */
void
bureau_recipients_show (BureauRecipients *self, JsonArray *to, JsonObject *verdicts,
                        JsonArray *offered)
{
  bureau_chips_clear (self->chips);
  for (guint i = 0; i < json_array_get_length (to); i++)
    add_chip (self, i, json_array_get_object_element (to, i), verdicts);
  for (guint i = 0; offered != NULL && i < json_array_get_length (offered); i++)
    {
      const char *address = offered_address (json_array_get_element (offered, i));

      if (address != NULL && bureau_draft_edit_is_address (address) && !is_in (to, address))
        add_offer (self, address);
    }
}
