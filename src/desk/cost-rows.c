/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/cost-rows.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/text.h"
#include "desk/words.h"
#include "memory/usage.h"

#define BAR_WIDTH 96
/* What costs less than these is not what a person looks for. */
#define MAX_ROWS 12

static void
add_bar (AdwActionRow *row, double share, gboolean is_near)
{
  GtkWidget *bar = gtk_progress_bar_new ();

  gtk_progress_bar_set_fraction (GTK_PROGRESS_BAR (bar), CLAMP (share, 0, 1));
  gtk_widget_set_size_request (bar, BAR_WIDTH, -1);
  gtk_widget_set_valign (bar, GTK_ALIGN_CENTER);
  if (is_near)
    gtk_widget_add_css_class (bar, "warning");
  /* The words beside it say the same. */
  gtk_accessible_update_property (GTK_ACCESSIBLE (bar), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_action_row_get_subtitle (row), -1);
  adw_action_row_add_suffix (row, bar);
}

static AdwActionRow *
add_row (GtkListBox *list, const char *title, const char *subtitle)
{
  g_autofree char *shown = bureau_text_visible (title, NULL);
  GtkWidget *row = g_object_new (ADW_TYPE_ACTION_ROW, "use-markup", FALSE, NULL);

  g_object_set (row, "title", shown, "subtitle", subtitle, NULL);
  gtk_list_box_append (list, row);
  return ADW_ACTION_ROW (row);
}

static char *
say_limit (gint64 spent, gint64 limit, const char *currency)
{
  g_autofree char *so_far = bureau_words_cost (spent, currency);
  g_autofree char *most = limit >= 0 ? bureau_words_cost (limit, currency) : NULL;

  if (most == NULL)
    return g_strdup_printf (_ ("%s, without a limit"), so_far);
  if (spent >= limit)
    return g_strdup_printf (_ ("%s of %s: agents wait until you raise the limit"), so_far, most);
  return g_strdup_printf (_ ("%s spent, of %s"), so_far, most);
}

static char *
say_whose (JsonObject *limit)
{
  const char *title = bureau_json_get_string (limit, "title");
  gboolean is_month = g_strcmp0 (bureau_json_get_string (limit, "period"), "month") == 0;

  if (*title == '\0')
    return g_strdup (is_month ? _ ("This month") : _ ("Today"));
  /* Translators: an agent's name */
  return is_month ? g_strdup_printf (_ ("%s, this month"), title)
                  : g_strdup_printf (_ ("%s, today"), title);
}

/**
 * bureau_cost_rows_fill_limits:
 * @limits: as bureau_usage_limits() gives them
 *
 * Shows what was spent of what may be, a bar for each.
 */
void
bureau_cost_rows_fill_limits (GtkListBox *list, JsonArray *limits)
{
  gtk_list_box_remove_all (list);
  for (guint i = 0; i < json_array_get_length (limits); i++)
    {
      JsonObject *limit = json_array_get_object_element (limits, i);
      gint64 spent = bureau_json_get_int (limit, "spent", 0);
      gint64 most = bureau_json_get_int (limit, "limit", -1);
      g_autofree char *whose = say_whose (limit);
      g_autofree char *said = say_limit (spent, most, bureau_json_get_string (limit, "currency"));
      AdwActionRow *row = add_row (list, whose, said);

      if (most > 0)
        add_bar (row, (double)spent / (double)most, spent >= most / 100 * BUREAU_USAGE_WARN_AT);
    }
}

/* What tries a connection is no agent, and what is about no message is nobody's. */
static const char *
get_title (JsonObject *row)
{
  const char *title = bureau_json_get_string (row, "title");

  if (title == NULL || *title == '\0')
    return _ ("Nobody");
  return g_strcmp0 (bureau_json_get_string (row, "name"), "test") == 0 ? _ ("Tests of models")
                                                                       : title;
}

/**
 * bureau_cost_rows_fill:
 * @rows: of bureau_usage_report()
 *
 * Shows who cost what, the dearest first, a bar for each beside the dearest.
 */
void
bureau_cost_rows_fill (GtkListBox *list, JsonArray *rows)
{
  guint n = MIN (json_array_get_length (rows), MAX_ROWS);
  gint64 most = n > 0 ? bureau_json_get_int (json_array_get_object_element (rows, 0), "micros", 0)
                      : 0;

  gtk_list_box_remove_all (list);
  for (guint i = 0; i < n; i++)
    {
      JsonObject *object = json_array_get_object_element (rows, i);
      g_autofree char *said = bureau_words_usage (object);
      AdwActionRow *row = add_row (list, get_title (object), said);

      if (most > 0)
        add_bar (row, (double)bureau_json_get_int (object, "micros", 0) / (double)most, FALSE);
    }
}
