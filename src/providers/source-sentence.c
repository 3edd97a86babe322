/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/source.h"

/* How far a sentence is followed to either side. */
#define MAX_SENTENCE 80

static gboolean
ends_sentence (const BureauSource *self, guint token)
{
  if (!bureau_source_is_mark (self, token, ".!?"))
    return FALSE;

  return token + 1 >= self->tokens->len || bureau_source_token (self, token + 1)->spaced;
}

/* Two tokens stand in different paragraphs, or in lines of different parts. */
static gboolean
breaks_between (const BureauSource *self, guint left, guint right)
{
  guint a = bureau_source_token (self, left)->line, b = bureau_source_token (self, right)->line;

  return b > a + 1
         || (a != b && bureau_source_line (self, a)->part != bureau_source_line (self, b)->part);
}

/**
 * bureau_source_sentence:
 * @token: any token of it
 * @first: (out): its first token
 * @n: (out): its tokens, the closing mark included
 *
 * The sentence around a token; at most 80 tokens are looked at to either side.
 */
void
bureau_source_sentence (const BureauSource *self, guint token, guint *first, guint *n)
{
  guint from = token, to = token;

  while (from > 0 && token - from < MAX_SENTENCE && !ends_sentence (self, from - 1)
         && !breaks_between (self, from - 1, from))
    from--;
  while (to + 1 < self->tokens->len && to - token < MAX_SENTENCE && !ends_sentence (self, to)
         && !breaks_between (self, to, to + 1))
    to++;

  *first = from;
  *n = to - from + 1;
}

/**
 * bureau_source_sentence_has:
 *
 * Returns: whether the sentence around @token holds a phrase of this kind
 */
gboolean
bureau_source_sentence_has (const BureauSource *self, BureauPhraseKind kind, guint token)
{
  guint first, n;

  if (!bureau_source_has (self, kind))
    return FALSE;

  bureau_source_sentence (self, token, &first, &n);
  for (guint i = bureau_source_token (self, first)->match; i < self->matches->len; i++)
    {
      const BureauMatch *match = &g_array_index (self->matches, BureauMatch, i);
      if (match->first >= first + n)
        break;
      if (match->phrase->kind == kind)
        return TRUE;
    }

  return FALSE;
}
