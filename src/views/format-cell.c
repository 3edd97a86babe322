/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a view says of a value beyond its type: told from today, shortened, as a change. */
#include "views/format.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "base/time.h"

#define FAR_DAYS 30
#define SEVERAL 1000.0

static double
get_number (JsonNode *value)
{
  return json_node_get_value_type (value) == G_TYPE_STRING
             ? g_ascii_strtod (json_node_get_string (value), NULL)
             : json_node_get_double (value);
}

#define DAY_LENGTH 10

/**
 * bureau_format_parse_day:
 * @text: (nullable): a stored day or moment
 * @day: (out caller-allocates): its day: a moment belongs to the day that it is here, a day is one
 *   anywhere
 *
 * Returns: whether there is one
 */
gboolean
bureau_format_parse_day (const char *text, GDate *day)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) local = NULL;
  gint64 then;

  if (text == NULL || !bureau_time_parse (text, &then))
    return FALSE;
  moment = g_date_time_new_from_unix_utc (then / 1000);
  g_date_clear (day, 1);
  local = strlen (text) > DAY_LENGTH ? g_date_time_to_local (moment) : g_date_time_ref (moment);
  g_date_set_dmy (day, (GDateDay)g_date_time_get_day_of_month (local),
                  (GDateMonth)g_date_time_get_month (local),
                  (GDateYear)g_date_time_get_year (local));
  return TRUE;
}

static char *
say_days (int days)
{
  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days == 1)
    return g_strdup (_ ("Tomorrow"));
  if (days == -1)
    return g_strdup (_ ("Yesterday"));
  if (days > 0)
    return g_strdup_printf (ngettext ("In %d day", "In %d days", (gulong)days), days);
  return g_strdup_printf (ngettext ("%d day ago", "%d days ago", (gulong)-days), -days);
}

/* Far from today the date itself says more. */
static char *
format_relative (JsonNode *value, const BureauFormat *how)
{
  GDate day, today;
  int days;

  g_date_clear (&day, 1);
  g_date_clear (&today, 1);
  if (json_node_get_value_type (value) != G_TYPE_STRING
      || !bureau_format_parse_day (json_node_get_string (value), &day)
      || !bureau_format_parse_day (how->today, &today))
    return NULL;
  days = g_date_days_between (&today, &day);
  return ABS (days) > FAR_DAYS ? NULL : say_days (days);
}

static char *
format_compact (JsonNode *value, const BureauFormat *how)
{
  /* Translators: thousands, millions and billions behind a figure, as in “4.2 k” */
  static const char *const units[] = { "", N_ ("k"), N_ ("M"), N_ ("bn") };
  gboolean is_money = g_strcmp0 (how->type, "money") == 0;
  double number = get_number (value);
  g_autoptr (GString) text = g_string_new (NULL);
  guint unit = 0;

  if (is_money)
    number /= pow (10, bureau_money_exponent (how->currency));
  while (fabs (number) >= SEVERAL - 0.5 && unit + 1 < G_N_ELEMENTS (units))
    {
      number /= SEVERAL;
      unit++;
    }
  g_string_append_printf (text, "%.3g", fabs (number) < 0.5 && unit == 0 && is_money ? 0 : number);
  if (unit > 0)
    g_string_append_printf (text, " %s", _ (units[unit]));
  if (is_money && how->currency != NULL)
    g_string_append_printf (text, " %s", how->currency);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
format_percent (JsonNode *value, const BureauFormat *how)
{
  return bureau_format_value (value, "ratio", NULL);
}

static char *
format_delta (JsonNode *value, const BureauFormat *how)
{
  g_autofree char *text = bureau_format_value (value, how->type, how->currency);

  return get_number (value) > 0 ? g_strconcat ("+", text, NULL) : g_steal_pointer (&text);
}

static char *
format_initials (JsonNode *value, const BureauFormat *how)
{
  const char *name = json_node_get_value_type (value) == G_TYPE_STRING
                         ? json_node_get_string (value)
                         : NULL;
  g_auto (GStrv) words = name != NULL ? g_strsplit_set (name, " \t-", -1) : NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  guint n = 0;

  for (guint i = 0; words != NULL && words[i] != NULL && n < 3; i++)
    if (*words[i] != '\0')
      {
        g_string_append_unichar (text, g_unichar_toupper (g_utf8_get_char (words[i])));
        n++;
      }
  return n > 0 ? g_string_free_and_steal (g_steal_pointer (&text)) : NULL;
}

static const struct
{
  const char *name;
  char *(*format) (JsonNode *value, const BureauFormat *how); /* NULL where it says no more */
} formats[] = {
  { "relative_date", format_relative }, { "compact", format_compact },
  { "percent", format_percent },        { "delta", format_delta },
  { "initials", format_initials },
};

/**
 * bureau_format_cell:
 * @value: (nullable): a value of a row
 *
 * Returns: (transfer full): the value as a person reads it there, on one line and with nothing
 *   invisible in it; empty for null
 */
char *
bureau_format_cell (JsonNode *value, const BureauFormat *how)
{
  g_autofree char *text = NULL;
  g_autofree char *visible = NULL;

  for (guint i = 0; value != NULL && JSON_NODE_HOLDS_VALUE (value) && i < G_N_ELEMENTS (formats);
       i++)
    if (g_strcmp0 (formats[i].name, how->format) == 0)
      text = formats[i].format (value, how);
  visible = text != NULL ? bureau_text_visible (text, NULL) : NULL;
  return visible != NULL ? bureau_format_isolate (visible)
                         : bureau_format_value (value, how->type, how->currency);
}
