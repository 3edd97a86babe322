/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates that are counted: in two weeks, a week from tomorrow, three days before 5 December. */
#include "providers/when.h"

/* “two weeks” */
typedef struct
{
  int count;
  const char *unit;
} Span;

static guint
read_span (const BureauSource *source, guint token, Span *span)
{
  guint n, n_unit;

  span->count = bureau_when_value_at (source, BUREAU_PHRASE_NUMBER, token, &n);
  if (n == 0)
    {
      span->count = bureau_when_number_at (source, token);
      n = 1;
    }
  span->unit = bureau_when_tag_at (source, BUREAU_PHRASE_UNIT, token + n, &n_unit);
  if (span->unit != NULL)
    return n + n_unit;

  /* “within the next fortnight”, but not “every fortnight” */
  if (!bureau_source_phrase_before (source, BUREAU_PHRASE_IN, token))
    return 0;
  span->count = 1;
  span->unit = bureau_when_tag_at (source, BUREAU_PHRASE_UNIT, token, &n);

  return g_strcmp0 (span->unit, "fortnight") == 0 ? n : 0;
}

static gboolean
set_counted (BureauWhen *when, const GDate *from, const Span *span, gboolean before)
{
  GDate date = *from;

  if (!g_date_valid (from) || span->count < 1 || span->count > 500)
    return FALSE;
  guint days = bureau_when_days_of (span->unit);
  guint months = g_str_equal (span->unit, "month")                       ? 1
                 : g_str_equal (span->unit, "year") && span->count <= 50 ? 12
                                                                         : 0;
  if (days + months == 0)
    return FALSE;
  (before ? g_date_subtract_days : g_date_add_days) (&date, days * (guint)span->count);
  (before ? g_date_subtract_months : g_date_add_months) (&date, months * (guint)span->count);
  when->date = date;

  return TRUE;
}

/* The day that a span counts from or to, small words before it. */
static gboolean
read_base (BureauExtraction *self, guint token, BureauWhen *base)
{
  guint at = bureau_when_skip_between (self->source, token);

  for (guint i = token; i <= at; i++)
    if (bureau_when_written_at (self, i, base) || bureau_when_feast_at (self, i, base)
        || bureau_when_week_at (self, i, base) || bureau_when_said_at (self, i, base)
        || bureau_when_named_at (self, i, base))
      {
        base->n += i - token;
        return TRUE;
      }

  return FALSE;
}

/* “for two weeks from 5 December” says how long, “every two weeks” how often: not when. */
static gboolean
says_how_long_or_often (const BureauSource *source, guint token)
{
  const BureauPhrase *before = bureau_source_phrase_before (source, BUREAU_PHRASE_OFFSET, token);

  return before && g_str_equal (before->tag, "during");
}

/* So does “3 days from Monday to Wednesday”. */
static gboolean
begins_range (BureauExtraction *self, guint token)
{
  const BureauPhrase *to = bureau_source_phrase_at (self->source, BUREAU_PHRASE_RANGE, token);
  BureauWhen end;

  if (to == NULL)
    to = bureau_source_phrase_at (self->source, BUREAU_PHRASE_ROLE, token);

  return to && read_base (self, token + to->n_words, &end);
}

static gboolean
is_day_at (const BureauSource *source, guint token)
{
  return bureau_source_phrase_at (source, BUREAU_PHRASE_DAY, token)
         || bureau_source_phrase_at (source, BUREAU_PHRASE_WEEKDAY, token);
}

/* a week on Friday, a fortnight today: what stands right behind the weeks is a day */
static gboolean
match_weeks_on (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  Span span;
  guint n = read_span (source, token, &span), n_on;
  const char *tag = n > 0 ? bureau_when_tag_at (source, BUREAU_PHRASE_OFFSET, token + n, &n_on)
                          : NULL;
  guint at = token + n + (g_strcmp0 (tag, "upon") == 0 ? n_on : 0);
  BureauWhen base = { 0 };

  if (n == 0 || bureau_when_days_of (span.unit) % 7 != 0 || !is_day_at (source, at)
      || says_how_long_or_often (source, token) || !bureau_when_said_at (self, at, &base)
      || begins_range (self, at + base.n))
    return FALSE;
  when->n = at + base.n - token;

  return set_counted (when, &base.date, &span, FALSE);
}

