/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/day-text.h"

#include <json-glib/json-glib.h>
#include <string.h>

#include "base/time.h"
#include "views/format.h"

/* A month is known by so many letters. */
#define LEAST_LETTERS 3

/* The order of day (2), month (1) and year (0) in which figures alone are written here. */
static void
find_order (guint order[3])
{
  g_autoptr (GDateTime) known = g_date_time_new_utc (2033, 11, 22, 0, 0, 0);
  g_autofree char *text = g_date_time_format (known, "%x");
  static const char *const figures[] = { "33", "11", "22" };
  const char *at[3];

  for (guint i = 0; i < 3; i++)
    at[i] = strstr (text, figures[i]);
  for (guint i = 0; i < 3; i++)
    order[i] = (guint)((at[(i + 1) % 3] < at[i]) + (at[(i + 2) % 3] < at[i]));
}

static gboolean
is_month (const char *word, int month, const char *format)
{
  g_autoptr (GDateTime) first = g_date_time_new_utc (2033, month, 1, 0, 0, 0);
  g_autofree char *name = g_date_time_format (first, format);
  g_autofree char *one = g_utf8_casefold (name, -1);
  g_autofree char *other = g_utf8_casefold (word, -1);

  return g_str_has_prefix (one, other);
}

/* 0 for any other word. */
static int
find_month (const char *word)
{
  for (int month = 1; month <= 12 && g_utf8_strlen (word, -1) >= LEAST_LETTERS; month++)
    if (is_month (word, month, "%B") || is_month (word, month, "%b"))
      return month;
  return 0;
}

typedef struct
{
  int figures[3];
  guint n_figures;
  int month; /* by its name; 0 while there is none */
} Parts;

/* A short word stands between, as in “22 de nov de 2026”. */
static gboolean
take_word (Parts *self, const char *word)
{
  int month;

  if (g_ascii_isdigit (*word))
    {
      guint64 figure;

      if (self->n_figures == 3 || !g_ascii_string_to_unsigned (word, 10, 1, 9999, &figure, NULL))
        return FALSE;
      self->figures[self->n_figures++] = (int)figure;
      return TRUE;
    }
  month = find_month (word);
  if (month != 0 && self->month == 0)
    self->month = month;
  return month != 0 || g_utf8_strlen (word, -1) < LEAST_LETTERS;
}

static gboolean
split (Parts *self, const char *text)
{
  for (const char *at = text; *at != '\0';)
    {
      const char *end = at;
      g_autofree char *word = NULL;

      while (*end != '\0' && g_unichar_isalnum (g_utf8_get_char (end)))
        end = g_utf8_next_char (end);
      word = g_strndup (at, (gsize)(end - at));
      if (*word != '\0' && !take_word (self, word))
        return FALSE;
      at = *end != '\0' ? g_utf8_next_char (end) : end;
    }
  return TRUE;
}

/* The year stands last beside a month's name, unless it is too large for a day. Two figures are a
 * year of this age. */
static char *
put_together (const Parts *self)
{
  int year, month = self->month, day;
  guint order[3];

  if (self->n_figures != (month != 0 ? 2 : 3))
    return NULL;
  find_order (order);
  if (month == 0)
    {
      year = self->figures[order[0]];
      month = self->figures[order[1]];
      day = self->figures[order[2]];
    }
  else
    {
      gboolean is_first = self->figures[0] > 31;

      year = self->figures[is_first ? 0 : 1];
      day = self->figures[is_first ? 1 : 0];
    }
  year += year < 100 ? 2000 : 0;
  if (month > 12 || day > 31 || !g_date_valid_dmy ((GDateDay)day, month, (GDateYear)year))
    return NULL;
  return g_strdup_printf ("%04d-%02d-%02d", year, month, day);
}

/* As it is shown everywhere, where that can be read back: the year 99 cannot. */
static char *
write_as (const char *stored, const char *type, char *(*read) (const char *text))
{
  g_autoptr (JsonNode) node = json_node_init_string (json_node_alloc (), stored);
  g_autofree char *shown = bureau_format_value (node, type, NULL);
  g_autofree char *again = shown != NULL ? read (shown) : NULL;

  return again != NULL && strncmp (again, stored, strlen ("2026")) == 0 ? g_steal_pointer (&shown)
                                                                        : g_strdup (stored);
}

/**
 * bureau_day_text_write:
 * @day: (nullable): "2026-11-22"
 *
 * Returns: (transfer full): the day as it is shown everywhere, “22 Nov 2026”; another text as it is
 */
char *
bureau_day_text_write (const char *day)
{
  return write_as (day != NULL ? day : "", "date", bureau_day_text_read);
}

/**
 * bureau_day_text_write_moment:
 * @moment: (nullable): "2026-11-22T14:05:09.123Z"
 *
 * Returns: (transfer full): the time on this computer's clock, “22 Nov 2026, 14:05”; another text
 * as it is
 */
char *
bureau_day_text_write_moment (const char *moment)
{
  return write_as (moment != NULL ? moment : "", "datetime", bureau_day_text_read_moment);
}

/**
 * bureau_day_text_read:
 * @text: “22 Nov 2026”, “22 November 2026”, “11/22/2026” in the order of this computer's language,
 *   or "2026-11-22"; valid UTF-8
 *
 * Returns: (transfer full) (nullable): "2026-11-22"; %NULL where it is no day
 */
char *
bureau_day_text_read (const char *text)
{
  Parts parts = { 0 };
  gint64 then;

  if (strlen (text) == strlen ("2026-11-22") && bureau_time_parse (text, &then))
    return g_strdup (text);
  return split (&parts, text) ? put_together (&parts) : NULL;
}

/* “22 Nov 2026, 14:05” as "2026-11-22T14:05"; what is stored already, as it is. */
static char *
find_clock (const char *text)
{
  const char *space = strrchr (text, ' ');
  g_autofree char *before = space != NULL ? g_strndup (text, (gsize)(space - text)) : NULL;
  g_autofree char *day = before != NULL ? bureau_day_text_read (before) : NULL;

  return day != NULL ? g_strconcat (day, "T", space + 1, NULL) : g_strdup (text);
}

/**
 * bureau_day_text_read_moment:
 * @text: a day as bureau_day_text_read() knows it and a time of this computer's clock, “22 Nov
 * 2026, 14:05”, or a time with its offset, "2026-11-22T14:05:09Z"
 *
 * Returns: (transfer full) (nullable): "2026-11-22T14:05:09.000Z"; %NULL where it is no time
 */
char *
bureau_day_text_read_moment (const char *text)
{
  g_autoptr (GTimeZone) zone = g_time_zone_new_local ();
  g_autofree char *iso = find_clock (text);
  g_autofree char *full = strlen (iso) == strlen ("2026-11-22T14:05")
                              ? g_strconcat (iso, ":00", NULL)
                              : g_strdup (iso);
  g_autoptr (GDateTime) moment = g_date_time_new_from_iso8601 (full, zone);

  return moment != NULL ? bureau_time_format (g_date_time_to_unix (moment) * 1000) : NULL;
}
