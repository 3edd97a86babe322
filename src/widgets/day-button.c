/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/day-button.h"

#include <glib/gi18n.h>

#include "widgets/day-text.h"

struct _BureauDayButton
{
  AdwBin parent_instance;

  GtkMenuButton *button;
  GtkCalendar *calendar;
  GtkEditable *line; /* unowned: it has this button beside it */
  gboolean is_showing;
};

G_DEFINE_FINAL_TYPE (BureauDayButton, bureau_day_button, ADW_TYPE_BIN)

enum
{
  CHOSEN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void
day_selected_cb (BureauDayButton *self)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (self->calendar);
  g_autofree char *iso = g_date_time_format (day, "%Y-%m-%d");

  if (self->is_showing)
    return;
  gtk_menu_button_popdown (self->button);
  g_signal_emit (self, signals[CHOSEN], 0, iso);
}

/* The calendar begins at the day that stands in the line. */
static void
shown_cb (BureauDayButton *self)
{
  g_autofree char *text = bureau_day_text_read (gtk_editable_get_text (self->line));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *midnight = text != NULL ? g_strconcat (text, "T00:00:00", NULL) : NULL;
  g_autoptr (GDateTime) day = midnight != NULL ? g_date_time_new_from_iso8601 (midnight, zone)
                                               : NULL;

  if (day == NULL)
    return;
  self->is_showing = TRUE;
  gtk_calendar_select_day (self->calendar, day);
  self->is_showing = FALSE;
}

static void
bureau_day_button_class_init (BureauDayButtonClass *klass)
{
  signals[CHOSEN] = g_signal_new ("chosen", BUREAU_TYPE_DAY_BUTTON, G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bureau_day_button_init (BureauDayButton *self)
{
  GtkWidget *popover = gtk_popover_new ();

  self->calendar = GTK_CALENDAR (gtk_calendar_new ());
  self->button = g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "x-office-calendar-symbolic",
                               "popover", popover, "tooltip-text", _ ("Choose a Day"), NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a Day"), -1);
  gtk_popover_set_child (GTK_POPOVER (popover), GTK_WIDGET (self->calendar));
  g_signal_connect_object (popover, "show", G_CALLBACK (shown_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->button));
}

/**
 * bureau_day_button_new:
 * @line: (transfer none): where the day is written; the button is beside it, and ends with it
 *
 * Returns: (transfer floating): the button
 */
GtkWidget *
bureau_day_button_new (GtkEditable *line)
{
  BureauDayButton *self = g_object_new (BUREAU_TYPE_DAY_BUTTON, NULL);

  self->line = line;
  return GTK_WIDGET (self);
}
