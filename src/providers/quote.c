/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether words say the value that is said to rest on them: its number, its day, or its words. */
#include "providers/quote-private.h"

#include <string.h>

#include "base/json.h"
#include "base/money.h"
#include "base/text.h"

/* What may stand around the quote that says how it is meant: “before” Easter, Q3 “2027”. */
#define BEFORE_BYTES 48
#define BEHIND_BYTES 16
#define DIGITS "0123456789"

static void
reading_clear (BureauQuoteReading *self)
{
  g_clear_pointer (&self->source, bureau_source_free);
  g_free (self->words);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauQuoteReading, reading_clear)

/* What marks the lines of an earlier mail is no mark in them. */
static void
blank_marks (char *text)
{
  for (char *line = text; line != NULL; line = strchr (line, '\n'))
    {
      line += strspn (line, "\n");
      for (char *at = line; *at == '>' || *at == ' '; at++)
        *at = ' ';
    }
}

/* The quote with whole words around it. */
static const BureauSource *
get_source (BureauQuoteReading *self, const BureauQuote *quote)
{
  gsize size = strlen (quote->text), end = quote->start + quote->length;
  gsize from = quote->start > BEFORE_BYTES ? quote->start - BEFORE_BYTES : 0;
  gsize to = MIN (end + BEHIND_BYTES, size);
  g_autoptr (JsonObject) object = NULL;
  g_autofree char *text = NULL;

  if (self->source != NULL)
    return self->source;
  while (from > 0 && from < quote->start && !g_ascii_isspace (quote->text[from - 1]))
    from++;
  while (to > end && to < size && !g_ascii_isspace (quote->text[to]))
    to--;
  text = g_strndup (quote->text + from, to - from);
  blank_marks (text);
  object = json_object_new ();
  json_object_set_string_member (object, "text", text);
  json_object_set_boolean_member (object, "is_excerpt", TRUE);
  bureau_json_set_string (object, "language", quote->language);
  bureau_json_set_string (object, "date", quote->date);
  self->source = bureau_source_new (object, NULL);
  /* The text begins with the line feed behind an empty subject. */
  self->start = quote->start - from + 1;
  self->end = self->start + quote->length;
  return self->source;
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

  if (bureau_quote_is_written (self, text))
    return TRUE;
  if (parse_day (text, &day))
    return get_source (self, quote) != NULL && bureau_quote_has_day (self, &day);
  if (bureau_quote_is_of_address (self))
    return FALSE;
  if (bureau_quote_has_words (self, text))
    return TRUE;
  return !bureau_quote_is_of_name (self) && get_source (self, quote) != NULL
         && (bureau_quote_is_called (self, text) || bureau_quote_has_precision (self, text));
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
           && bureau_quote_has_sum (self, bureau_json_get_int (object, "minor", 0),
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
bears_number (BureauQuoteReading *self, const BureauQuote *quote, double number)
{
  return get_source (self, quote) != NULL
         && ((g_strcmp0 (self->type, "duration") == 0
              && bureau_quote_has_seconds (self, (gint64)number))
             || bureau_quote_has_number (self, number));
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
    return bears_number (self, quote, json_node_get_double (value));
  /* A yes or no has no words of its own. */
  return TRUE;
}

/* “low” is no quote of “follow”. */
static BureauQuote
take_whole_words (const BureauQuote *self)
{
  BureauQuote whole = *self;
  const char *start = self->text + self->start, *end = start + self->length;

  while (bureau_text_cuts_word (self->text, start))
    start = g_utf8_prev_char (start);
  while (bureau_text_cuts_word (self->text, end))
    end = g_utf8_next_char (end);
  whole.start = (gsize)(start - self->text);
  whole.length = (gsize)(end - start);
  return whole;
}

/**
 * bureau_quote_bears:
 * @value: of a field
 *
 * Returns: whether the words of the quote say the value: a sum or number that stands there, the day
 *   that is meant, its own words or what the rules know by them; of a name all of its words. %TRUE
 *   for a yes or no
 */
gboolean
bureau_quote_bears (const BureauQuote *self, JsonNode *value)
{
  BureauQuote quote = take_whole_words (self);
  g_auto (BureauQuoteReading) reading
      = { .words = g_strndup (quote.text + quote.start, quote.length), .type = quote.type };

  return bears (&reading, &quote, value);
}
