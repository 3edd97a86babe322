/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "providers/extract.h"

/**
 * When:
 * @n: how many tokens it took
 * @date: the day it means
 * @precision: (nullable): "month" or "week" where only that is known
 * @has_year: whether the words named the year
 *
 * A date in the text.
 */
typedef struct
{
  guint n;
  GDate date;
  const char *precision;
  gboolean has_year;
} When;

/* A way to write a date. */
typedef gboolean (*Pattern) (BureauExtraction *self, guint token, When *when);

/* The number at a token if it is digits only; -1 for anything else. */
static int
number_at (const BureauSource *source, guint token)
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

static int
value_at (const BureauSource *source, BureauPhraseKind kind, guint token, guint *n)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (source, kind, token);

  *n = phrase ? phrase->n_words : 0;

  return phrase ? phrase->value : 0;
}

static const char *
tag_at (const BureauSource *source, BureauPhraseKind kind, guint token, guint *n)
{
  const BureauPhrase *phrase = bureau_source_phrase_at (source, kind, token);

  *n = phrase ? phrase->n_words : 0;

  return phrase ? phrase->tag : NULL;
}

/* Without a year the next such day counts, from the message's date on. */
static gboolean
set_day (BureauExtraction *self, When *when, int day, int month, int year)
{
  const GDate *sent = &self->source->date;

  when->has_year = year > 0;
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

/* Whether “3/4” is the 3rd of April: by the workspace, the language, or not to be known. */
static gboolean
order_days (BureauExtraction *self, int *day, int *month)
{
  const char *order = self->known ? bureau_json_get_string (self->known, "date_order") : NULL;

  if (order == NULL)
    order = bureau_dictionary_get_text (self->source->dictionary, "date_order");
  if (*day == *month || *day > 12)
    return TRUE;
  if (*month > 12 || g_str_equal (order, "mdy"))
    {
      int swap = *day;
      *day = *month;
      *month = swap;
      return TRUE;
    }

  return g_str_equal (order, "dmy");
}

/* 2026-12-05 */
static gboolean
match_iso (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  int year = number_at (source, token);

  if (!is_year (year) || !bureau_source_is_mark (source, token + 1, "-")
      || !bureau_source_is_mark (source, token + 3, "-"))
    return FALSE;
  when->n = 5;

  return set_day (self, when, number_at (source, token + 4), number_at (source, token + 2), year);
}

/* 5/12/2026, 5-12-26, 5/12 */
static gboolean
match_slashes (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  int day = number_at (source, token), month = number_at (source, token + 2), year = 0;

  if (day < 1 || month < 1 || day > 31 || month > 31
      || !bureau_source_is_mark (source, token + 1, "/-"))
    return FALSE;
  when->n = 3;
  if (bureau_source_is_mark (source, token + 3, "/-") && number_at (source, token + 4) > 0)
    {
      year = number_at (source, token + 4);
      when->n = 5;
    }
  else if (bureau_source_is_mark (source, token + 1, "-")
           || bureau_source_is_mark (source, token + 3, "/")
           || !bureau_source_phrase_before (source, BUREAU_PHRASE_ON, token))
    return FALSE;

  return order_days (self, &day, &month) && set_day (self, when, day, month, year);
}

/* 5.12.2026 and 05.12.26; “5.12.” needs a word before it, or it is a decimal */
static gboolean
match_dots (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  const BureauToken *t = bureau_source_token (source, token);
  int part[3] = { 0 };
  guint at = 0, digits = 0;

  if (t->kind != BUREAU_TOKEN_NUMBER || t->length < 3 || t->length > 10)
    return FALSE;
  for (guint i = 0; i < t->length; i++)
    {
      char c = source->text[t->start + i];
      if (g_ascii_isdigit (c))
        part[at] = part[at] * 10 + (c - '0');
      else if (c != '.' || ++at > 2)
        return FALSE;
      digits = g_ascii_isdigit (c) ? digits + 1 : 0;
    }
  if (at == 2 && digits != 2 && digits != 4)
    return FALSE;
  when->n = 1;
  if (at == 0
      || (at == 1
          && (!bureau_source_is_mark (source, token + 1, ".")
              || bureau_source_token (source, token + 1)->spaced
              || !(bureau_source_phrase_before (source, BUREAU_PHRASE_ON, token)
                   || bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token)))))
    return FALSE;

  return set_day (self, when, part[0], part[1], part[2]);
}

/* “th” glued to the day, a dot, “of” */
static guint
skip_ordinal (const BureauSource *source, guint token)
{
  guint n = 0;

  if (token < source->tokens->len && !bureau_source_token (source, token)->spaced
      && (bureau_source_is_mark (source, token, ".")
          || bureau_source_token (source, token)->kind == BUREAU_TOKEN_WORD)
      && bureau_source_token (source, token)->length <= 2)
    n++;
  if (bureau_source_phrase_at (source, BUREAU_PHRASE_ON, token + n))
    n += bureau_source_phrase_at (source, BUREAU_PHRASE_ON, token + n)->n_words;

  return n;
}

