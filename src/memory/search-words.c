/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-words.h"

#include <string.h>

static gunichar
fold (gunichar character)
{
  gunichar parts[18];

  g_unichar_fully_decompose (g_unichar_tolower (character), FALSE, parts, G_N_ELEMENTS (parts));
  return g_unichar_tolower (parts[0]);
}

static void
append (BureauSearchToken *token, gunichar character)
{
  char bytes[6];
  int length = g_unichar_to_utf8 (fold (character), bytes);

  if (token->folded_length + (gsize)length >= sizeof token->folded)
    return;
  memcpy (token->folded + token->folded_length, bytes, (gsize)length);
  token->folded_length += (gsize)length;
}

/* One character of a token; FALSE where the token ends. Most text is ASCII and
 * takes the short way. */
static gboolean
take (BureauSearchToken *token, const char **cursor)
{
  const char *at = *cursor;
  gunichar character;

  if ((guchar)*at < 0x80)
    {
      if (!g_ascii_isalnum (*at))
        return FALSE;
      if (token->folded_length + 1 < sizeof token->folded)
        token->folded[token->folded_length++] = g_ascii_tolower (*at);
      *cursor = at + 1;
      return TRUE;
    }
  character = g_utf8_get_char (at);
  if (!g_unichar_isalnum (character) && (!g_unichar_ismark (character) || token->length == 0))
    return FALSE;
  if (!g_unichar_ismark (character))
    append (token, character);
  *cursor = g_utf8_next_char (at);
  return TRUE;
}

/**
 * bureau_search_next_token:
 * @cursor: (inout): where to go on in valid UTF-8
 * @end: where to stop
 *
 * Returns: %FALSE where there is no further token
 */
gboolean
bureau_search_next_token (const char **cursor, const char *end, BureauSearchToken *token)
{
  const char *at = *cursor;

  token->length = 0;
  token->folded_length = 0;
  while (at < end)
    {
      const char *before = at;

      if (take (token, &at))
        {
          if (token->length == 0)
            token->start = before;
          token->length = (gsize)(at - token->start);
        }
      else if (token->length > 0)
        break;
      else
        at = g_utf8_next_char (at);
    }
  *cursor = at;
  token->folded[token->folded_length] = '\0';
  return token->length > 0;
}

static gboolean
has_word (const BureauSearchWords *self, const BureauSearchToken *token)
{
  for (guint i = 0; i < self->n_words; i++)
    if (g_str_equal (self->words[i].text, token->folded))
      return TRUE;
  return FALSE;
}

/**
 * bureau_search_words_add:
 *
 * Adds a word; one that is there already, or one too many, is left out.
 */
void
bureau_search_words_add (BureauSearchWords *self, const BureauSearchToken *token, gboolean follows)
{
  BureauSearchWord *word = &self->words[self->n_words];

  if (self->n_words == BUREAU_SEARCH_MAX_WORDS || token->folded_length == 0
      || has_word (self, token))
    return;
  memcpy (word->text, token->folded, token->folded_length + 1);
  word->length = token->folded_length;
  word->is_beginning = FALSE;
  word->follows = follows && self->n_words > 0;
  word->weight = 1;
  self->n_words++;
}

static gboolean
matches (const BureauSearchWord *word, const BureauSearchToken *token)
{
  if (word->length > token->folded_length
      || (word->length < token->folded_length && !word->is_beginning))
    return FALSE;
  return memcmp (word->text, token->folded, word->length) == 0;
}

/**
 * bureau_search_hits_count:
 * @length: of @text, in bytes
 *
 * Adds what @text has of @words.
 */
void
bureau_search_hits_count (BureauSearchHits *self, const BureauSearchWords *words, const char *text,
                          gsize length)
{
  const char *end = text + length;
  BureauSearchToken token;
  guint last = G_MAXUINT;

  while (bureau_search_next_token (&text, end, &token))
    {
      guint found = G_MAXUINT;

      for (guint i = 0; i < words->n_words; i++)
        {
          if (!matches (&words->words[i], &token))
            continue;
          self->n[i]++;
          self->n_whole += words->words[i].length == token.folded_length;
          self->n_follow += words->words[i].follows && last != G_MAXUINT && last + 1 == i;
          if (self->first == NULL)
            self->first = token.start;
          found = i;
        }
      last = found;
    }
}

/* Whether all is ASCII, where a letter is one byte and has no accents. */
static gboolean
is_plain (const char *text, gsize length)
{
  guchar all = 0;

  for (gsize i = 0; i < length; i++)
    all |= (guchar)text[i];
  return all < 0x80;
}

/* The same as the tokens would say, without making any. */
static gboolean
has_plain (const BureauSearchWord *word, const char *text, gsize length)
{
  const char *end = text + length;
  char small = word->text[0];
  char large = g_ascii_toupper (small);

  for (const char *at = text; at + word->length <= end; at++)
    {
      const char *behind = at + word->length;

      if ((*at == small || *at == large) && (at == text || !g_ascii_isalnum (at[-1]))
          && (word->is_beginning || behind == end || !g_ascii_isalnum (*behind))
          && g_ascii_strncasecmp (at, word->text, word->length) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * bureau_search_hits_any:
 * @word: which of @words
 *
 * Returns: whether @text has the word
 */
gboolean
bureau_search_hits_any (const BureauSearchWords *words, guint word, const char *text, gsize length)
{
  const char *end = text + length;
  BureauSearchToken token;

  if (is_plain (text, length))
    return has_plain (&words->words[word], text, length);
  while (bureau_search_next_token (&text, end, &token))
    if (matches (&words->words[word], &token))
      return TRUE;
  return FALSE;
}
