/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/chip.h"

struct _BureauChip
{
  GtkBox parent_instance;

  guint index;
  GtkWidget *label;
  GtkWidget *note;
};

G_DEFINE_FINAL_TYPE (BureauChip, bureau_chip, GTK_TYPE_BOX)

enum
{
  CLICKED,
  REMOVED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
bureau_chip_class_init (BureauChipClass *klass)
{
  GType type = G_TYPE_FROM_CLASS (klass);

  signals[CLICKED] = g_signal_new ("clicked", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
  signals[REMOVED] = g_signal_new ("removed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_UINT);
}

static void
bureau_chip_init (BureauChip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "chip");
}

static GtkWidget *
make_label (const char *text, gboolean is_note)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  if (is_note)
    gtk_widget_add_css_class (label, "dimmed");
  return label;
}

/**
 * bureau_chip_new:
 * @icon: (nullable): the name of an icon
 * @name: what it is, as plain text
 * @note: (nullable): a word more
 *
 * Returns: (transfer floating): the chip
 */
BureauChip *
bureau_chip_new (const char *icon, const char *name, const char *note)
{
  BureauChip *self = g_object_new (BUREAU_TYPE_CHIP, "spacing", 6, "tooltip-text", name, NULL);

  self->label = make_label (name, FALSE);
  self->note = make_label (note, TRUE);
  gtk_widget_set_visible (self->note, note != NULL);
  if (icon != NULL)
    {
      GtkWidget *image = gtk_image_new_from_icon_name (icon);

      gtk_accessible_update_state (GTK_ACCESSIBLE (image), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
      gtk_box_append (GTK_BOX (self), image);
    }
  gtk_box_append (GTK_BOX (self), self->label);
  gtk_box_append (GTK_BOX (self), self->note);
  return self;
}

/**
 * bureau_chip_set_index:
 * @index: what its signals tell
 */
void
bureau_chip_set_index (BureauChip *self, guint index)
{
  self->index = index;
}

/**
 * bureau_chip_set_note:
 * @note: a word more
 */
void
bureau_chip_set_note (BureauChip *self, const char *note)
{
  gtk_label_set_label (GTK_LABEL (self->note), note);
  gtk_widget_set_visible (self->note, TRUE);
}

static void
clicked_cb (BureauChip *self)
{
  g_signal_emit (self, signals[CLICKED], 0, self->index);
}

static void
removed_cb (BureauChip *self)
{
  g_signal_emit (self, signals[REMOVED], 0, self->index);
}

static void
name_widget (GtkWidget *widget, const char *label)
{
  gtk_widget_set_tooltip_text (widget, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (widget), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  -1);
}

/**
 * bureau_chip_make_button:
 * @label: what a click does
 *
 * Makes the name of the chip something that can be clicked.
 */
void
bureau_chip_make_button (BureauChip *self, const char *label)
{
  GtkWidget *button = gtk_button_new ();
  GtkWidget *before = gtk_widget_get_prev_sibling (self->label);
  g_autoptr (GtkWidget) label_widget = g_object_ref (self->label);

  gtk_box_remove (GTK_BOX (self), label_widget);
  gtk_button_set_child (GTK_BUTTON (button), label_widget);
  gtk_box_insert_child_after (GTK_BOX (self), button, before);
  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "with-button");
  name_widget (button, label);
  g_signal_connect_object (button, "clicked", G_CALLBACK (clicked_cb), self, G_CONNECT_SWAPPED);
}

/**
 * bureau_chip_add_remove:
 * @label: what the button does, such as "Remove anna@example.org"
 *
 * Adds the button that takes it away.
 */
void
bureau_chip_add_remove (BureauChip *self, const char *label)
{
  GtkWidget *button = gtk_button_new_from_icon_name ("window-close-symbolic");

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "circular");
  name_widget (button, label);
  g_signal_connect_object (button, "clicked", G_CALLBACK (removed_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self), button);
}

/**
 * bureau_chip_warn:
 * @warning: what is doubtful about it
 *
 * Marks it, by an icon and words as well as by a colour.
 */
void
bureau_chip_warn (BureauChip *self, const char *warning)
{
  GtkWidget *icon = gtk_image_new_from_icon_name ("dialog-warning-symbolic");

  gtk_widget_add_css_class (GTK_WIDGET (self), "doubtful");
  gtk_box_prepend (GTK_BOX (self), icon);
  gtk_accessible_update_state (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_STATE_HIDDEN, TRUE, -1);
  bureau_chip_set_note (self, warning);
  gtk_widget_remove_css_class (self->note, "dimmed");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), warning);
}

/**
 * bureau_chips_clear:
 *
 * Takes all chips out of a box.
 */
void
bureau_chips_clear (AdwWrapBox *chips)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (chips))) != NULL)
    adw_wrap_box_remove (chips, child);
}

/**
 * bureau_chips_set_up:
 * @chips: a box for chips, or for others of which one may be wider than the box
 *
 * From right to left, libadwaita 1.7 puts what has to shrink beside the box; where all may shrink
 * to share a line, it does not.
 */
void
bureau_chips_set_up (AdwWrapBox *chips)
{
  if (gtk_widget_get_direction (GTK_WIDGET (chips)) == GTK_TEXT_DIR_RTL)
    adw_wrap_box_set_wrap_policy (chips, ADW_WRAP_MINIMUM);
}
