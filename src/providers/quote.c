/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether words say the value that is said to rest on them: its number, its day, or its words. */
#include "providers/quote-private.h"

#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"
#include "providers/sum.h"
#include "providers/when.h"

/* What may stand around the quote that says how it is meant: “before” Easter, Q3 “2027”. */
#define BEFORE_BYTES 48
#define BEHIND_BYTES 16
#define CENTS 2
#define DIGITS "0123456789"

static void
reading_clear (BureauQuoteReading *self)
{
  g_clear_pointer (&self->source, bureau_source_free);
  g_free (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauQuoteReading, reading_clear)

static gboolean
is_boundary (const char *text, gsize at)
{
  return ((guchar)text[at] & 0xc0) != 0x80;
}

static const BureauSource *
get_source (BureauQuoteReading *self, const BureauQuote *quote)
{
  gsize size = strlen (quote->text);
  gsize from = quote->start > BEFORE_BYTES ? quote->start - BEFORE_BYTES : 0;
  gsize to = MIN (quote->start + quote->length + BEHIND_BYTES, size);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;

  if (self->source != NULL)
    return self->source;
  while (!is_boundary (quote->text, from))
    from++;
  while (to < size && !is_boundary (quote->text, to))
    to--;
  text = g_strndup (quote->text + from, to - from);
  object = json_object_new ();
  json_object_set_string_member (object, "text", text);
  bureau_json_set_string (object, "language", quote->language);
  bureau_json_set_string (object, "date", quote->date);
  self->source = bureau_source_new (object, NULL);
  /* The text begins with the line feed behind an empty subject. */
  self->start = quote->start - from + 1;
  self->end = self->start + quote->length;
  return self->source;
}

/* Numbers ----------------------------------------------------------------------------------------
 */

/* Whether a number of the quote is @minor, where its major unit has so many decimals. */
static gboolean
has_sum (BureauQuoteReading *self, gint64 minor, guint exponent)
{
  for (guint i = 0; i < self->source->tokens->len; i++)
    {
      gint64 sum;

      if (bureau_quote_is_inside (self, i) && bureau_sum_at (self->source, i, exponent, &sum)
          && ABS (sum) == ABS (minor))
        return TRUE;
    }
  return FALSE;
}

static gboolean
bears_number (BureauQuoteReading *self, double number)
{
  double hundredths = round (number * 100);

  /* 0.15 is said as 15 %, too. */
  return fabs (hundredths) < 1e15
         && (has_sum (self, (gint64)hundredths, CENTS)
             || (fabs (number) < 1 && strchr (self->words, '%') != NULL
                 && has_sum (self, (gint64)round (number * 10000), CENTS)));
}

/* Days -------------------------------------------------------------------------------------------
 */

static gboolean
is_same_time (const BureauWhen *when, const GDate *day)
{
  const GDate *other = &when->date;
  gboolean same_year = g_date_get_year (other) == g_date_get_year (day);
  int month = (int)g_date_get_month (day), other_month = (int)g_date_get_month (other);

  if (!g_date_valid (other))
    return FALSE;
  if (g_strcmp0 (when->precision, "week") == 0)
    return g_date_days_between (other, day) >= 0 && g_date_days_between (other, day) < 7;
  if (g_strcmp0 (when->precision, "month") == 0)
    return same_year && month == other_month;
  if (g_strcmp0 (when->precision, "quarter") == 0)
    return same_year && (month - 1) / 3 == (other_month - 1) / 3;
  if (g_strcmp0 (when->precision, "year") == 0)
    return same_year;
  return g_date_compare (other, day) == 0;
}

/* “05/12/2026”: which of them is the month the text does not say. */
static gboolean
has_parts (BureauQuoteReading *self, const GDate *day)
{
  gboolean has_day = FALSE, has_month = FALSE;

  for (guint i = 0; i < self->source->tokens->len; i++)
    {
      int number = bureau_quote_is_inside (self, i) ? bureau_when_number_at (self->source, i) : -1;

      if (number == g_date_get_day (day) && !has_day)
        has_day = TRUE;
      else if (number == (int)g_date_get_month (day))
        has_month = TRUE;
    }
  return has_day && has_month;
}

static gboolean
bears_day (BureauQuoteReading *self, const GDate *day, const char *precision)
{
  BureauExtraction extraction = { .source = self->source };

  for (guint i = 0; i < self->source->tokens->len; i++)
    {
      BureauWhen when = { 0 };
      guint n;

      if (!bureau_quote_is_inside (self, i))
        continue;
      if (bureau_when_at (&extraction, i, &when)
          && (precision != NULL ? g_strcmp0 (when.precision, precision) == 0
                                : is_same_time (&when, day)))
        return TRUE;
      /* People mean one Friday or the one after by “next Friday”. */
      if (day != NULL
          && bureau_when_weekday_at (self->source, i, &n) == (int)g_date_get_weekday (day))
        return TRUE;
    }
  return day != NULL && has_parts (self, day);
}

/* Text -------------------------------------------------------------------------------------------
 */

static gboolean
parse_day (const char *text, GDate *day)
{
  int year, month, number;

  g_date_clear (day, 1);
  if (strlen (text) < 10 || text[4] != '-' || text[7] != '-' || strspn (text, DIGITS "-") < 10)
    return FALSE;
  year = (int)g_ascii_strtoll (text, NULL, 10);
  month = (int)g_ascii_strtoll (text + 5, NULL, 10);
  number = (int)g_ascii_strtoll (text + 8, NULL, 10);
  if (year < 1 || month < 1 || month > 12 || number < 1
      || !g_date_valid_dmy ((GDateDay)number, (GDateMonth)month, (GDateYear)year))
    return FALSE;
  g_date_set_dmy (day, (GDateDay)number, (GDateMonth)month, (GDateYear)year);
  return TRUE;
}

static gboolean
bears_text (BureauQuoteReading *self, const BureauQuote *quote, const char *text)
{
  GDate day;

  if (strstr (self->words, text) != NULL || bureau_quote_is_written_otherwise (self, text))
    return TRUE;
  if (parse_day (text, &day))
    return get_source (self, quote) != NULL && bears_day (self, &day, NULL);
  return bureau_quote_has_words (self, text)
         || (get_source (self, quote) != NULL
             && (bureau_quote_is_called (self, text) || bears_day (self, NULL, text)));
}

/* Any value --------------------------------------------------------------------------------------
 */

static gboolean bears (BureauQuoteReading *self, const BureauQuote *quote, JsonNode *value);

static gboolean
bears_object (BureauQuoteReading *self, const BureauQuote *quote, JsonObject *object)
{
  const char *currency = bureau_json_get_string (object, "currency");
  JsonObjectIter iter;
  JsonNode *value;

  if (json_object_has_member (object, "minor"))
    return get_source (self, quote) != NULL && bureau_quote_may_be_in (self, currency)
           && has_sum (self, bureau_json_get_int (object, "minor", 0),
                       bureau_money_exponent (currency));
  json_object_iter_init (&iter, object);
  while (json_object_iter_next (&iter, NULL, &value))
    if (!bears (self, quote, value))
      return FALSE;
  return TRUE;
}

/* Of a list the first says where it begins. */
static gboolean
bears_array (BureauQuoteReading *self, const BureauQuote *quote, JsonArray *array)
{
  return json_array_get_length (array) == 0
         || bears (self, quote, json_array_get_element (array, 0));
}

static gboolean
bears (BureauQuoteReading *self, const BureauQuote *quote, JsonNode *value)
{
  GType type = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_value_type (value) : G_TYPE_NONE;

  if (JSON_NODE_HOLDS_OBJECT (value))
    return bears_object (self, quote, json_node_get_object (value));
  if (JSON_NODE_HOLDS_ARRAY (value))
    return bears_array (self, quote, json_node_get_array (value));
  if (type == G_TYPE_STRING)
    return bears_text (self, quote, json_node_get_string (value));
  if (type == G_TYPE_INT64 || type == G_TYPE_DOUBLE)
    return get_source (self, quote) != NULL && bears_number (self, json_node_get_double (value));
  /* A yes or no has no words of its own. */
  return TRUE;
}

/**
 * bureau_quote_bears:
 * @value: of a field
 *
 * Returns: whether the words of the quote say the value: a sum or number that stands there, the day
 *   that is meant, its own words or what the rules know by them. %TRUE for a yes or no
 */
gboolean
bureau_quote_bears (const BureauQuote *self, JsonNode *value)
{
  g_auto (BureauQuoteReading) reading = { .words = g_strndup (self->text + self->start,
                                                              self->length) };

  return bears (&reading, self, value);
}