/* “every fortnight from”, “einmal die Woche ab”: without a number, the day behind is the start. */
static gboolean
begins_at (const BureauSource *source, const Span *span, guint connector)
{
  const BureauPhrase *role = bureau_source_phrase_at (source, BUREAU_PHRASE_ROLE, connector);

  return span->count < 1 && role && g_str_equal (role->tag, "start");
}

/* a week from tomorrow, in two weeks from today, three days before 5 December. Where the day is
 * not known well enough the words are taken, but no day is told. */
static gboolean
match_offset (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  const BureauPhrase *in = bureau_source_phrase_at (source, BUREAU_PHRASE_IN, token);
  guint at = token + (in ? in->n_words : 0), n_connector;
  Span span;
  guint n = read_span (source, at, &span);
  const char *tag = n > 0 ? bureau_when_tag_at (source, BUREAU_PHRASE_OFFSET, at + n, &n_connector)
                          : NULL;
  gboolean before = g_strcmp0 (tag, "before") == 0;
  BureauWhen base;

  if ((!before && g_strcmp0 (tag, "after") != 0) || says_how_long_or_often (source, token)
      || begins_at (source, &span, at + n) || !read_base (self, at + n + n_connector, &base)
      || begins_range (self, at + n + n_connector + base.n))
    return FALSE;
  when->n = at + n + n_connector + base.n - token;
  if (!base.precision)
    set_counted (when, &base.date, &span, before);

  return TRUE;
}

/* From a day to the same day “eight days” later is a week: the first is counted, too. */
static void
count_whole_weeks (Span *span)
{
  if (g_str_equal (span->unit, "day") && (span->count == 8 || span->count == 15))
    span->count--;
}

/* Friday week, tomorrow fortnight */
static gboolean
match_later (BureauExtraction *self, guint token, BureauWhen *when)
{
  guint n;

  if (!is_day_at (self->source, token) || !bureau_when_said_at (self, token, when))
    return FALSE;
  int days = bureau_when_value_at (self->source, BUREAU_PHRASE_LATER, token + when->n, &n);
  when->n += n;
  g_date_add_days (&when->date, (guint)days);

  return n > 0;
}

/* “morgen in einer Woche”, “Freitag in zwei Wochen” */
static gboolean
match_behind (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  guint n;
  Span span;

  if (!is_day_at (source, token) || !bureau_when_said_at (self, token, when))
    return FALSE;
  guint at = token + when->n;
  const char *tag = bureau_when_tag_at (source, BUREAU_PHRASE_OFFSET, at, &n);
  guint n_span = g_strcmp0 (tag, "behind") == 0 ? read_span (source, at + n, &span) : 0;
  if (n_span == 0)
    return FALSE;
  when->n += n + n_span;
  count_whole_weeks (&span);

  return set_counted (when, &when->date, &span, FALSE);
}

/* in two weeks, within 10 days, three weeks from now */
static gboolean
match_span (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  const BureauPhrase *in = bureau_source_phrase_at (source, BUREAU_PHRASE_IN, token);
  guint at = token + (in ? in->n_words : 0);
  Span span;
  guint n = read_span (source, at, &span);
  const BureauPhrase *from_now
      = n > 0 ? bureau_source_phrase_at (source, BUREAU_PHRASE_FROM_NOW, at + n) : NULL;

  if (n == 0 || (in == NULL && from_now == NULL))
    return FALSE;
  when->n = at + n + (from_now ? from_now->n_words : 0) - token;

  return set_counted (when, &self->source->date, &span, FALSE);
}

/**
 * bureau_when_counted_at:
 *
 * Looks for a date that is counted: in two weeks, a week from tomorrow. Its date is not valid where
 * it counts from a time that is not known well enough.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_when_counted_at (BureauExtraction *self, guint token, BureauWhen *when)
{
  static const BureauWhenPattern patterns[] = { match_offset, match_weeks_on, match_later,
                                                match_behind, match_span,     NULL };

  return bureau_when_match (self, patterns, token, when);
}
