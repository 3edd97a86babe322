/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the desk says things that stand in rows: ages, times, people. */
#include "desk/words.h"

#include <glib/gi18n.h>
#include <locale.h>

#include "base/json-text.h"
#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "base/time.h"
#include "memory/price.h"
#include "views/format.h"
#include "views/joined.h"

#define MINUTE 60
#define HOUR (60 * MINUTE)
#define DAY (24 * HOUR)

/**
 * bureau_words_age:
 * @time: (nullable): a stored time
 * @now: milliseconds since 1970, as bureau_time_now() gives it
 *
 * Returns: (transfer full): "now", "5 min", "3 h", "2 days"; empty where there is no time
 */
char *
bureau_words_age (const char *time, gint64 now)
{
  gint64 then, seconds;

  if (time == NULL || !bureau_time_parse (time, &then))
    return g_strdup ("");
  seconds = MAX (now - then, 0) / 1000;
  if (seconds < MINUTE)
    return g_strdup (_ ("now"));
  if (seconds < HOUR)
    return g_strdup_printf (_ ("%d min"), (int)(seconds / MINUTE));
  if (seconds < DAY)
    return g_strdup_printf (_ ("%d h"), (int)(seconds / HOUR));
  return g_strdup_printf (ngettext ("%d day", "%d days", (gulong)(seconds / DAY)),
                          (int)(seconds / DAY));
}

/**
 * bureau_words_time:
 * @time: (nullable): a stored time
 *
 * Returns: (transfer full): the same on the clock of this computer, in the words of its language
 */
char *
bureau_words_time (const char *time)
{
  g_autoptr (GDateTime) moment = NULL;
  g_autoptr (GDateTime) local = NULL;
  gint64 then;

  if (time == NULL || !bureau_time_parse (time, &then))
    return g_strdup ("");
  moment = g_date_time_new_from_unix_utc (then / 1000);
  local = g_date_time_to_local (moment);
  /* Translators: a day and a time, as in “22 Nov 2026, 14:05” (see GLib.DateTime.format) */
  return g_date_time_format (local, _ ("%e %b %Y, %H:%M"));
}

/**
 * bureau_words_span:
 * @from: (nullable): a stored time
 * @to: (nullable): a later one
 *
 * Returns: (transfer full): how long it took: "40 ms", "1.2 s", "3 min", "2 h"; empty where a time
 * is missing
 */
char *
bureau_words_span (const char *from, const char *to)
{
  gint64 start, end, ms;

  if (from == NULL || to == NULL || !bureau_time_parse (from, &start)
      || !bureau_time_parse (to, &end))
    return g_strdup ("");
  ms = MAX (end - start, 0);
  if (ms < 1000)
    return g_strdup_printf (_ ("%d ms"), (int)ms);
  if (ms < MINUTE * 1000)
    return g_strdup_printf (_ ("%.1f s"), (double)ms / 1000);
  if (ms < HOUR * 1000)
    return g_strdup_printf (_ ("%d min"), (int)(ms / 1000 / MINUTE));
  return g_strdup_printf (_ ("%d h"), (int)(ms / 1000 / HOUR));
}

/**
 * bureau_words_cost:
 * @micros: what something cost, in millionths
 * @currency: its code
 *
 * Returns: (transfer full): the sum as this computer writes money, rounded up; a small one with the
 *   decimals that tell it from nothing
 */
char *
bureau_words_cost (gint64 micros, const char *currency)
{
  gint64 unit = bureau_micros_of_minor (1, currency);

  if (micros > 0 && micros < 100 * unit)
    {
      g_autofree char *plain = bureau_micros_format (micros, currency);
      g_auto (GStrv) parts = g_strsplit (plain, ".", 2);

      return g_strjoinv (localeconv ()->decimal_point, parts);
    }
  return bureau_format_money (micros / unit + (micros % unit > 0 ? 1 : 0), currency);
}