/* A year behind a day and month, maybe after a comma or “de”. */
static int
take_year (const BureauSource *source, guint *token)
{
  guint at = *token;

  if (bureau_source_is_mark (source, at, ","))
    at++;
  else if (bureau_source_phrase_at (source, BUREAU_PHRASE_ON, at))
    at += bureau_source_phrase_at (source, BUREAU_PHRASE_ON, at)->n_words;

  int year = number_at (source, at);
  if (!is_year (year))
    return 0;
  *token = at + 1;

  return year;
}

/* 5 December 2026, 5th of December, 5. Dezember, 5 de diciembre de 2026 */
static gboolean
match_day_month (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  int day = number_at (source, token);
  guint at = token + 1, n;

  if (day < 1 || day > 31)
    return FALSE;
  at += skip_ordinal (source, at);
  int month = value_at (source, BUREAU_PHRASE_MONTH, at, &n);
  if (n == 0)
    return FALSE;
  at += n;
  int year = take_year (source, &at);
  when->n = at - token;

  return set_day (self, when, day, month, year);
}

/* December 5th, 2026 */
static gboolean
match_month_day (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  guint n;
  int month = value_at (source, BUREAU_PHRASE_MONTH, token, &n);

  if (n == 0)
    return FALSE;
  guint at = token + n;
  if (bureau_source_is_mark (source, at, "."))
    at++;
  int day = number_at (source, at);
  if (day < 1 || day > 31)
    return FALSE;
  at++;
  if (at < source->tokens->len && !bureau_source_token (source, at)->spaced
      && bureau_source_token (source, at)->kind == BUREAU_TOKEN_WORD)
    at++;
  int year = take_year (source, &at);
  when->n = at - token;

  return set_day (self, when, day, month, year);
}

static gboolean
set_part_of_month (BureauExtraction *self, When *when, const char *part, int month, int year)
{
  int day = 1;

  if (g_strcmp0 (part, "middle") == 0)
    day = 15;
  if (g_strcmp0 (part, "end") != 0)
    return set_day (self, when, day, month, year);

  /* The last day of the month, in whichever year that month comes next. */
  if (!set_day (self, when, 28, month, year))
    return FALSE;
  g_date_set_day (&when->date, g_date_get_days_in_month (month, g_date_get_year (&when->date)));

  return TRUE;
}

/* The span of a unit that begins `ahead` units after the one the message was sent in. */
static gboolean
set_part_of_unit (BureauExtraction *self, When *when, const char *unit, int ahead)
{
  const GDate *sent = &self->source->date;

  if (!g_date_valid (sent))
    return FALSE;
  when->date = *sent;
  when->has_year = TRUE;
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
  else
    return FALSE;

  return TRUE;
}

/* The end of a working week is its Friday. */
static void
move_to_part (When *when, const char *unit, const char *part)
{
  gboolean end = g_str_equal (part, "end"), middle = g_str_equal (part, "middle");

  if (g_str_equal (unit, "week"))
    g_date_add_days (&when->date, end ? 4 : middle ? 2 : 0);
  else if (g_str_equal (unit, "year"))
    g_date_set_dmy (&when->date, end ? 31 : 1,
                    end      ? 12
                    : middle ? 7
                             : 1,
                    g_date_get_year (&when->date));
  else
    g_date_set_day (&when->date, end ? g_date_get_days_in_month (g_date_get_month (&when->date),
                                                                 g_date_get_year (&when->date))
                                 : middle ? 15
                                          : 1);
}

/* end of March, mid-January 2027, end of next week, the end of the month */
static gboolean
match_part (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  guint n, ahead = 0;
  const char *part = tag_at (source, BUREAU_PHRASE_PART, token, &n);

  if (part == NULL)
    return FALSE;
  guint at = token + n;
  if (bureau_source_is_mark (source, at, "-"))
    at++;
  while (bureau_source_phrase_at (source, BUREAU_PHRASE_ON, at)
         || bureau_source_phrase_at (source, BUREAU_PHRASE_ARTICLE, at)
         || bureau_source_phrase_at (source, BUREAU_PHRASE_THIS, at))
    at++;
  if (bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, at))
    {
      at += bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, at)->n_words;
      ahead = 1;
    }

  int month = value_at (source, BUREAU_PHRASE_MONTH, at, &n);
  if (n > 0)
    {
      at += n;
      int year = take_year (source, &at);
      when->n = at - token;
      return set_part_of_month (self, when, part, month, year);
    }

  const char *unit = tag_at (source, BUREAU_PHRASE_UNIT, at, &n);
  if (unit == NULL || !set_part_of_unit (self, when, unit, (int)ahead))
    return FALSE;
  move_to_part (when, unit, part);
  when->n = at + n - token;

  return TRUE;
}

