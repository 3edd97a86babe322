/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field as a day: a line, with a calendar beside it. */
#include <glib/gi18n.h>

#include "widgets/day-text.h"
#include "widgets/field-editor-private.h"

static void
day_selected_cb (BureauFieldEditor *self, GtkCalendar *calendar)
{
  g_autoptr (GDateTime) day = gtk_calendar_get_date (calendar);
  g_autofree char *iso = g_date_time_format (day, "%Y-%m-%d");
  g_autofree char *text = bureau_day_text_write (iso);
  GtkWidget *popover = gtk_widget_get_ancestor (GTK_WIDGET (calendar), GTK_TYPE_POPOVER);

  if (self->is_filling)
    return;
  gtk_popover_popdown (GTK_POPOVER (popover));
  bureau_field_line_set (self, text);
  bureau_field_editor_settle (self);
}

/* The calendar begins at the day that the row has. */
static void
calendar_shown_cb (BureauFieldEditor *self, GtkPopover *popover)
{
  g_autofree char *text = bureau_day_text_read (gtk_editable_get_text (GTK_EDITABLE (self->row)));
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *midnight = text != NULL ? g_strconcat (text, "T00:00:00", NULL) : NULL;
  g_autoptr (GDateTime) day = midnight != NULL ? g_date_time_new_from_iso8601 (midnight, zone)
                                               : NULL;

  if (day == NULL)
    return;
  self->is_filling = TRUE;
  gtk_calendar_select_day (GTK_CALENDAR (gtk_popover_get_child (popover)), day);
  self->is_filling = FALSE;
}

static AdwPreferencesRow *
make_day (BureauFieldEditor *self)
{
  AdwPreferencesRow *row = bureau_field_line_make (self);
  GtkWidget *button = gtk_menu_button_new ();
  GtkWidget *popover = gtk_popover_new ();
  GtkWidget *calendar = gtk_calendar_new ();

  gtk_menu_button_set_icon_name (GTK_MENU_BUTTON (button), "x-office-calendar-symbolic");
  gtk_widget_set_tooltip_text (button, _ ("Choose a Day"));
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Choose a Day"), -1);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  gtk_popover_set_child (GTK_POPOVER (popover), calendar);
  gtk_menu_button_set_popover (GTK_MENU_BUTTON (button), popover);
  g_signal_connect_object (popover, "show", G_CALLBACK (calendar_shown_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (calendar, "day-selected", G_CALLBACK (day_selected_cb), self,
                           G_CONNECT_SWAPPED);
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), button);
  return row;
}

const BureauFieldKind bureau_field_day = {
  "date",
  make_day,
  bureau_field_line_fill,
  bureau_field_line_get_text,
};