/**
 * bureau_words_spent:
 * @micros: with what counts at its worst case
 * @currency: empty where nobody said what it costs
 * @has_unknown: whether anything counts at its worst case
 *
 * Returns: (transfer full): “0.13 EUR”, “At most 0.13 EUR”
 */
char *
bureau_words_spent (gint64 micros, const char *currency, gboolean has_unknown)
{
  g_autofree char *cost = *currency != '\0' ? bureau_words_cost (micros, currency) : NULL;

  if (cost == NULL)
    return g_strdup (_ ("Nobody said what it costs"));
  /* Translators: %s is an amount of money */
  return has_unknown ? g_strdup_printf (_ ("At most %s"), cost) : g_steal_pointer (&cost);
}

/**
 * bureau_words_unknown:
 * @n: questions
 *
 * Returns: (transfer full) (nullable): “the cost of 2 is not known”; %NULL of none
 */
char *
bureau_words_unknown (gint64 n)
{
  /* Translators: a provider did not say what so many questions took */
  return n > 0 ? g_strdup_printf (ngettext ("the cost of %d is not known",
                                            "the cost of %d is not known", (gulong)n),
                                  (int)n)
               : NULL;
}

/**
 * bureau_words_usage:
 * @row: of bureau_usage_report(), `{"currency","micros","calls","unknown"?}`
 *
 * Returns: (transfer full): “0.13 EUR · 2 questions”; where some of them count at their worst case,
 *   “At most 0.13 EUR · 2 questions · the cost of 1 is not known”
 */
char *
bureau_words_usage (JsonObject *row)
{
  const char *currency = bureau_json_get_string (row, "currency");
  gint64 calls = bureau_json_get_int (row, "calls", 0);
  gint64 unknown = bureau_json_get_int (row, "unknown", 0);
  g_autofree char *worst = NULL;
  g_autofree char *cost = bureau_words_spent (bureau_json_get_int (row, "micros", 0), currency,
                                              unknown > 0);
  g_autofree char *asked = g_strdup_printf (ngettext ("%d question", "%d questions", (gulong)calls),
                                            (int)calls);

  if (unknown == 0 || *currency == '\0')
    return g_strdup_printf ("%s · %s", cost, asked);
  worst = bureau_words_unknown (unknown);
  return g_strdup_printf ("%s · %s · %s", cost, asked, worst);
}

/**
 * bureau_words_mailbox:
 * @name: (nullable): a person's name
 * @address: (nullable): an e-mail address
 *
 * Returns: (transfer full): "Anna Weber <anna@example.org>", or what there is of it, without
 *   characters that are not seen
 */
char *
bureau_words_mailbox (const char *name, const char *address)
{
  g_autofree char *mailbox = NULL;

  if (name == NULL || *name == '\0')
    return bureau_text_visible (address != NULL ? address : "", NULL);
  if (address == NULL)
    return bureau_text_visible (name, NULL);
  mailbox = g_strdup_printf ("%s <%s>", name, address);
  return bureau_text_visible (mailbox, NULL);
}

/**
 * bureau_words_recipients:
 * @recipients: (nullable): [{"name","address"}]
 *
 * Returns: (transfer full): their addresses, with commas between
 */
char *
bureau_words_recipients (JsonArray *recipients)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; recipients != NULL && i < json_array_get_length (recipients); i++)
    {
      JsonNode *node = json_array_get_element (recipients, i);
      const char *address = JSON_NODE_HOLDS_OBJECT (node)
                                ? bureau_json_get_string (json_node_get_object (node), "address")
                                : NULL;

      if (address != NULL)
        bureau_joined_add (text, address);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/**
 * bureau_words_recipients_of:
 * @json: (nullable): the text of a column of recipients
 *
 * Returns: (transfer full): as bureau_words_recipients()
 */
char *
bureau_words_recipients_of (const char *json)
{
  g_autoptr (JsonArray) list = bureau_json_text_to_array (json);

  return list != NULL ? bureau_words_recipients (list) : g_strdup ("");
}
