/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/when.h"

#include "base/json.h"

/**
 * bureau_when_number_at:
 *
 * Returns: the number of a token that is one to four digits; -1 for any other
 */
int
bureau_when_number_at (const BureauSource *source, guint token)
{
  if (token >= source->tokens->len)
    return -1;

  const BureauToken *t = bureau_source_token (source, token);
  if (t->kind != BUREAU_TOKEN_NUMBER || t->length > 4)
    return -1;
  int value = 0;
  for (guint i = 0; i < t->length; i++)
    {
      if (!g_ascii_isdigit (source->text[t->start + i]))
        return -1;
      value = value * 10 + (source->text[t->start + i] - '0');
    }

  return value;
}

static gboolean
is_year (int number)
{
  return number >= 1990 && number <= 2100;
}

/**
 * bureau_when_value_at:
 *
 * Returns: the value of the phrase that begins at @token, and its tokens in @n; 0 for both where
 * there is none
 */
int
bureau_when_value_at (const BureauSource *source, BureauPhraseKind kind, guint token, guint *n)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (source, kind, token);

  *n = phrase ? phrase->n_words : 0;

  return phrase ? phrase->value : 0;
}

/**
 * bureau_when_tag_at:
 *
 * Returns: (transfer none) (nullable): the tag of the phrase that begins at @token, and its tokens
 * in @n
 */
const char *
bureau_when_tag_at (const BureauSource *source, BureauPhraseKind kind, guint token, guint *n)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (source, kind, token);

  *n = phrase ? phrase->n_words : 0;

  return phrase ? phrase->tag : NULL;
}

/**
 * bureau_when_weekday_at:
 *
 * Returns: the weekday that stands at @token, from 1 for Monday, and its tokens in @n; 0 for both
 * where there is none. “Sat” and “sun” are other words where they are not written large
 */
int
bureau_when_weekday_at (const BureauSource *source, guint token, guint *n)
{
  int weekday = bureau_when_value_at (source, BUREAU_PHRASE_WEEKDAY, token, n);

  if (*n == 0
      || (bureau_source_token (source, token)->length <= 3
          && !bureau_source_token (source, token)->capital))
    return *n = 0;

  return weekday;
}

/**
 * bureau_when_days_of:
 * @unit: the tag of a unit of time
 *
 * Returns: its days; 0 for a unit that has not always as many
 */
guint
bureau_when_days_of (const char *unit)
{
  static const struct
  {
    const char *unit;
    guint days;
  } units[] = { { "day", 1 }, { "week", 7 }, { "fortnight", 14 }, { "half_month", 15 } };

  for (guint i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_str_equal (units[i].unit, unit))
      return units[i].days;

  return 0;
}

/**
 * bureau_when_set_day:
 *
 * Sets a date. Without a year (0) the next such day counts, from the message's date on.
 *
 * Returns: %FALSE where there is no such day
 */
gboolean
bureau_when_set_day (BureauExtraction *self, BureauWhen *when, int day, int month, int year)
{
  const GDate *sent = &self->source->date;

  if (year > 0 && year < 100)
    year += 2000;
  if (year <= 0)
    {
      if (!g_date_valid (sent))
        return FALSE;
      year = g_date_get_year (sent);
      if (month < (int)g_date_get_month (sent)
          || (month == (int)g_date_get_month (sent) && day < g_date_get_day (sent)))
        year++;
    }
  if (day < 1 || month < 1 || month > 12 || !is_year (year) || !g_date_valid_dmy (day, month, year))
    return FALSE;
  g_date_set_dmy (&when->date, day, month, year);

  return TRUE;
}

/**
 * bureau_when_take_year:
 *
 * Moves @token behind the year that stands there, maybe after a comma or “de”.
 *
 * Returns: the year, 0 for none
 */
int
bureau_when_take_year (const BureauSource *source, guint *token)
{
  guint at = *token;

  if (bureau_source_is_mark (source, at, ","))
    at++;
  else if (bureau_source_phrase_at (source, BUREAU_PHRASE_ON, at))
    at += bureau_source_phrase_at (source, BUREAU_PHRASE_ON, at)->n_words;

  int year = bureau_when_number_at (source, at);
  if (!is_year (year))
    return 0;
  *token = at + 1;

  return year;
}

/* Small words between a part and what it is a part of. */
static gboolean
is_between (const BureauSource *source, guint token)
{
  return bureau_source_phrase_at (source, BUREAU_PHRASE_ON, token)
         || bureau_source_phrase_at (source, BUREAU_PHRASE_ARTICLE, token)
         || bureau_source_phrase_at (source, BUREAU_PHRASE_THIS, token);
}

/**
 * bureau_when_skip_between:
 *
 * Returns: the token behind a hyphen and small words, such as “of the”, that may stand between
 *   “end” and what ends
 */
guint
bureau_when_skip_between (const BureauSource *source, guint token)
{
  if (bureau_source_is_mark (source, token, "-"))
    token++;
  for (guint i = 0; i < BUREAU_WHEN_MAX_SKIPPED && is_between (source, token); i++)
    token++;

  return token;
}

/**
 * bureau_when_move_to_part:
 * @unit: "week", "half_month", "month" or "year", which begins on the day that @when has
 * @part: the tag of a part
 *
 * Moves a day to where a part of its unit is. The end of a working week is its Friday.
 */
void
bureau_when_move_to_part (BureauWhen *when, const char *unit, const char *part)
{
  gboolean end = g_str_equal (part, "end"), start = g_str_equal (part, "start");
  int month = (int)g_date_get_month (&when->date), year = g_date_get_year (&when->date);
  int last = g_date_get_days_in_month (month, (GDateYear)year);
  int first = g_date_get_day (&when->date);

  if (g_str_equal (unit, "week"))
    g_date_add_days (&when->date, end ? 4 : start ? 0 : 2);
  else if (g_str_equal (unit, "year"))
    g_date_set_dmy (&when->date, end ? 31 : 1, end ? 12 : start ? 1 : 7, (GDateYear)year);
  else if (g_str_equal (unit, "half_month"))
    g_date_set_day (&when->date, start ? first : !end ? first + 7 : first > 15 ? last : 15);
  else
    g_date_set_day (&when->date, end ? last : start ? 1 : g_str_equal (part, "half") ? 16 : 15);
}

/**
 * bureau_when_match:
 *
 * Tries patterns in turn.
 *
 * Returns: %FALSE where none fits
 */
gboolean
bureau_when_match (BureauExtraction *self, const BureauWhenPattern *patterns, guint token,
                   BureauWhen *when)
{
  for (guint i = 0; patterns[i]; i++)
    {
      *when = (BureauWhen){ 0 };
      if (patterns[i](self, token, when))
        return TRUE;
    }

  return FALSE;
}
