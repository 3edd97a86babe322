/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Weeks that go by their number (ISO 8601): KW 12, in week 12 of 2027, Friday of week 12. */
#include "providers/week-number.h"

/* “In week 2 of the project” is none of the calendar. */
static gboolean
belongs_to_other (const BureauSource *source, guint token)
{
  guint n;

  return g_strcmp0 (bureau_when_tag_at (source, BUREAU_PHRASE_WEEK_NUMBER, token, &n), "of") == 0;
}

/* Of such a week the words are taken, but no day is told. */
static void
leave_to_other (BureauExtraction *self, BureauWhen *when, const BureauWeekNumber *week,
                guint behind)
{
  if (!week->is_sure && week->year == 0 && belongs_to_other (self->source, behind))
    g_date_clear (&when->date, 1);
}

static gboolean
is_led (const BureauSource *source, guint token)
{
  for (guint i = 0; i <= BUREAU_WHEN_MAX_SKIPPED; i++)
    {
      const BureauPhrase *between = bureau_source_phrase_before (source, BUREAU_PHRASE_ARTICLE,
                                                                 token);

      if (bureau_source_phrase_before (source, BUREAU_PHRASE_IN, token)
          || bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token))
        return TRUE;
      if (between == NULL)
        between = bureau_source_phrase_before (source, BUREAU_PHRASE_ON, token);
      if (between == NULL)
        return FALSE;
      token -= between->n_words;
    }

  return FALSE;
}

/* The Monday; %FALSE where the year has no such week. The 4th of January is always in week 1. */
static gboolean
set_monday (GDate *date, int number, int year)
{
  g_date_set_dmy (date, 4, 1, (GDateYear)year);
  g_date_subtract_days (date, g_date_get_weekday (date) - 1);
  g_date_add_days (date, 7 * (guint)(number - 1));

  GDate thursday = *date;
  g_date_add_days (&thursday, 3);

  return g_date_get_year (&thursday) == year;
}

/* Without a year it is the next such week, this one included. */
static gboolean
set_week (BureauExtraction *self, BureauWhen *when, const BureauWeekNumber *week)
{
  const GDate *sent = &self->source->date;

  if (week->year > 0)
    return set_monday (&when->date, week->number, week->year);
  if (!g_date_valid (sent))
    return FALSE;

  GDate monday = *sent;
  g_date_subtract_days (&monday, g_date_get_weekday (sent) - 1);
  /* Only some years have a week 53; the gap is six years at the most. */
  for (int year = g_date_get_year (sent) - 1; year < g_date_get_year (sent) + 8; year++)
    if (set_monday (&when->date, week->number, year) && g_date_compare (&when->date, &monday) >= 0)
      return TRUE;

  return FALSE;
}

/* KW 12, by week 12, week 12 of 2027 */
static gboolean
match_week (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  BureauWeekNumber week;

  if (!bureau_week_number_at (self, token, &week)
      || bureau_source_phrase_before (source, BUREAU_PHRASE_LAST, token)
      || (!week.is_sure && week.year == 0
          && (!is_led (source, token) || belongs_to_other (source, token + week.n))))
    return FALSE;
  when->n = week.n;
  when->precision = "week";

  return set_week (self, when, &week);
}

/* the end of week 12, Anfang KW 12 */
static gboolean
match_part (BureauExtraction *self, guint token, BureauWhen *when)
{
  guint n;
  const char *part = bureau_when_tag_at (self->source, BUREAU_PHRASE_PART, token, &n);
  guint at = part ? bureau_when_skip_between (self->source, token + n) : token;
  BureauWeekNumber week;

  if (part == NULL || !bureau_week_number_at (self, at, &week) || !set_week (self, when, &week))
    return FALSE;
  bureau_when_move_to_part (when, "week", part);
  when->n = at + week.n - token;
  leave_to_other (self, when, &week, at + week.n);

  return TRUE;
}

/* What may stand between a day and its week: a comma, “of”, “in der”. */
static guint
skip_to_week (const BureauSource *source, guint token)
{
  const BureauPhrase *in;

  if (bureau_source_is_mark (source, token, ","))
    token++;
  in = bureau_source_phrase_at (source, BUREAU_PHRASE_IN, token);

  return bureau_when_skip_between (source, token + (in ? in->n_words : 0));
}

/* Friday of week 12, Freitag, KW 12 */
static gboolean
match_day (BureauExtraction *self, guint token, BureauWhen *when)
{
  guint n;
  int weekday = bureau_when_weekday_at (self->source, token, &n);
  guint at = n > 0 ? skip_to_week (self->source, token + n) : token;
  BureauWeekNumber week;

  if (n == 0 || !bureau_week_number_at (self, at, &week) || !set_week (self, when, &week))
    return FALSE;
  g_date_add_days (&when->date, (guint)weekday - 1);
  when->n = at + week.n - token;
  leave_to_other (self, when, &week, at + week.n);

  return TRUE;
}

/**
 * bureau_when_week_at:
 *
 * Looks for a week by its number, or a day of it: KW 12, Friday of week 12.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_when_week_at (BureauExtraction *self, guint token, BureauWhen *when)
{
  static const BureauWhenPattern patterns[] = { match_part, match_day, match_week, NULL };

  return bureau_when_match (self, patterns, token, when);
}
