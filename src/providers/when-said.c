/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates that are counted from the message: tomorrow, next Friday, the end of March. */
#include <string.h>

#include "providers/when.h"

static gboolean
set_part_of_month (BureauExtraction *self, BureauWhen *when, const char *part, int month, int year)
{
  int day = g_str_equal (part, "middle") ? 15 : g_str_equal (part, "half") ? 16 : 1;

  if (!g_str_equal (part, "end"))
    return bureau_when_set_day (self, when, day, month, year);

  /* The last day of the month, in whichever year that month comes next. */
  if (!bureau_when_set_day (self, when, 28, month, year))
    return FALSE;
  g_date_set_day (&when->date, g_date_get_days_in_month (month, g_date_get_year (&when->date)));

  return TRUE;
}

/* The half of a month that a day is in, or the next one. Halves begin on the 1st and the 16th. */
static void
move_to_half (GDate *date, gboolean next)
{
  gboolean is_second = g_date_get_day (date) > 15;

  g_date_set_day (date, is_second != next ? 16 : 1);
  if (is_second && next)
    g_date_add_months (date, 1);
}

/* The span of a unit that begins `ahead` units after the one the message was sent in. */
static gboolean
set_part_of_unit (BureauExtraction *self, BureauWhen *when, const char *unit, int ahead)
{
  const GDate *sent = &self->source->date;

  if (!g_date_valid (sent))
    return FALSE;
  when->date = *sent;
  if (g_str_equal (unit, "week"))
    {
      g_date_subtract_days (&when->date, g_date_get_weekday (sent) - 1);
      g_date_add_days (&when->date, 7 * (guint)ahead);
    }
  else if (g_str_equal (unit, "month"))
    {
      g_date_set_day (&when->date, 1);
      g_date_add_months (&when->date, ahead);
    }
  else if (g_str_equal (unit, "year"))
    g_date_set_dmy (&when->date, 1, 1, g_date_get_year (sent) + ahead);
  else if (g_str_equal (unit, "half_month"))
    move_to_half (&when->date, ahead > 0);
  else
    return FALSE;

  return TRUE;
}

/* “a finales de la semana que viene” */
static guint
next_behind (const BureauSource *source, guint token)
{
  const BureauPhrase *next = bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, token);
  const char *attribute = bureau_dictionary_get_text (source->dictionary, "attribute");

  return next && g_str_equal (attribute, "behind") ? next->n_words : 0;
}

/* end of March, mid-January 2027, end of next week, the end of the month */
static gboolean
match_part (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  guint n, ahead = 0;
  const char *part = bureau_when_tag_at (source, BUREAU_PHRASE_PART, token, &n);

  if (part == NULL)
    return FALSE;
  guint at = bureau_when_skip_between (source, token + n);
  if (bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, at))
    {
      at += bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, at)->n_words;
      ahead = 1;
    }

  int month = bureau_when_value_at (source, BUREAU_PHRASE_MONTH, at, &n);
  if (n > 0)
    {
      at += n;
      int year = bureau_when_take_year (source, &at);
      when->n = at - token;
      return set_part_of_month (self, when, part, month, year);
    }

  const char *unit = bureau_when_tag_at (source, BUREAU_PHRASE_UNIT, at, &n);
  at += n;
  guint behind = unit && ahead == 0 ? next_behind (source, at) : 0;
  if (unit == NULL || !set_part_of_unit (self, when, unit, ahead > 0 || behind > 0))
    return FALSE;
  bureau_when_move_to_part (when, unit, part);
  when->n = at + behind - token;

  return TRUE;
}

/* tomorrow */
static gboolean
match_day (BureauExtraction *self, guint token, BureauWhen *when)
{
  guint n;
  int days = bureau_when_value_at (self->source, BUREAU_PHRASE_DAY, token, &n);

  if (n == 0 || !g_date_valid (&self->source->date))
    return FALSE;
  when->n = n;
  when->date = self->source->date;
  g_date_add_days (&when->date, days);

  return TRUE;
}

/* A weekday of the next week, whatever day it is now. */
static gboolean
set_next_week (BureauExtraction *self, BureauWhen *when, int weekday)
{
  if (!set_part_of_unit (self, when, "week", 1))
    return FALSE;
  g_date_add_days (&when->date, (guint)weekday - 1);

  return TRUE;
}

/* Friday, this Friday, next Friday, el viernes que viene. Where the language counts so, the next
 * Friday is the one of the next week; a Friday named on a Friday is the one in a week. */
