/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gi18n.h>

#include "widgets/calendar-chip.h"
#include "widgets/calendar-page.h"

/* More days or things than a person reads through. */
#define MOST_ROWS 300

static GtkWidget *
make_head (BureauCalendarElement *calendar, const GDate *day)
{
  GtkWidget *head = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  /* Translators: a day, as in “Sunday 22 November” (see GLib.DateTime.format) */
  g_autofree char *text = bureau_calendar_say (day, _ ("%A %-e %B"));
  GtkWidget *create = bureau_calendar_element_make_create (calendar, day, NULL);

  gtk_box_append (GTK_BOX (head),
                  g_object_new (GTK_TYPE_LABEL, "label", text, "xalign", 0.0, "hexpand", TRUE,
                                "ellipsize", PANGO_ELLIPSIZE_END, "css-classes",
                                (const char *const[]){ "heading", NULL }, NULL));
  if (create != NULL)
    gtk_box_append (GTK_BOX (head), create);
  return head;
}

static GtkWidget *
make_row (BureauCalendarElement *calendar, const BureauCalendarEvent *event, const GDate *day)
{
  GtkWidget *row = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *chip = bureau_calendar_chip_new (calendar, event, day, TRUE);
  g_autoptr (GMenuModel) moves = NULL;

  gtk_widget_set_hexpand (chip, TRUE);
  gtk_box_append (GTK_BOX (row), chip);
  if (bureau_element_get_text (BUREAU_ELEMENT (calendar), "move_action") == NULL)
    return row;
  moves = bureau_calendar_chip_make_moves (event->row);
  gtk_box_append (GTK_BOX (row),
                  g_object_new (GTK_TYPE_MENU_BUTTON, "icon-name", "view-more-symbolic",
                                "menu-model", moves, "tooltip-text", _ ("Move To"), "valign",
                                GTK_ALIGN_CENTER, "css-classes",
                                (const char *const[]){ "flat", "small", NULL }, NULL));
  return row;
}

/* As many as there are on the day. */
static guint
add_day (BureauCalendarElement *calendar, GtkBox *box, const GDate *day, guint room)
{
  GPtrArray *events = bureau_calendar_element_get_events (calendar);
  guint n = 0;

  for (guint i = 0; i < events->len && n < room; i++)
    {
      const BureauCalendarEvent *event = g_ptr_array_index (events, i);

      if (!bureau_calendar_is_on (event, day))
        continue;
      if (n++ == 0)
        gtk_box_append (box, make_head (calendar, day));
      gtk_box_append (box, make_row (calendar, event, day));
    }
  return n;
}

/**
 * bureau_calendar_agenda_new:
 *
 * Returns: (transfer floating): the days of the calendar's month on which there is something
 */
GtkWidget *
bureau_calendar_agenda_new (BureauCalendarElement *calendar)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 6);
  guint room = MOST_ROWS;
  GDate day, last;

  bureau_calendar_span (BUREAU_CALENDAR_AGENDA, bureau_calendar_element_get_day (calendar), &day,
                        &last);
  for (; g_date_compare (&day, &last) <= 0; bureau_calendar_add_days (&day, 1))
    room -= add_day (calendar, GTK_BOX (box), &day, room);
  if (room == MOST_ROWS)
    gtk_box_append (GTK_BOX (box),
                    g_object_new (GTK_TYPE_LABEL, "label", _ ("Nothing in this month"),
                                  "css-classes", (const char *const[]){ "dimmed", NULL }, NULL));
  return box;
}