/* tomorrow */
static gboolean
match_day (BureauExtraction *self, guint token, When *when)
{
  guint n;
  int days = value_at (self->source, BUREAU_PHRASE_DAY, token, &n);

  if (n == 0 || !g_date_valid (&self->source->date))
    return FALSE;
  when->n = n;
  when->has_year = TRUE;
  when->date = self->source->date;
  g_date_add_days (&when->date, days);

  return TRUE;
}

static gboolean
add_units (When *when, const GDate *from, const char *unit, int count)
{
  if (!g_date_valid (from) || count < 1 || count > 500)
    return FALSE;
  when->date = *from;
  when->has_year = TRUE;
  if (g_str_equal (unit, "day"))
    g_date_add_days (&when->date, count);
  else if (g_str_equal (unit, "week"))
    g_date_add_days (&when->date, 7 * (guint)count);
  else if (g_str_equal (unit, "month"))
    g_date_add_months (&when->date, count);
  else if (g_str_equal (unit, "year") && count <= 50)
    g_date_add_years (&when->date, count);
  else
    return FALSE;

  return TRUE;
}

/* in two weeks, within 10 days, three weeks from now */
static gboolean
match_span (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  guint n, at = token;
  const BureauPhrase *in = bureau_source_phrase_at (source, BUREAU_PHRASE_IN, token);

  at += in ? in->n_words : 0;
  int count = value_at (source, BUREAU_PHRASE_NUMBER, at, &n);
  if (n == 0)
    {
      count = number_at (source, at);
      n = 1;
    }
  at += n;
  const char *unit = tag_at (source, BUREAU_PHRASE_UNIT, at, &n);
  if (unit == NULL)
    return FALSE;
  at += n;
  const BureauPhrase *from_now = bureau_source_phrase_at (source, BUREAU_PHRASE_FROM_NOW, at);
  if (in == NULL && from_now == NULL)
    return FALSE;
  when->n = at + (from_now ? from_now->n_words : 0) - token;

  return add_units (when, &source->date, unit, count);
}

/* Friday, this Friday, next Friday, el viernes que viene. Where the language counts so, the next
 * Friday is the one of the next week; a Friday named on a Friday is the one in a week. */
static gboolean
set_weekday (BureauExtraction *self, When *when, int weekday, gboolean next)
{
  const GDate *sent = &self->source->date;
  gboolean by_week = g_str_equal (
      bureau_dictionary_get_text (self->source->dictionary, "next_weekday"), "week");

  if (!g_date_valid (sent))
    return FALSE;
  int today = g_date_get_weekday (sent);
  int days = weekday > today ? weekday - today : weekday + 7 - today;
  if (next && by_week && weekday > today)
    days += 7;
  when->date = *sent;
  when->has_year = TRUE;
  g_date_add_days (&when->date, days);

  return TRUE;
}

static gboolean match_date_words (BureauExtraction *self, guint token, When *when);

static gboolean
match_weekday (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  const BureauPhrase *next = bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, token);
  const BureauPhrase *this = bureau_source_phrase_at (source, BUREAU_PHRASE_THIS, token);
  guint n, at = token + (next ? next->n_words : this ? this->n_words : 0);
  int weekday = value_at (source, BUREAU_PHRASE_WEEKDAY, at, &n);

  if (n == 0
      || (bureau_source_token (source, at)->length <= 3
          && !bureau_source_token (source, at)->capital)
      || bureau_source_phrase_before (source, BUREAU_PHRASE_LAST, token))
    return FALSE;
  at += n;

  /* “Friday, 5 December”: the date says more than the weekday. */
  guint comma = bureau_source_is_mark (source, at, ",.") ? 1 : 0;
  while (bureau_source_phrase_at (source, BUREAU_PHRASE_ON, at + comma))
    comma += bureau_source_phrase_at (source, BUREAU_PHRASE_ON, at + comma)->n_words;
  if (match_date_words (self, at + comma, when))
    {
      when->n += at + comma - token;
      return TRUE;
    }

  const BureauPhrase *behind = bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, at);
  const char *unit = behind ? tag_at (source, BUREAU_PHRASE_UNIT, at + behind->n_words, &n) : NULL;
  if (behind)
    at += behind->n_words + (unit ? n : 0);
  when->n = at - token;

  return set_weekday (self, when, weekday, next != NULL || unit != NULL);
}

