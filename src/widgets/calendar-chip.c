/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-chip.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "widgets/swatch.h"
#include "widgets/tone.h"

#define WEEK 7

struct _BureauCalendarChip
{
  GtkButton parent_instance;

  BureauCalendarElement *calendar; /* holds the chip */
  guint row;
  GDate day;
  GtkWidget *menu; /* once it was asked for */
};

G_DEFINE_FINAL_TYPE (BureauCalendarChip, bureau_calendar_chip, GTK_TYPE_BUTTON)

/* Moving -----------------------------------------------------------------------------------------
 */

static gboolean
can_move (BureauCalendarChip *self)
{
  return bureau_element_get_text (BUREAU_ELEMENT (self->calendar), "move_action") != NULL;
}

/**
 * bureau_calendar_chip_make_moves:
 *
 * Returns: (transfer full): a menu of where what stands in the row can go
 */
GMenuModel *
bureau_calendar_chip_make_moves (guint row)
{
  static const struct
  {
    const char *label;
    int days;
  } moves[] = {
    { N_ ("One Day _Later"), 1 },
    { N_ ("One Day _Earlier"), -1 },
    { N_ ("One Week L_ater"), WEEK },
    { N_ ("One Week Ea_rlier"), -WEEK },
  };
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (GMenuItem) item = g_menu_item_new (_ (moves[i].label), NULL);

      g_menu_item_set_action_and_target (item, "calendar.move", "(ui)", row, moves[i].days);
      g_menu_append_item (menu, item);
    }
  return G_MENU_MODEL (menu);
}

static gboolean
move_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  BureauCalendarChip *self = BUREAU_CALENDAR_CHIP (widget);
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int days = g_variant_get_int32 (arguments);

  if (!can_move (self))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (widget, "calendar.move", "(ui)", self->row,
                              ABS (days) == 1 && is_rtl ? -days : days);
  return GDK_EVENT_STOP;
}

static void
show_menu (BureauCalendarChip *self)
{
  g_autoptr (GMenuModel) moves = NULL;

  if (!can_move (self))
    return;
  if (self->menu == NULL)
    {
      moves = bureau_calendar_chip_make_moves (self->row);
      self->menu = gtk_popover_menu_new_from_model (moves);
      gtk_widget_set_parent (self->menu, GTK_WIDGET (self));
    }
  gtk_popover_popup (GTK_POPOVER (self->menu));
}

static gboolean
menu_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  show_menu (BUREAU_CALENDAR_CHIP (widget));
  return GDK_EVENT_STOP;
}

static GdkContentProvider *
prepare_cb (GtkDragSource *source, double x, double y, BureauCalendarChip *self)
{
  return gdk_content_provider_new_typed (BUREAU_TYPE_CALENDAR_CHIP, self);
}

static void
let_move (BureauCalendarChip *self)
{
  GtkDragSource *source = gtk_drag_source_new ();
  GtkGesture *press = gtk_gesture_click_new ();
  GtkGesture *hold = gtk_gesture_long_press_new ();

  gtk_drag_source_set_actions (source, GDK_ACTION_MOVE);
  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (press), GDK_BUTTON_SECONDARY);
  gtk_gesture_single_set_touch_only (GTK_GESTURE_SINGLE (hold), TRUE);
  g_signal_connect_object (source, "prepare", G_CALLBACK (prepare_cb), self, G_CONNECT_DEFAULT);
  g_signal_connect_object (press, "pressed", G_CALLBACK (show_menu), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (hold, "pressed", G_CALLBACK (show_menu), self, G_CONNECT_SWAPPED);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (source));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (press));
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (hold));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_KEY_SHORTCUTS,
                                  "Alt+Left Alt+Right Alt+Up Alt+Down", -1);
}

/* What it says -----------------------------------------------------------------------------------
 */

static char *
dup_text (BureauCalendarChip *self, const char *member)
{
  BureauElement *element = BUREAU_ELEMENT (self->calendar);

  return bureau_shown_rows_dup_text (bureau_element_get_rows (element), self->row,
                                     bureau_element_get_text (element, member), NULL);
}

static GtkWidget *
make_label (const char *text, const char *css_class)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "ellipsize",
                                   PANGO_ELLIPSIZE_END, "visible", *text != '\0', NULL);

  if (css_class != NULL)
    gtk_widget_add_css_class (label, css_class);
  return label;
}

/* Who does not see it hears what it is, when, and what its colour and its badge say. */
static void
tell (BureauCalendarChip *self, const char *label, const char *time, const char *badge)
{
  g_autofree char *color = dup_text (self, "color");
  /* Translators: a day, as in “Sunday 22 November 2026” (see GLib.DateTime.format) */
  g_autofree char *day = bureau_calendar_say (&self->day, _ ("%A %-e %B %Y"));
  g_autoptr (GString) text = g_string_new (day);
  const char *const more[] = { time, color, badge };

  for (guint i = 0; i < G_N_ELEMENTS (more); i++)
    if (more[i] != NULL && *more[i] != '\0')
      g_string_append_printf (text, " · %s", more[i]);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, label,
                                  GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, text->str, -1);
  g_string_prepend (text, "\n");
  g_string_prepend (text, label);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), text->str);
}

