/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/extract.h"

#define MAX_QUESTIONS 10
#define MAX_QUESTION_BYTES 400
#define MAX_EVIDENCE_BYTES 1200
/* “How are you?” is a courtesy. */
#define MIN_QUESTION_TOKENS 5
#define MIN_QUESTION_WORDS 3

/* What stands before an item of a list. */
static gboolean
is_bullet (const BureauSource *source, guint token)
{
  const BureauToken *t = bureau_source_token (source, token);

  return bureau_source_is_mark (source, token, "-*)")
         || (t->length == 3 && memcmp (source->text + t->start, "\xe2\x80\xa2", 3) == 0);
}

static guint
count_words (const BureauSource *source, guint first, guint n)
{
  guint words = 0;

  for (guint i = 0; i < n; i++)
    words += bureau_source_token (source, first + i)->kind == BUREAU_TOKEN_WORD;

  return words;
}

/* The question that ends at the mark @token, without a greeting before it. */
static gboolean
question_at (const BureauSource *source, guint token, guint *first, guint *n)
{
  bureau_source_sentence (source, token, first, n);
  if (*n < MIN_QUESTION_TOKENS || *first + *n - 1 < token)
    return FALSE;
  *n = token - *first + 1;
  while (*n > MIN_QUESTION_TOKENS && is_bullet (source, *first))
    {
      (*first)++;
      (*n)--;
    }

  return count_words (source, *first, *n) >= MIN_QUESTION_WORDS;
}

/**
 * bureau_extract_questions:
 *
 * Finds the questions that were asked, as a list of sentences.
 */
void
bureau_extract_questions (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  g_autoptr (JsonArray) list = json_array_new ();
  guint from = 0, to = 0, end = 0;

  for (guint i = 0; i < source->tokens->len && json_array_get_length (list) < MAX_QUESTIONS; i++)
    {
      guint first, n;
      if (!bureau_source_is_mark (source, i, "?")
          || bureau_source_part (source, i) != BUREAU_PART_BODY
          || !question_at (source, i, &first, &n))
        continue;

      g_autofree char *span = bureau_source_span (source, first, n);
      if (strlen (span) > MAX_QUESTION_BYTES)
        continue;
      json_array_add_string_element (list, span);
      from = end == 0 ? first : from;
      end = first + n;
      if (bureau_source_token (source, end - 1)->start - bureau_source_token (source, from)->start
          < MAX_EVIDENCE_BYTES)
        to = end;
    }

  if (end > 0)
    bureau_extraction_add (self, (BureauFinding){
                                     .name = "questions",
                                     .rank = 80,
                                     .value = bureau_json_node_for_array (list),
                                     .evidence = bureau_source_span (source, from, to - from),
                                 });
}
