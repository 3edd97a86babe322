/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Times that have a name: March 2027, the end of Q1. */
#include "providers/when.h"

/* “or June”, “to February 2028” behind a month: the first month counts, and the year of the last
 * holds for it too. */
static guint
take_last_month (BureauExtraction *self, guint token, gboolean capital, int month, int *year)
{
  const BureauSource *source = self->source;
  const BureauPhrase *range = bureau_source_phrase_at (source, BUREAU_PHRASE_RANGE, token);
  guint at = token + (range ? range->n_words : 0), n;
  int last = range ? bureau_when_value_at (source, BUREAU_PHRASE_MONTH, at, &n) : 0;

  /* “in April, or may we …” */
  if (range == NULL || n == 0 || (capital && !bureau_source_token (source, at)->capital))
    return 0;
  at += n;
  int last_year = bureau_when_take_year (source, &at);
  if (*year == 0 && last_year != 0)
    *year = last < month ? last_year - 1 : last_year;

  return at - token;
}

static gboolean
is_led (const BureauSource *source, guint token)
{
  return bureau_source_phrase_before (source, BUREAU_PHRASE_IN, token)
         || bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token)
         || bureau_source_phrase_before (source, BUREAU_PHRASE_NEXT, token);
}

/* in March, by March 2027, in May or June: only the month is known */
static gboolean
match_month (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  guint n;
  int month = bureau_when_value_at (source, BUREAU_PHRASE_MONTH, token, &n);

  if (n == 0 || bureau_source_token (source, token)->length < 3)
    return FALSE;
  guint at = token + n;
  int year = bureau_when_take_year (source, &at);
  at += take_last_month (self, at, bureau_source_token (source, token)->capital, month, &year);
  if ((!is_led (source, token) && year == 0)
      || bureau_source_phrase_before (source, BUREAU_PHRASE_LAST, token))
    return FALSE;
  when->n = at - token;
  when->precision = "month";

  return bureau_when_set_day (self, when, 1, month, year);
}

static gboolean
set_part_of_quarter (BureauExtraction *self, BureauWhen *when, const char *part, int quarter,
                     int year)
{
  int first = 3 * quarter - 2;

  if (g_strcmp0 (part, "end") == 0)
    return bureau_when_set_day (self, when, quarter == 1 || quarter == 4 ? 31 : 30, first + 2,
                                year);
  if (g_strcmp0 (part, "middle") == 0 || g_strcmp0 (part, "half") == 0)
    return bureau_when_set_day (self, when, 15, first + 1, year);

  return bureau_when_set_day (self, when, 1, first, year);
}

/* end of Q1 2027, by the end of the second quarter, in Q3 */
static gboolean
match_quarter (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  guint n_part, n;
  const char *part = bureau_when_tag_at (source, BUREAU_PHRASE_PART, token, &n_part);
  guint at = part ? bureau_when_skip_between (source, token + n_part) : token;
  int quarter = bureau_when_value_at (source, BUREAU_PHRASE_QUARTER, at, &n);

  if (n == 0)
    return FALSE;
  at += n;
  int year = bureau_when_take_year (source, &at);
  if (!part && !is_led (source, token) && year == 0)
    return FALSE;
  when->n = at - token;
  when->precision = part ? NULL : "quarter";

  return set_part_of_quarter (self, when, part, quarter, year);
}

/**
 * bureau_when_named_at:
 *
 * Looks for a time that has a name: March 2027, the end of Q1.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_when_named_at (BureauExtraction *self, guint token, BureauWhen *when)
{
  static const BureauWhenPattern patterns[] = { match_month, match_quarter, NULL };

  return bureau_when_match (self, patterns, token, when);
}