/* next week, next month, la semana que viene */
static gboolean
match_next_unit (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  const BureauPhrase *before = bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, token);
  guint n, at = token + (before ? before->n_words : 0);
  const char *unit = tag_at (source, BUREAU_PHRASE_UNIT, at, &n);
  const BureauPhrase *behind = unit && before == NULL
                                   ? bureau_source_phrase_at (source, BUREAU_PHRASE_NEXT, at + n)
                                   : NULL;

  if (unit == NULL || (before == NULL && behind == NULL) || !set_part_of_unit (self, when, unit, 1))
    return FALSE;
  when->n = at + n + (behind ? behind->n_words : 0) - token;
  when->precision = unit;

  return TRUE;
}

/* in March, by March 2027: only the month is known */
static gboolean
match_month (BureauExtraction *self, guint token, When *when)
{
  const BureauSource *source = self->source;
  guint n;
  int month = value_at (source, BUREAU_PHRASE_MONTH, token, &n);

  if (n == 0 || bureau_source_token (source, token)->length < 3)
    return FALSE;
  gboolean led = bureau_source_phrase_before (source, BUREAU_PHRASE_IN, token)
                 || bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token)
                 || bureau_source_phrase_before (source, BUREAU_PHRASE_NEXT, token);
  guint at = token + n;
  int year = take_year (source, &at);
  if ((!led && year == 0) || bureau_source_phrase_before (source, BUREAU_PHRASE_LAST, token))
    return FALSE;
  when->n = at - token;
  when->precision = "month";

  return set_part_of_month (self, when, "start", month, year);
}

static gboolean
match_any (BureauExtraction *self, const Pattern *patterns, guint token, When *when)
{
  for (guint i = 0; patterns[i]; i++)
    {
      *when = (When){ 0 };
      if (patterns[i](self, token, when))
        return TRUE;
    }

  return FALSE;
}

/* Patterns that say day and month. */
static gboolean
match_date_words (BureauExtraction *self, guint token, When *when)
{
  static const Pattern patterns[] = { match_iso,       match_dots,      match_slashes,
                                      match_day_month, match_month_day, NULL };

  return token < self->source->tokens->len && match_any (self, patterns, token, when);
}

static gboolean
match_date (BureauExtraction *self, guint token, When *when)
{
  static const Pattern patterns[] = { match_part,      match_weekday, match_day, match_span,
                                      match_next_unit, match_month,   NULL };

  return match_date_words (self, token, when) || match_any (self, patterns, token, when);
}

/* What the date is for: the word right before it, articles and “on” between. */
static const char *
role_before (const BureauSource *source, guint token)
{
  for (guint i = 0; i < 4; i++)
    {
      const BureauPhrase *role = bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token);
      if (role)
        return role->tag;
      const BureauPhrase *between = bureau_source_phrase_before (source, BUREAU_PHRASE_ON, token);
      if (between == NULL)
        between = bureau_source_phrase_before (source, BUREAU_PHRASE_ARTICLE, token);
      if (between == NULL && !bureau_source_is_mark (source, token - 1, ":"))
        return NULL;
      token -= between ? between->n_words : 1;
    }

  return NULL;
}

static void
add (BureauExtraction *self, const char *name, guint rank, guint token, const When *when)
{
  char text[16];

  g_snprintf (text, sizeof text, "%04d-%02d-%02d", g_date_get_year (&when->date),
              (int)g_date_get_month (&when->date), g_date_get_day (&when->date));
  bureau_extraction_add (self, (BureauFinding){
                                   .name = name,
                                   .rank = rank,
                                   .value = bureau_text_node (text),
                                   .evidence = bureau_source_span (self->source, token, when->n),
                               });
}

static guint
rank_of (const BureauSource *source, const char *role, const When *when)
{
  guint rank = g_strcmp0 (role, "deadline") == 0 ? 80 : role ? 70 : 55;

  if (when->precision)
    rank -= 20;
  if (g_date_valid (&source->date) && g_date_compare (&when->date, &source->date) < 0)
    rank -= 30;

  return rank;
}

/* Dates, with “deadline” and “start” where a word says so. Relative ones count from the message's
 * own date: the same mail means the same day whenever it is read. */
void
bureau_extract_date (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  When when;

  for (guint i = 0; i < source->tokens->len;)
    {
      if (bureau_source_part (source, i) == BUREAU_PART_SIGNATURE || !match_date (self, i, &when))
        {
          i++;
          continue;
        }

      const char *role = i > 0 ? role_before (source, i) : NULL;
      guint rank = rank_of (source, role, &when);
      add (self, "date", rank, i, &when);
      if (role)
        add (self, g_str_equal (role, "deadline") ? "deadline" : "start", rank, i, &when);
      if (when.precision)
        bureau_extraction_add (self, (BureauFinding){
                                         .name = "date_precision",
                                         .rank = rank,
                                         .value = bureau_text_node (when.precision),
                                         .evidence = bureau_source_span (source, i, when.n),
                                     });
      i += when.n;
    }
}
