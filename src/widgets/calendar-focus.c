/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/calendar-focus.h"

#include "widgets/calendar-chip.h"
#include "widgets/calendar-day.h"

static GtkWidget *
find_day (GtkWidget *page, const GDate *day)
{
  for (GtkWidget *child = gtk_widget_get_first_child (page); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (BUREAU_IS_CALENDAR_DAY (child)
        && g_date_compare (bureau_calendar_day_get_day (BUREAU_CALENDAR_DAY (child)), day) == 0)
      return child;
  return NULL;
}

static GtkWidget *
find_chip (GtkWidget *widget, const char *words)
{
  const char *own = BUREAU_IS_CALENDAR_CHIP (widget) ? gtk_widget_get_tooltip_text (widget) : NULL;

  if (own != NULL && g_str_has_prefix (own, words))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_chip (child, words);

      if (found != NULL)
        return found;
    }
  return NULL;
}

/**
 * bureau_calendar_focus_dup:
 * @page: has the page as its child
 *
 * Returns: (transfer full) (nullable): what has the focus, by its first line of words; empty where
 *   a day has it; %NULL where nothing of the page does
 */
char *
bureau_calendar_focus_dup (AdwBin *page)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (page));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_auto (GStrv) lines = NULL;

  if (focus == NULL || !gtk_widget_is_ancestor (focus, GTK_WIDGET (page)))
    return NULL;
  if (!BUREAU_IS_CALENDAR_CHIP (focus))
    return g_strdup ("");
  lines = g_strsplit (gtk_widget_get_tooltip_text (focus), "\n", 2);
  return g_strconcat (lines[0], "\n", NULL);
}

/**
 * bureau_calendar_focus_restore:
 * @words: as bureau_calendar_focus_dup() gave them
 * @day: takes the focus where nothing on the new page has these words
 */
void
bureau_calendar_focus_restore (AdwBin *page, const char *words, const GDate *day)
{
  GtkWidget *shown = adw_bin_get_child (page);
  GtkWidget *found = *words != '\0' ? find_chip (shown, words) : NULL;

  if (found == NULL)
    found = find_day (shown, day);
  if (found != NULL)
    gtk_widget_grab_focus (found);
}
