/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-day.h"

#include <glib/gi18n.h>

#include "widgets/calendar-chip.h"

/* Of a day's rest, so many are listed. */
#define MOST_LISTED 100
#define TALL 320

struct _BureauCalendarDay
{
  GtkBox parent_instance;

  BureauCalendarElement *calendar; /* holds the day */
  GDate day;
};

G_DEFINE_FINAL_TYPE (BureauCalendarDay, bureau_calendar_day, GTK_TYPE_BOX)

/* Keys and drops ---------------------------------------------------------------------------------
 */

static gboolean
go_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  gboolean is_rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int days = g_variant_get_int32 (arguments);

  /* On what stands on the day, the arrow keys have their own way. */
  if (!gtk_widget_is_focus (widget))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (widget, "calendar.go", "i", ABS (days) == 1 && is_rtl ? -days : days);
  return GDK_EVENT_STOP;
}

static gboolean
create_cb (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  g_autofree char *day = bureau_calendar_print (&BUREAU_CALENDAR_DAY (widget)->day);

  if (!gtk_widget_is_focus (widget))
    return GDK_EVENT_PROPAGATE;
  gtk_widget_activate_action (widget, "calendar.create", "s", day);
  return GDK_EVENT_STOP;
}

static gboolean
drop_cb (GtkDropTarget *target, const GValue *value, double x, double y, BureauCalendarDay *self)
{
  BureauCalendarChip *chip = g_value_get_object (value);
  int days = g_date_days_between (bureau_calendar_chip_get_day (chip), &self->day);

  /* What stands in another calendar is not one of this. */
  if (gtk_widget_get_ancestor (GTK_WIDGET (chip), BUREAU_TYPE_CALENDAR_ELEMENT)
          != GTK_WIDGET (self->calendar)
      || days == 0)
    return FALSE;
  gtk_widget_activate_action (GTK_WIDGET (self), "calendar.move", "(ui)",
                              bureau_calendar_chip_get_row (chip), days);
  return TRUE;
}

static void
accept_drops (BureauCalendarDay *self)
{
  GtkDropTarget *target = gtk_drop_target_new (BUREAU_TYPE_CALENDAR_CHIP, GDK_ACTION_MOVE);

  g_signal_connect_object (target, "drop", G_CALLBACK (drop_cb), self, G_CONNECT_DEFAULT);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}

/* What stands on it ------------------------------------------------------------------------------
 */

static GPtrArray *
list_own (BureauCalendarDay *self)
{
  GPtrArray *all = bureau_calendar_element_get_events (self->calendar);
  GPtrArray *own = g_ptr_array_new ();

  for (guint i = 0; i < all->len; i++)
    if (bureau_calendar_is_on (g_ptr_array_index (all, i), &self->day))
      g_ptr_array_add (own, g_ptr_array_index (all, i));
  return own;
}

static void
add_chips (BureauCalendarDay *self, GtkBox *box, GPtrArray *events, guint most, gboolean is_wide)
{
  for (guint i = 0; i < MIN (events->len, most); i++)
    gtk_box_append (box, bureau_calendar_chip_new (self->calendar, g_ptr_array_index (events, i),
                                                   &self->day, is_wide));
}

static void
fill_popover_cb (GtkMenuButton *button, gpointer data)
{
  BureauCalendarDay *self = data;
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 3);
  g_autoptr (GPtrArray) events = list_own (self);

  add_chips (self, GTK_BOX (box), events, MOST_LISTED, TRUE);
  gtk_popover_set_child (GTK_POPOVER (popover),
                         g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", box, "hscrollbar-policy",
                                       GTK_POLICY_NEVER, "propagate-natural-height", TRUE,
                                       "propagate-natural-width", TRUE, "max-content-height", TALL,
                                       NULL));
  gtk_menu_button_set_popover (button, popover);
}

static GtkWidget *
make_more (BureauCalendarDay *self, guint n)
{
  /* Translators: so many more things stand on a day */
  g_autofree char *label = g_strdup_printf (ngettext ("%u more", "%u more", n), n);
  GtkWidget *button = g_object_new (GTK_TYPE_MENU_BUTTON, "label", label, "halign", GTK_ALIGN_START,
                                    NULL);

  gtk_widget_add_css_class (button, "flat");
  gtk_widget_add_css_class (button, "day-more");
  gtk_menu_button_set_create_popup_func (GTK_MENU_BUTTON (button), fill_popover_cb, self, NULL);
  return button;
}

static void
add_events (BureauCalendarDay *self, const BureauCalendarRoom *room)
{
  g_autoptr (GPtrArray) events = list_own (self);

  add_chips (self, GTK_BOX (self), events, room->most, room->is_wide);
  if (events->len > room->most)
    gtk_box_append (GTK_BOX (self), make_more (self, events->len - room->most));
}

static void
add_head (BureauCalendarDay *self)
{
  g_autofree char *number = g_strdup_printf ("%u", g_date_get_day (&self->day));
  GtkWidget *head = bureau_calendar_element_make_create (self->calendar, &self->day, number);

  if (head == NULL)
    head = gtk_label_new (number);
  gtk_widget_set_halign (head, GTK_ALIGN_START);
  gtk_widget_add_css_class (head, "day-number");
  gtk_box_append (GTK_BOX (self), head);
}

static void
name (BureauCalendarDay *self)
{
  g_autofree char *day = bureau_calendar_say (&self->day, _ ("%A %-e %B %Y"));

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, day, -1);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_calendar_day_class_init (BureauCalendarDayClass *klass)
{
  static const struct
  {
    guint key;
    int days;
  } keys[]
      = { { GDK_KEY_Left, -1 }, { GDK_KEY_Right, 1 }, { GDK_KEY_Up, -7 }, { GDK_KEY_Down, 7 } };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding (widget_class, keys[i].key, 0, go_cb, "i", keys[i].days);
  gtk_widget_class_add_binding (widget_class, GDK_KEY_Return, 0, create_cb, NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Up, 0, "calendar.previous", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Page_Down, 0, "calendar.next", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Home, 0, "calendar.today", NULL);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
bureau_calendar_day_init (BureauCalendarDay *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  gtk_widget_add_css_class (GTK_WIDGET (self), "day");
}

/* One day is where the Tab key goes; from there the arrow keys lead to the others. */
static void
mark (BureauCalendarDay *self)
{
  const GDate *chosen = bureau_calendar_element_get_day (self->calendar);
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_widget_set_focusable (widget, g_date_compare (&self->day, chosen) == 0);
  if (g_date_compare (&self->day, bureau_calendar_element_get_today (self->calendar)) == 0)
    gtk_widget_add_css_class (widget, "today");
}

/**
 * bureau_calendar_day_new:
 * @calendar: in which it stands
 * @day: what it is
 *
 * Returns: (transfer floating): the day with what stands on it
 */
GtkWidget *
bureau_calendar_day_new (BureauCalendarElement *calendar, const GDate *day,
                         const BureauCalendarRoom *room)
{
  BureauCalendarDay *self = g_object_new (BUREAU_TYPE_CALENDAR_DAY, NULL);

  self->calendar = calendar;
  self->day = *day;
  name (self);
  mark (self);
  add_head (self);
  add_events (self, room);
  if (bureau_element_get_text (BUREAU_ELEMENT (calendar), "move_action") != NULL)
    accept_drops (self);
  return GTK_WIDGET (self);
}

/**
 * bureau_calendar_day_get_day:
 *
 * Returns: (transfer none): the day
 */
const GDate *
bureau_calendar_day_get_day (BureauCalendarDay *self)
{
  return &self->day;
}
