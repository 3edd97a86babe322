/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/format.h"

#include <glib/gi18n-lib.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "base/time.h"

/* Figures ----------------------------------------------------------------------------------------
 */

/* Where the language groups nothing, as that of machines, which a person still has to read. */
static char *
group_by_threes (const char *number)
{
  const char *first = number + (*number == '-' ? 1 : 0);
  gsize length = strspn (first, "0123456789");
  g_autoptr (GString) text = g_string_new_len (number, first - number);

  for (gsize i = 0; i < length; i++)
    {
      if (i > 0 && (length - i) % 3 == 0)
        g_string_append (text, *localeconv ()->decimal_point == '.' ? "," : "\u202f");
      g_string_append_c (text, first[i]);
    }
  g_string_append (text, first + length);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
group (char *number)
{
  g_autofree char *text = number;

  return *localeconv ()->thousands_sep != '\0' ? g_steal_pointer (&text) : group_by_threes (text);
}

/**
 * bureau_format_int:
 *
 * Returns: (transfer full): the number grouped as the language does it: 4,200 or 4.200
 */
char *
bureau_format_int (gint64 number)
{
  char text[64];

  g_snprintf (text, sizeof text, "%'" G_GINT64_MODIFIER "d", number);
  return group (g_strdup (text));
}

/**
 * bureau_format_money:
 * @minor: an amount in minor units
 * @currency: (nullable): its code
 *
 * Returns: (transfer full): "4,200 EUR" and "4,200.50 EUR", or "4.200,50 EUR" where one writes so
 */
char *
bureau_format_money (gint64 minor, const char *currency)
{
  guint exponent = bureau_money_exponent (currency);
  guint64 magnitude = minor < 0 ? -(guint64)minor : (guint64)minor;
  g_autofree char *whole = NULL;
  g_autoptr (GString) text = g_string_new (minor < 0 ? "-" : NULL);
  guint64 unit = 1;

  for (guint i = 0; i < exponent; i++)
    unit *= 10;
  whole = bureau_format_int ((gint64)(magnitude / unit));
  g_string_append (text, whole);
  /* Three decimals are always said: “4.200” alone could be a fraction or a group. */
  if (magnitude % unit > 0 || exponent == 3)
    g_string_append_printf (text, "%s%0*" G_GINT64_MODIFIER "u", localeconv ()->decimal_point,
                            (int)exponent, magnitude % unit);
  if (currency != NULL)
    g_string_append_printf (text, " %s", currency);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
format_money (JsonNode *value, const char *currency)
{
  return bureau_format_money (bureau_json_node_to_int (value), currency);
}

static char *
format_whole (JsonNode *value, const char *currency)
{
  return bureau_format_int (bureau_json_node_to_int (value));
}

static char *
format_number (JsonNode *value, const char *currency)
{
  return group (g_strdup_printf ("%'.10g", json_node_get_double (value)));
}

static char *
format_ratio (JsonNode *value, const char *currency)
{
  /* Translators: a share, as in “12.5 %” */
  return g_strdup_printf (_ ("%.4g %%"), json_node_get_double (value) * 100);
}

static char *
format_duration (JsonNode *value, const char *currency)
{
  gint64 minutes = bureau_json_node_to_int (value) / 60;

  if (minutes < 60)
    return g_strdup_printf (_ ("%d min"), (int)minutes);
  /* Translators: hours and minutes of a duration */
  return g_strdup_printf (_ ("%d h %d min"), (int)(minutes / 60), (int)(minutes % 60));
}

static char *
format_days (JsonNode *value, const char *currency)
{
  gint64 days = (gint64)json_node_get_double (value);

  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong)ABS (days)), (int)days);
}

/* As SQLite counts them: Sunday is 0. */
static char *
format_weekday (JsonNode *value, const char *currency)
{
  gint64 weekday = bureau_json_node_to_int (value);
  g_autoptr (GDateTime) day = NULL;

  if (weekday < 0 || weekday > 6)
    return NULL;
  day = g_date_time_new_utc (2026, 11, 22 + (int)weekday, 0, 0, 0);
  return g_date_time_format (day, "%A");
}

static char *
format_bool (JsonNode *value, const char *currency)
{
  return g_strdup (bureau_json_node_to_int (value) != 0 ? _ ("Yes") : _ ("No"));
}

/* Times ------------------------------------------------------------------------------------------
 */

static char *
format_date (JsonNode *value, const char *currency)
{
  g_autoptr (GDateTime) day = NULL;
  gint64 then;

  if (json_node_get_string (value) == NULL
      || !bureau_time_parse (json_node_get_string (value), &then))
    return json_node_dup_string (value);
  day = g_date_time_new_from_unix_utc (then / 1000);
  /* Translators: a day, as in “22 Nov 2026” (see GLib.DateTime.format) */
  return g_date_time_format (day, _ ("%-e %b %Y"));
}