static gboolean
set_weekday (BureauExtraction *self, BureauWhen *when, int weekday, gboolean next)
{
  const GDate *sent = &self->source->date;
  const char *manner = bureau_dictionary_get_text (self->source->dictionary, "next_weekday");

  if (!g_date_valid (sent))
    return FALSE;
  int today = g_date_get_weekday (sent);
  if (next && weekday > today && g_str_equal (manner, "week"))
    return set_next_week (self, when, weekday);
  when->date = *sent;
  g_date_add_days (&when->date, (guint)(weekday > today ? weekday - today : weekday + 7 - today));

  return TRUE;
}

/* Tokens of the phrases of a kind that stand here, a few at the most. */
static guint
skip_phrases (const BureauSource *source, BureauPhraseKind kind, guint token)
{
  const BureauPhrase *phrase;
  guint n = 0;

  for (guint i = 0;
       i < BUREAU_WHEN_MAX_SKIPPED && (phrase = bureau_source_phrase_at (source, kind, token + n));
       i++)
    n += phrase->n_words;

  return n;
}

/* “Friday, 5 December”: the date says more than the weekday. */
static gboolean
match_behind_weekday (BureauExtraction *self, guint token, BureauWhen *when)
{
  guint skip = bureau_source_is_mark (self->source, token, ",.") ? 1 : 0;

  skip += skip_phrases (self->source, BUREAU_PHRASE_ON, token + skip);
  if (!bureau_when_written_at (self, token + skip, when))
    return FALSE;
  when->n += skip;

  return TRUE;
}

/* “Friday next week”, “viernes de la próxima semana”, “viernes de la semana que viene”. */
static guint
next_week_behind (const BureauSource *source, guint token)
{
  guint skip = skip_phrases (source, BUREAU_PHRASE_ON, token), n;
  guint next = skip_phrases (source, BUREAU_PHRASE_NEXT, token + skip);
  const char *unit = bureau_when_tag_at (source, BUREAU_PHRASE_UNIT, token + skip + next, &n);
  guint behind = next ? 0 : next_behind (source, token + skip + n);

  return g_strcmp0 (unit, "week") == 0 && next + behind > 0 ? skip + next + n + behind : 0;
}

static gboolean
match_weekday (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  guint next = skip_phrases (source, BUREAU_PHRASE_NEXT, token), n;
  guint this = next ? 0 : skip_phrases (source, BUREAU_PHRASE_THIS, token);
  guint at = token + next + this;
  int weekday = bureau_when_weekday_at (source, at, &n);

  if (n == 0 || bureau_source_phrase_before (source, BUREAU_PHRASE_LAST, token))
    return FALSE;
  at += n;
  if (match_behind_weekday (self, at, when))
    {
      when->n += at - token;
      return TRUE;
    }

  guint week = next_week_behind (source, at);
  if (week > 0)
    {
      when->n = at + week - token;
      return set_next_week (self, when, weekday);
    }
  guint behind = skip_phrases (source, BUREAU_PHRASE_NEXT, at);
  when->n = at + behind - token;

  return set_weekday (self, when, weekday, next + behind > 0);
}

/* “nächste Woche Freitag”, “next week on Friday” */
static gboolean
match_day_of_next_week (BureauExtraction *self, guint token, BureauWhen *when)
{
  guint at = bureau_when_skip_between (self->source, token), n;
  int weekday = bureau_when_value_at (self->source, BUREAU_PHRASE_WEEKDAY, at, &n);

  when->n += n > 0 ? at + n - token : 0;

  return n > 0 && set_next_week (self, when, weekday);
}

/* next week, next month, la semana que viene */
static gboolean
match_next_unit (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  const BureauPhrase *before = bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, token);
  guint n, at = token + (before ? before->n_words : 0);
  const char *unit = bureau_when_tag_at (source, BUREAU_PHRASE_UNIT, at, &n);
  const BureauPhrase *behind = unit && before == NULL
                                   ? bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, at + n)
                                   : NULL;

  if (unit == NULL || (before == NULL && behind == NULL) || !set_part_of_unit (self, when, unit, 1))
    return FALSE;
  at += n + (behind ? behind->n_words : 0);
  when->n = at - token;
  if (!g_str_equal (unit, "week") || !match_day_of_next_week (self, at, when))
    when->precision = unit;

  return TRUE;
}

/**
 * bureau_when_said_at:
 *
 * Looks for a date that is said from the message's: tomorrow, next Friday, the end of March.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_when_said_at (BureauExtraction *self, guint token, BureauWhen *when)
{
  static const BureauWhenPattern patterns[] = { match_part, match_weekday, match_day,
                                                match_next_unit, NULL };

  return bureau_when_match (self, patterns, token, when);
}
