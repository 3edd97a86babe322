/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Dates that name the day: 2026-12-05, 5.12.2026, 5th of December. */
#include "base/json.h"
#include "providers/when.h"

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
match_iso (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  int year = bureau_when_number_at (source, token);

  if (year < 1000 || !bureau_source_is_mark (source, token + 1, "-")
      || !bureau_source_is_mark (source, token + 3, "-"))
    return FALSE;
  when->n = 5;

  return bureau_when_set_day (self, when, bureau_when_number_at (source, token + 4),
                              bureau_when_number_at (source, token + 2), year);
}

/* 5/12/2026, 5-12-26, 5/12 */
static gboolean
match_slashes (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  int day = bureau_when_number_at (source, token),
      month = bureau_when_number_at (source, token + 2), year = 0;

  if (day < 1 || month < 1 || day > 31 || month > 31
      || !bureau_source_is_mark (source, token + 1, "/-"))
    return FALSE;
  when->n = 3;
  if (bureau_source_is_mark (source, token + 3, "/-")
      && bureau_when_number_at (source, token + 4) > 0)
    {
      year = bureau_when_number_at (source, token + 4);
      when->n = 5;
    }
  else if (bureau_source_is_mark (source, token + 1, "-")
           || bureau_source_is_mark (source, token + 3, "/")
           || !bureau_source_phrase_before (source, BUREAU_PHRASE_ON, token))
    return FALSE;

  return order_days (self, &day, &month) && bureau_when_set_day (self, when, day, month, year);
}

/* Reads “5.12.2026” into its parts. Returns how many there are, 0 for anything else. */
static guint
read_dotted (const char *text, gsize length, int part[3])
{
  guint n = 0, digits = 0;

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isdigit (text[i]) && (text[i] != '.' || ++n > 2))
        return 0;
      digits = text[i] == '.' ? 0 : digits + 1;
      if (digits > 4)
        return 0;
      if (digits > 0)
        part[n] = part[n] * 10 + (text[i] - '0');
    }

  return n == 2 && digits != 2 && digits != 4 ? 0 : n + 1;
}

/* 5.12.2026 and 05.12.26; “5.12.” needs a word before it, or it is a decimal */
static gboolean
match_dots (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  const BureauToken *t = bureau_source_token (source, token);
  int part[3] = { 0 };

  if (t->kind != BUREAU_TOKEN_NUMBER || t->length < 3 || t->length > 10)
    return FALSE;
  when->n = 1;
  guint n = read_dotted (source->text + t->start, t->length, part);
  gboolean dotted = bureau_source_is_mark (source, token + 1, ".")
                    && !bureau_source_token (source, token + 1)->spaced;
  gboolean led = bureau_source_phrase_before (source, BUREAU_PHRASE_ON, token)
                 || bureau_source_phrase_before (source, BUREAU_PHRASE_ROLE, token);
  if (n < 2 || (n == 2 && !(dotted && led)))
    return FALSE;

  return bureau_when_set_day (self, when, part[0], part[1], part[2]);
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

/* 5 December 2026, 5th of December, 5. Dezember, 5 de diciembre de 2026 */
static gboolean
match_day_month (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  int day = bureau_when_number_at (source, token);
  guint at = token + 1, n;

  if (day < 1 || day > 31)
    return FALSE;
  at += skip_ordinal (source, at);
  int month = bureau_when_value_at (source, BUREAU_PHRASE_MONTH, at, &n);
  if (n == 0)
    return FALSE;
  at += n;
  int year = bureau_when_take_year (source, &at);
  when->n = at - token;

  return bureau_when_set_day (self, when, day, month, year);
}

/* December 5th, 2026 */
static gboolean
match_month_day (BureauExtraction *self, guint token, BureauWhen *when)
{
  const BureauSource *source = self->source;
  guint n;
  int month = bureau_when_value_at (source, BUREAU_PHRASE_MONTH, token, &n);

  if (n == 0)
    return FALSE;
  guint at = token + n;
  if (bureau_source_is_mark (source, at, "."))
    at++;
  int day = bureau_when_number_at (source, at);
  if (day < 1 || day > 31)
    return FALSE;
  at++;
  if (at < source->tokens->len && !bureau_source_token (source, at)->spaced
      && bureau_source_token (source, at)->kind == BUREAU_TOKEN_WORD)
    at++;
  int year = bureau_when_take_year (source, &at);
  when->n = at - token;

  return bureau_when_set_day (self, when, day, month, year);
}

/**
 * bureau_when_written_at:
 *
 * Looks for a date that names the day: 2026-12-05, 5.12.2026, 5th of December.
 *
 * Returns: %FALSE where there is none at this token
 */
gboolean
bureau_when_written_at (BureauExtraction *self, guint token, BureauWhen *when)
{
  static const BureauWhenPattern patterns[] = { match_iso,       match_dots,      match_slashes,
                                                match_day_month, match_month_day, NULL };

  return token < self->source->tokens->len && bureau_when_match (self, patterns, token, when);
}