static char *
format_datetime (JsonNode *value, const char *currency)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) local = NULL;
  gint64 then;

  if (json_node_get_string (value) == NULL
      || !bureau_time_parse (json_node_get_string (value), &then))
    return json_node_dup_string (value);
  moment = g_date_time_new_from_unix_utc (then / 1000);
  local = g_date_time_to_local (moment);
  /* Translators: a day and a time, as in “22 Nov 2026, 14:05” (see GLib.DateTime.format) */
  return g_date_time_format (local, _ ("%-e %b %Y, %H:%M"));
}

/* Lists ------------------------------------------------------------------------------------------
 */

/* {"title":"Logo","fee":3} is called by the first of its words. */
static char *
format_object (JsonObject *object)
{
  g_autoptr (GList) values = json_object_get_values (object);

  for (GList *l = values; l != NULL; l = l->next)
    if (JSON_NODE_HOLDS_VALUE (l->data) && json_node_get_value_type (l->data) == G_TYPE_STRING)
      return json_node_dup_string (l->data);
  return bureau_json_print_object (object);
}

static char *
format_element (JsonNode *node)
{
  return JSON_NODE_HOLDS_OBJECT (node) ? format_object (json_node_get_object (node))
                                       : bureau_format_value (node, NULL, NULL);
}

static char *
join (JsonArray *values)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      g_autofree char *one = format_element (json_array_get_element (values, i));

      g_string_append_printf (text, "%s%s", i > 0 ? " · " : "", one);
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static char *
format_list (JsonNode *value, const char *currency)
{
  g_autoptr (JsonNode) list = NULL;

  if (JSON_NODE_HOLDS_ARRAY (value))
    return join (json_node_get_array (value));
  list = json_node_get_string (value) != NULL
             ? bureau_json_parse (json_node_get_string (value), -1, NULL)
             : NULL;
  return list != NULL && JSON_NODE_HOLDS_ARRAY (list) ? join (json_node_get_array (list))
                                                      : json_node_dup_string (value);
}

static const struct
{
  const char *type;
  char *(*format) (JsonNode *value, const char *currency);
  gboolean is_figure;
} formats[] = {
  { "money", format_money, TRUE },       { "int", format_whole, TRUE },
  { "number", format_number, TRUE },     { "ratio", format_ratio, TRUE },
  { "duration", format_duration, TRUE }, { "days", format_days, TRUE },
  { "weekday", format_weekday, FALSE },  { "bool", format_bool, FALSE },
  { "date", format_date, FALSE },        { "datetime", format_datetime, FALSE },
  { "list", format_list, FALSE },
};

/**
 * bureau_format_is_figure:
 * @type: (nullable): a field's type
 *
 * Returns: whether its values are compared digit by digit, and so stand at the end of a column
 */
gboolean
bureau_format_is_figure (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].type, type) == 0)
      return formats[i].is_figure;
  return FALSE;
}

/* Between lines that are read from the right
 * -------------------------------------------------------
 */

#define ISOLATE "\u2068"
#define END "\u2069"

static gboolean is_read_from_right;

/**
 * bureau_format_set_is_rtl:
 * @is_rtl: whether the window reads from right to left
 *
 * Said once, before anything is shown: from then on a figure keeps its direction, so that “-3” and
 * “12.5 %” are not turned round.
 */
void
bureau_format_set_is_rtl (gboolean is_rtl)
{
  is_read_from_right = is_rtl;
}

/**
 * bureau_format_isolate:
 *
 * Returns: (transfer full): the text, which keeps its own direction wherever it stands
 */
char *
bureau_format_isolate (const char *text)
{
  return is_read_from_right && *text != '\0' ? g_strconcat (ISOLATE, text, END, NULL)
                                             : g_strdup (text);
}

/* Words have a direction by themselves. */
static char *
isolate_figure (const char *text, const char *type)
{
  return bureau_format_is_figure (type) || *text == '+' ? bureau_format_isolate (text)
                                                        : g_strdup (text);
}

/**
 * bureau_format_value:
 * @value: of a field
 * @type: (nullable): the field's type
 * @currency: (nullable): the code of its currency, for money
 *
 * Returns: (transfer full): the value as a person reads it, on one line and with nothing invisible
 *   in it; empty for null
 */
char *
bureau_format_value (JsonNode *value, const char *type, const char *currency)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  g_autofree char *visible = NULL;

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return g_strdup ("");
  for (guint i = 0; text == NULL && i < G_N_ELEMENTS (formats); i++)
    if (g_strcmp0 (formats[i].type, type) == 0)
      text = formats[i].format (value, currency);
  if (text == NULL && JSON_NODE_HOLDS_ARRAY (value))
    text = join (json_node_get_array (value));
  if (text == NULL && JSON_NODE_HOLDS_VALUE (value)
      && json_node_get_value_type (value) == G_TYPE_STRING)
    text = json_node_dup_string (value);
  if (text == NULL)
    text = bureau_json_print (value);
  line = bureau_text_one_line (text != NULL ? text : "");
  visible = bureau_text_visible (line, NULL);
  return isolate_figure (visible, type);
}
