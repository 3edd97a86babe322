/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/extract.h"

#define MAX_COMPANY_WORDS 6

static gboolean
is_capital (const BureauSource *source, guint token)
{
  return bureau_source_token (source, token)->kind == BUREAU_TOKEN_WORD
         && bureau_source_token (source, token)->capital;
}

/* Marks and small words that join the parts of a company's name. */
static gboolean
is_joint (const BureauSource *source, guint token)
{
  return bureau_source_is_mark (source, token, "&-+")
         || bureau_source_phrase_at (source, BUREAU_PHRASE_PARTICLE, token);
}

/* “SL” and “AG” are legal forms, “sl” and “ag” are not. */
static gboolean
is_legal_form (const BureauSource *source, guint token, guint n)
{
  const BureauToken *from = bureau_source_token (source, token);
  const BureauToken *to = bureau_source_token (source, token + n - 1);

  for (guint i = from->start; i < to->start + to->length; i++)
    if (g_ascii_isupper (source->text[i]))
      return TRUE;

  return FALSE;
}

/**
 * bureau_source_company_at:
 * @token: where it may begin
 *
 * Returns: how many tokens of capital words, joined by “&” and the like, with a legal form behind
 * them, stand there in one line; 0 for none
 */
guint
bureau_source_company_at (const BureauSource *self, guint token)
{
  guint n = 0;

  if (token >= self->tokens->len)
    return 0;

  guint line = bureau_source_token (self, token)->line;
  for (guint i = 0; i < 2 * MAX_COMPANY_WORDS && token + i < self->tokens->len; i++)
    {
      if (bureau_source_token (self, token + i)->line != line)
        break;
      const BureauPhrase *suffix
          = n ? bureau_source_phrase_at (self, BUREAU_PHRASE_SUFFIX, token + i) : NULL;
      if (suffix && is_legal_form (self, token + i, suffix->n_words))
        return i + suffix->n_words;
      if (is_capital (self, token + i)
          && !bureau_source_phrase_at (self, BUREAU_PHRASE_STOP, token + i))
        n = i + 1;
      else if (n == 0 || !is_joint (self, token + i))
        break;
    }

  return n;
}

static void
add_company (BureauExtraction *self, guint token, guint n, guint rank)
{
  char *name = bureau_source_span (self->source, token, n);

  if (bureau_extraction_is_own_firm (self, name))
    g_free (name);
  else
    bureau_extraction_add_text (self, "company", rank, name);
}

/* The dot behind “Ltd” in a text is more often the sentence's than the form's. */
static guint
form_length (const BureauSource *source, const BureauMatch *match)
{
  gboolean dotted = match->n == 2 && bureau_source_is_mark (source, match->first + 1, ".");

  return dotted && bureau_source_part (source, match->first) == BUREAU_PART_BODY ? 1 : match->n;
}

/* “Müller & Söhne GmbH”: the words before a legal form. */
static void
find_legal_form (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  const BureauMatch *match;
  guint index = 0;

  while ((match = bureau_source_next_match (source, BUREAU_PHRASE_SUFFIX, &index)))
    {
      if (!is_legal_form (source, match->first, match->n))
        continue;
      guint line = bureau_source_token (source, match->first)->line, from = match->first;
      BureauSourcePart part = bureau_source_line (source, line)->part;

      while (from > 0 && match->first - from < MAX_COMPANY_WORDS
             && bureau_source_token (source, from - 1)->line == line
             && ((is_capital (source, from - 1)
                  && !bureau_source_phrase_at (source, BUREAU_PHRASE_STOP, from - 1))
                 || bureau_source_is_mark (source, from - 1, "&-+")))
        from--;
      while (from < match->first && !is_capital (source, from))
        from++;
      if (from < match->first && part != BUREAU_PART_GREETING)
        add_company (self, from, match->first + form_length (source, match) - from,
                     part == BUREAU_PART_SIGNATURE ? 88 : 75);
    }
}

