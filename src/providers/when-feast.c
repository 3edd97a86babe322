/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Days with a name: Christmas, New Year's Eve, Easter Monday. */
#include <string.h>

#include "providers/when.h"

/* What the tags of movable feasts begin with: alone for Easter as a time, with the days between for
 * one day, as in "easter+50", and with a tilde behind for a time that begins then. */
#define EASTER "easter"
#define TIME "~"
#define TIME_DAYS 7

static gboolean
is_one_day (const char *tag)
{
  return g_str_has_prefix (tag, EASTER "+")
         || (g_str_has_prefix (tag, EASTER "-") && !g_str_has_suffix (tag, TIME));
}

/* Whether the language puts what describes a word before it. */
static gboolean
describes_before (const BureauSource *source)
{
  return g_str_equal (bureau_dictionary_get_text (source->dictionary, "attribute"), "before");
}

/* In “before Christmas dinner” the day only says which dinner. */
static gboolean
is_attribute (const BureauSource *source, guint token)
{
  return describes_before (source) && token < source->tokens->len
         && bureau_source_token (source, token)->kind == BUREAU_TOKEN_WORD
         && !bureau_source_phrase_at (source, BUREAU_PHRASE_STOP, token)
         && !bureau_source_phrase_at (source, BUREAU_PHRASE_UNTIL, token);
}

/* “before Holy Week” */
static gboolean
is_before (const BureauSource *source, guint token)
{
  const BureauPhrase *article = bureau_source_phrase_before (source, BUREAU_PHRASE_ARTICLE, token);
  const BureauPhrase *before = bureau_source_phrase_before (
      source, BUREAU_PHRASE_OFFSET, token - (article ? article->n_words : 0));

  return before && g_str_equal (before->tag, "before");
}

/* The first Sunday after the first full moon of spring, by the computus that Meeus gives
 * (“Astronomical Algorithms”, chapter 8). */
static void
set_easter (GDate *date, int year)
{
  int golden = year % 19, century = year / 100, rest = year % 100;
  int epact = (19 * golden + century - century / 4 - (century - (century + 8) / 25 + 1) / 3 + 15)
              % 30;
  int weekday = (32 + 2 * (century % 4) + 2 * (rest / 4) - epact - rest % 4) % 7;
  int late = (golden + 11 * epact + 22 * weekday) / 451;
  int days = epact + weekday - 7 * late + 114;

  g_date_set_dmy (date, (GDateDay)(days % 31 + 1), days / 31, (GDateYear)year);
}

static void
set_from_easter (GDate *date, int year, int days)
{
  set_easter (date, year);
  (days < 0 ? g_date_subtract_days : g_date_add_days) (date, (guint)ABS (days));
}

/* A day of the past; a time is past with its last day, or once it is too late to be before it. */
static gboolean
is_past (const BureauSource *source, guint token, const char *tag, const GDate *date)
{
  GDate last = *date;

  if (g_str_has_suffix (tag, TIME) && !is_before (source, token))
    g_date_add_days (&last, TIME_DAYS - 1);

  return g_date_compare (&last, &source->date) < 0;
}

/* Without a year (0) it is the next, from the message's date on. */
static gboolean
set_movable (BureauExtraction *self, BureauWhen *when, guint token, const char *tag, int year)
{
  const GDate *sent = &self->source->date;
  int days = (int)g_ascii_strtoll (tag + strlen (EASTER), NULL, 10);

  if (year == 0 && !g_date_valid (sent))
    return FALSE;
  set_from_easter (&when->date, year > 0 ? year : g_date_get_year (sent), days);
  if (year == 0 && is_past (self->source, token, tag, &when->date))
    set_from_easter (&when->date, g_date_get_year (sent) + 1, days);

  return TRUE;
}

static gboolean
has_role (const BureauSource *source, guint token)
{
  const BureauPhrase *article = bureau_source_phrase_before (source, BUREAU_PHRASE_ARTICLE, token);

  return bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token)
         || bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE,
                                         token - (article ? article->n_words : 0));
}

/* “Have a good Friday” */
static gboolean
is_described (const BureauSource *source, guint token)
{
  return describes_before (source)
         && bureau_source_phrase_before (source, BUREAU_PHRASE_ARTICLE, token) != NULL;
}

/* Christmas and Easter are a time rather than one day: they count only behind a word that says what
 * the day is for. */
static gboolean
is_meant (const BureauSource *source, guint token, guint after, gboolean one_day)
{
  if (has_role (source, token))
    return one_day || !is_attribute (source, after);

  return one_day && !is_described (source, token);
}

/**
 * bureau_when_feast_at:
 *
 * Looks for a day with a name, with its year where that stands behind. Its date is not valid where
 * it is past.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_when_feast_at (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  guint n;
  const char *tag = bureau_when_tag_at (source, BUREAU_PHRASE_FEAST, token, &n);
  gboolean is_movable = tag && g_str_has_prefix (tag, EASTER);
  int day = tag ? (int)g_ascii_strtoll (tag, NULL, 10) : 0;

  if (n == 0)
    return FALSE;
  guint at = token + n;
  int year = bureau_when_take_year (source, &at);
  if (!is_meant (source, token, at, is_one_day (tag)))
    return FALSE;
  *when = (BureauWhen){ .n = at - token };
  if (is_movable && bureau_source_phrase_before (source, BUREAU_PHRASE_LAST, token))
    return TRUE;

  return is_movable ? set_movable (self, when, token, tag, year)
                    : bureau_when_set_day (self, when, day % 100, day / 100, year);
}
