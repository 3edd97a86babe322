/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "providers/extract.h"

/* E.164 has at most 15 digits; fewer than 6 is an extension or a house number. */
#define MIN_DIGITS 6
#define MAX_DIGITS 15
/* Digits alone are taken for a phone number in a signature from this many on. */
#define SURE_DIGITS 9
#define MAX_PHONE_TOKENS 16

/* A run of digits and the marks people put between them. */
typedef struct
{
  guint first;
  guint n;
  guint groups;
  GString *digits;
} Run;

static void
take_digits (const BureauSource *source, guint token, Run *run)
{
  const BureauToken *t = bureau_source_token (source, token);

  for (guint i = 0; i < t->length; i++)
    if (g_ascii_isdigit (source->text[t->start + i]))
      g_string_append_c (run->digits, source->text[t->start + i]);
  run->groups++;
  run->n = token - run->first + 1;
}

/* “(0)” behind a country code is dialled inside the country only. */
static gboolean
is_trunk_zero (const BureauSource *source, guint token)
{
  return bureau_source_is_mark (source, token, "(")
         && bureau_source_is_mark (source, token + 2, ")")
         && bureau_source_token (source, token + 1)->length == 1
         && source->text[bureau_source_token (source, token + 1)->start] == '0';
}

static void
take_run (const BureauSource *source, guint token, Run *run)
{
  guint line = bureau_source_token (source, token)->line;
  gboolean plus = bureau_source_is_mark (source, token, "+");

  run->first = token;
  if (plus)
    g_string_append_c (run->digits, '+');
  for (guint i = token; i < source->tokens->len && i - token < MAX_PHONE_TOKENS; i++)
    {
      const BureauToken *t = bureau_source_token (source, i);
      if (t->line != line)
        break;
      if (plus && is_trunk_zero (source, i))
        i += 2;
      else if (t->kind == BUREAU_TOKEN_NUMBER && !memchr (source->text + t->start, ',', t->length))
        take_digits (source, i, run);
      else if (!bureau_source_is_mark (source, i, "()-/.") && !(i == token && plus))
        break;
    }
}

/* “2026-12-05” and “12.03.2026” are no phone numbers, whatever stands before them. */
static gboolean
is_date (const BureauSource *source, const Run *run)
{
  const BureauToken *t = bureau_source_token (source, run->first);
  const char *text = source->text + t->start;

  if (run->groups == 3 && strlen (run->digits->str) <= 8
      && (bureau_source_is_mark (source, run->first + 1, "-/")))
    return t->length == 4 || t->length <= 2;

  return run->groups == 1 && t->length >= 6 && t->length <= 10 && memchr (text, '.', t->length)
         && strlen (run->digits->str) <= 8;
}

static gboolean
has_context (const BureauSource *source, guint token)
{
  const BureauLine *line = bureau_source_line (source, bureau_source_token (source, token)->line);
  guint from = MAX (line->first, token > 8 ? token - 8 : 0);

  for (guint i = from; i < token; i++)
    if (bureau_source_phrase_at (source, BUREAU_PHRASE_PHONE, i))
      return TRUE;

  /* The last words of the line above: “you can call me on”, and the mail was wrapped there. */
  for (guint i = token > 5 ? token - 5 : 0; i < from; i++)
    if (bureau_source_phrase_at (source, BUREAU_PHRASE_PHONE, i))
      return TRUE;

  return FALSE;
}

static guint
rank_of (const BureauSource *source, const Run *run)
{
  gboolean plus = run->digits->str[0] == '+';
  gsize digits = run->digits->len - plus;
  gboolean is_signed = bureau_source_part (source, run->first) == BUREAU_PART_SIGNATURE;

  if (digits < MIN_DIGITS || digits > MAX_DIGITS || (!plus && is_date (source, run)))
    return 0;
  if (bureau_source_phrase_before (source, BUREAU_PHRASE_CURRENCY, run->first)
      || bureau_source_phrase_at (source, BUREAU_PHRASE_CURRENCY, run->first + run->n))
    return 0;
  if (has_context (source, run->first))
    return 90;
  if (plus)
    return 85;

  return is_signed && digits >= SURE_DIGITS && (run->groups > 1 || run->digits->str[0] == '0') ? 70
                                                                                               : 0;
}

static gboolean
can_start (const BureauSource *source, guint token)
{
  const BureauToken *t = bureau_source_token (source, token);

  if (token + 1 < source->tokens->len && bureau_source_is_mark (source, token, "+("))
    return bureau_source_token (source, token + 1)->kind == BUREAU_TOKEN_NUMBER;

  return t->kind == BUREAU_TOKEN_NUMBER;
}

/**
 * bureau_extract_phone:
 *
 * Finds a phone number as it can be dialled: its digits, with the “+” where there was one.
 */
void
bureau_extract_phone (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  g_autoptr (GString) digits = g_string_new (NULL);

  for (guint i = 0; i < source->tokens->len;)
    {
      Run run = { .n = 0, .digits = g_string_truncate (digits, 0) };
      if (can_start (source, i))
        take_run (source, i, &run);
      guint rank = run.n > 0 ? rank_of (source, &run) : 0;
      if (rank > 0)
        bureau_extraction_add (self, (BureauFinding){
                                         .name = "phone",
                                         .rank = rank,
                                         .value = bureau_text_node (digits->str),
                                         .evidence = bureau_source_span (source, run.first, run.n),
                                     });
      i += MAX (run.n, 1);
    }
}