/* “on behalf of Bright Paws”, and “Anna from Bright Paws” behind one's own name. */
static void
find_introduced (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  const BureauMatch *match;
  guint index = 0;

  while ((match = bureau_source_next_match (source, BUREAU_PHRASE_COMPANY, &index)))
    {
      gboolean strong = g_strcmp0 (match->phrase->tag, "strong") == 0;
      guint at = match->first + match->n;
      guint n = bureau_source_company_at (source, at);

      if (n == 0 || bureau_source_part (source, match->first) == BUREAU_PART_GREETING)
        continue;
      if (strong)
        add_company (self, at, n, 72);
      else if (match->first > 0 && is_capital (source, match->first - 1)
               && bureau_source_sentence_has (source, BUREAU_PHRASE_NAME, match->first))
        add_company (self, at, n, 70);
    }
}

/* Whether the line holds only capital words, as the firm's line of a signature does. */
static gboolean
is_firm_line (const BureauSource *source, const BureauLine *line)
{
  guint article
      = line->n > 1 && bureau_source_phrase_at (source, BUREAU_PHRASE_ARTICLE, line->first) ? 1 : 0;

  return line->n > 0 && line->n <= MAX_COMPANY_WORDS
         && bureau_source_company_at (source, line->first + article) == line->n - article
         && !bureau_source_phrase_at (source, BUREAU_PHRASE_FIELD, line->first);
}

/* “at”, “bei”, “en”: not the “of” of “Head of Marketing”. */
static gboolean
is_at (const BureauSource *source, guint token)
{
  const BureauPhrase *before = bureau_source_phrase_before (source, BUREAU_PHRASE_COMPANY, token);

  return before && g_strcmp0 (before->tag, "at") == 0;
}

/* “Head of Marketing, Bright Paws” or “… at Bright Paws”: what follows the last comma, bar or “at”.
 */
static gboolean
add_behind_job (BureauExtraction *self, const BureauLine *line)
{
  const BureauSource *source = self->source;

  for (guint i = line->first + line->n; i-- > line->first + 1;)
    if (bureau_source_is_mark (source, i - 1, ",|@-") || is_at (source, i))
      {
        guint n = bureau_source_company_at (source, i);
        if (n > 0 && i + n == line->first + line->n
            && !bureau_source_phrase_at (source, BUREAU_PHRASE_JOB, i))
          add_company (self, i, n, 62);
        return n > 0;
      }

  return FALSE;
}

/* Whether the line only says once more who signed. */
static gboolean
is_name_line (BureauExtraction *self, const BureauLine *line)
{
  const BureauFinding *name = bureau_extraction_find (self, "name");
  g_autofree char *words = bureau_source_span (self->source, line->first, line->n);

  return name && g_ascii_strcasecmp (json_node_get_string (name->value), words) == 0;
}

static gboolean
has_job (const BureauSource *source, const BureauLine *line)
{
  for (guint i = 0; i < line->n; i++)
    if (bureau_source_phrase_at (source, BUREAU_PHRASE_JOB, line->first + i))
      return TRUE;

  return FALSE;
}

/* The signature's lines under the name. */
static void
find_signed (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  guint seen = 0;

  for (guint i = 1; i < source->lines->len && seen < 6; i++)
    {
      const BureauLine *line = bureau_source_line (source, i);
      if (line->part != BUREAU_PART_SIGNATURE || line->n == 0)
        continue;
      if (bureau_source_is_mark (source, line->first, "-"))
        continue;
      if (has_job (source, line))
        add_behind_job (self, line);
      else if (seen > 0 && is_firm_line (source, line) && !is_name_line (self, line))
        add_company (self, line->first, line->n, 58);
      seen++;
    }
}

/**
 * bureau_extract_company:
 *
 * Finds the firm that somebody writes for: before a legal form, behind “on behalf of”, in the
 * signature, or by the domain they write from.
 */
void
bureau_extract_company (BureauExtraction *self)
{
  find_legal_form (self);
  find_introduced (self);
  find_signed (self);
  bureau_extract_company_of_domain (self);
}