static GtkWidget *
make_words (BureauCalendarChip *self, const char *time, gboolean is_wide)
{
  BureauElement *element = BUREAU_ELEMENT (self->calendar);
  GtkWidget *words = gtk_box_new (is_wide ? GTK_ORIENTATION_VERTICAL : GTK_ORIENTATION_HORIZONTAL,
                                  is_wide ? 0 : 4);
  g_autofree char *label = dup_text (self, "label");
  g_auto (BureauCell) badge = { 0 };
  g_autofree char *signed_label = NULL;

  bureau_cell_fill_badge (&badge, bureau_element_get_rows (element), self->row,
                          json_object_get_member (bureau_element_get_shape (element), "badge"));
  signed_label = is_wide ? g_strdup (label) : bureau_tone_sign (badge.tone, label);
  gtk_box_append (GTK_BOX (words), make_label (time != NULL ? time : "", "chip-time"));
  gtk_box_append (GTK_BOX (words), make_label (*label != '\0' ? signed_label : "–", NULL));
  if (is_wide)
    {
      GtkWidget *word = bureau_badge_new ();

      bureau_badge_show (word, &badge);
      gtk_box_append (GTK_BOX (words), word);
    }
  tell (self, *label != '\0' ? label : "–", time, badge.text);
  return words;
}

static void
fill (BureauCalendarChip *self, const char *time, gboolean is_wide)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  guint color = bureau_calendar_element_get_color (self->calendar, self->row);

  if (color != BUREAU_CALENDAR_NO_COLOR)
    gtk_box_append (GTK_BOX (box), bureau_swatch_new (color));
  gtk_box_append (GTK_BOX (box), make_words (self, time, is_wide));
  gtk_button_set_child (GTK_BUTTON (self), box);
}

static void
bureau_calendar_chip_clicked (GtkButton *button)
{
  BureauCalendarChip *self = BUREAU_CALENDAR_CHIP (button);
  BureauElement *element = BUREAU_ELEMENT (self->calendar);

  if (bureau_element_can_pick (element))
    bureau_element_pick (element, self->row);
  else
    bureau_element_open (
        element, bureau_json_get_object (bureau_element_get_shape (element), "open"), self->row);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_calendar_chip_dispose (GObject *object)
{
  g_clear_pointer (&BUREAU_CALENDAR_CHIP (object)->menu, gtk_widget_unparent);
  G_OBJECT_CLASS (bureau_calendar_chip_parent_class)->dispose (object);
}

static void
bureau_calendar_chip_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *menu = BUREAU_CALENDAR_CHIP (widget)->menu;

  GTK_WIDGET_CLASS (bureau_calendar_chip_parent_class)
      ->size_allocate (widget, width, height, baseline);
  if (menu != NULL)
    gtk_popover_present (GTK_POPOVER (menu));
}

static void
bureau_calendar_chip_class_init (BureauCalendarChipClass *klass)
{
  static const struct
  {
    guint key;
    int days;
  } keys[] = {
    { GDK_KEY_Left, -1 }, { GDK_KEY_Right, 1 }, { GDK_KEY_Up, -WEEK }, { GDK_KEY_Down, WEEK }
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_calendar_chip_dispose;
  widget_class->size_allocate = bureau_calendar_chip_size_allocate;
  GTK_BUTTON_CLASS (klass)->clicked = bureau_calendar_chip_clicked;
  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, GDK_ALT_MASK, move_cb, "i",
                                  keys[i].days);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Menu, 0, menu_cb, NULL);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F10, GDK_SHIFT_MASK, menu_cb, NULL);
}

static void
bureau_calendar_chip_init (BureauCalendarChip *self)
{
  gtk_widget_add_css_class (GTK_WIDGET (self), "flat");
  gtk_widget_add_css_class (GTK_WIDGET (self), "day-chip");
}

/**
 * bureau_calendar_chip_new:
 * @calendar: in which it stands
 * @event: what it shows
 * @day: the day that it stands on
 * @is_wide: whether there is room for more than a line
 *
 * Returns: (transfer floating): the chip
 */
GtkWidget *
bureau_calendar_chip_new (BureauCalendarElement *calendar, const BureauCalendarEvent *event,
                          const GDate *day, gboolean is_wide)
{
  BureauCalendarChip *self = g_object_new (BUREAU_TYPE_CALENDAR_CHIP, NULL);
  gboolean is_first = g_date_compare (day, &event->first) == 0;

  self->calendar = calendar;
  self->row = event->row;
  self->day = *day;
  fill (self, is_first ? event->time : NULL, is_wide);
  if (can_move (self))
    let_move (self);
  if (bureau_element_is_picked (BUREAU_ELEMENT (calendar), event->row))
    gtk_widget_add_css_class (GTK_WIDGET (self), "picked");
  return GTK_WIDGET (self);
}

guint
bureau_calendar_chip_get_row (BureauCalendarChip *self)
{
  return self->row;
}

/**
 * bureau_calendar_chip_get_day:
 *
 * Returns: (transfer none): the day that it stands on
 */
const GDate *
bureau_calendar_chip_get_day (BureauCalendarChip *self)
{
  return &self->day;
}
