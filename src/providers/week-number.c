/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How the number of a week is written: KW 12, 12. KW, week 12 of 2027. */
#include "providers/week-number.h"

#include <string.h>

#define MAX_NUMBER 53

static int
week_number_at (const BureauSource *source, guint token)
{
  int number = bureau_when_number_at (source, token);

  return number <= MAX_NUMBER ? number : 0;
}

/* “11 kW 3-phasig” and “11 KW” are kilowatts; “12. KW” and “2027 KW 12” are weeks. */
static gboolean
is_power (const BureauSource *source, guint token)
{
  const BureauToken *t = bureau_source_token (source, token);
  const char *word = source->text + t->start;

  if (strncmp (word, "kW", 2) == 0)
    return TRUE;
  if (g_ascii_strncasecmp (word, "kw", 2) != 0 || token == 0 || t->first
      || bureau_source_token (source, token - 1)->kind != BUREAU_TOKEN_NUMBER)
    return FALSE;

  guint year = token - 1;
  return bureau_when_take_year (source, &year) == 0;
}

/* “KW12” is one word. */
static guint
read_joined (const BureauSource *source, guint token, BureauWeekNumber *week)
{
  const BureauToken *t = bureau_source_token (source, token);
  const char *text = source->text + t->start;
  gsize letters = 0;

  while (letters < t->length && !g_ascii_isdigit (text[letters]))
    letters++;
  if (t->kind != BUREAU_TOKEN_WORD || t->length - letters < 1 || t->length - letters > 2)
    return 0;

  g_autofree char *word = g_strndup (text, letters),
                  *digits = g_strndup (text + letters, t->length - letters);
  const BureauPhrase *phrase = bureau_dictionary_find (source->dictionary,
                                                       BUREAU_PHRASE_WEEK_NUMBER, word);
  week->number = (int)g_ascii_strtoll (digits, NULL, 10);
  week->is_sure = phrase && g_str_equal (phrase->tag, "sure") && !is_power (source, token);

  return week->is_sure ? 1 : 0;
}

/* KW 12, 12. KW, KW12, week 12 */
static guint
read_name (const BureauSource *source, guint token, BureauWeekNumber *week)
{
  guint n, before = 0;

  if (bureau_when_number_at (source, token) > 0 && bureau_source_is_mark (source, token + 1, "."))
    before = 2;
  const char *tag = bureau_when_tag_at (source, BUREAU_PHRASE_WEEK_NUMBER, token + before, &n);
  if (tag == NULL)
    return before == 0 ? read_joined (source, token, week) : 0;
  week->is_sure = g_str_equal (tag, "sure");
  if ((week->is_sure && is_power (source, token + before))
      || (!week->is_sure && (before > 0 || !g_str_equal (tag, "led"))))
    return 0;
  week->number = week_number_at (source, before > 0 ? token : token + n);

  return before > 0 ? before + n : n + 1;
}

/* “-14” and “/13” behind KW 12: the first week counts. */
static guint
skip_last_week (const BureauSource *source, guint token, int first)
{
  const BureauPhrase *range = bureau_source_phrase_at (source, BUREAU_PHRASE_RANGE, token);

  return range && week_number_at (source, token + range->n_words) > first ? range->n_words + 1 : 0;
}

/* What goes on behind a week; any other word is what the number counts. */
static gboolean
goes_on_at (const BureauSource *source, guint token)
{
  static const BureauPhraseKind kinds[] = { BUREAU_PHRASE_STOP,    BUREAU_PHRASE_UNTIL,
                                            BUREAU_PHRASE_ON,      BUREAU_PHRASE_ROLE,
                                            BUREAU_PHRASE_REQUEST, BUREAU_PHRASE_CLOSING };
  const BureauToken *t = bureau_source_token (source, token);

  if (t->kind != BUREAU_TOKEN_WORD || (t->first && t->capital))
    return TRUE;
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (bureau_source_phrase_at (source, kinds[i], token))
      return TRUE;

  return FALSE;
}

/* “pm”, “:30”, “%”, “€” */
static gboolean
is_count_at (const BureauSource *source, guint token)
{
  guint n;
  const char *tag = bureau_when_tag_at (source, BUREAU_PHRASE_WEEK_NUMBER, token, &n);

  return g_strcmp0 (tag, "count") == 0 || bureau_source_is_mark (source, token, "%")
         || bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, token)
         || (bureau_source_is_mark (source, token, ":")
             && bureau_when_number_at (source, token + 1) >= 0);
}

/* “this week 5 pm”, “the end of the week 12 posters”: the number is none of the week's. */
static gboolean
is_other_number (BureauExtraction *self, guint token, const BureauWeekNumber *week, guint number,
                 guint behind)
{
  const BureauSource *source = self->source;
  BureauWhen date;

  if (bureau_when_written_at (self, number, &date))
    return TRUE;
  if (week->year > 0)
    return FALSE;

  return bureau_source_phrase_before (source, BUREAU_PHRASE_THIS, token)
         || is_count_at (source, behind)
         || (bureau_source_phrase_before (source, BUREAU_PHRASE_ARTICLE, token)
             && behind < source->tokens->len && !goes_on_at (source, behind));
}

/* 2027, of 2027, of next year, nächsten Jahres, del año que viene */
static int
take_year (const BureauSource *source, guint *token)
{
  int year = bureau_when_take_year (source, token);
  guint at = *token, n, n_before, n_behind;

  if (year > 0 || !g_date_valid (&source->date))
    return year;
  bureau_when_tag_at (source, BUREAU_PHRASE_WEEK_NUMBER, at, &n);
  at += n;
  bureau_when_tag_at (source, BUREAU_PHRASE_NEXT, at, &n_before);
  const char *unit = bureau_when_tag_at (source, BUREAU_PHRASE_UNIT, at + n_before, &n);
  at += n_before + n;
  bureau_when_tag_at (source, BUREAU_PHRASE_NEXT, at, &n_behind);
  if (n_before + n_behind == 0 || g_strcmp0 (unit, "year") != 0)
    return 0;
  *token = at + (n_before > 0 ? 0 : n_behind);

  return g_date_get_year (&source->date) + 1;
}

/**
 * bureau_week_number_at:
 * @week: (out): the week
 *
 * Looks for a week that goes by its number: KW 12, week 12 of 2027. “Week” with a number that is
 * told to be of something else, such as “this week 5 pm”, is none.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_week_number_at (BureauExtraction *self, guint token, BureauWeekNumber *week)
{
  const BureauSource *source = self->source;

  if (token >= source->tokens->len)
    return FALSE;
  *week = (BureauWeekNumber){ 0 };
  guint n = read_name (source, token, week);

  if (n == 0 || week->number < 1 || week->number > MAX_NUMBER)
    return FALSE;
  guint at = token + n;
  at += skip_last_week (source, at, week->number);
  guint behind = at + (bureau_source_is_mark (source, at, "/") ? 1 : 0);
  week->year = take_year (source, &behind);
  week->n = (week->year > 0 ? behind : at) - token;

  return week->is_sure || !is_other_number (self, token, week, token + n - 1, at);
}
