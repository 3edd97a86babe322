/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-private.h"

#include <string.h>

/* Which words of a text to recall by: names, addresses and numbers say more than other words. */

#define MAX_TRIED 512 /* words of the text that are looked at */
#define MAX_CHOSEN 8
#define MIN_LETTERS 3

typedef struct
{
  BureauSearchToken token;
  gboolean follows;
  double promise;
} Tried;

static gboolean
is_capital (const BureauSearchToken *token)
{
  return g_unichar_isupper (g_utf8_get_char (token->start));
}

static gboolean
has_digit (const BureauSearchToken *token)
{
  return strcspn (token->folded, "0123456789") < token->folded_length;
}

/* Behind the token or before it: part of "ada@hart.example". */
static gboolean
is_address (const char *text, const BureauSearchToken *token, gboolean was_address)
{
  const char *end = token->start + token->length;

  if (*end == '@' || (token->start > text && token->start[-1] == '@'))
    return TRUE;
  return was_address && token->start > text && strchr (".-", token->start[-1]) != NULL;
}

/* The "org" of "ada@hart.example.org": all the world has it. */
static gboolean
is_last_label (const BureauSearchToken *token)
{
  const char *end = token->start + token->length;

  return token->start[-1] == '.' && (*end != '.' || !g_ascii_isalnum (end[1]));
}

/* "The" at the beginning of a sentence is no name, as "Ada" within one is. */
static gboolean
is_name (const char *text, const BureauSearchToken *token)
{
  const char *before = token->start;

  if (!is_capital (token) || token->folded_length > MIN_LETTERS)
    return is_capital (token);
  while (before > text && g_ascii_isspace (before[-1]))
    before--;
  return before > text && before < token->start && strchr (".?!:\"", before[-1]) == NULL
         && *before != '\n';
}

static double
promise (const char *text, const BureauSearchToken *token, gboolean address)
{
  double value = MIN (token->folded_length, 10) / 5.0;

  if (address)
    return token->start > text && is_last_label (token) ? 0 : value + 8;
  if (token->folded_length < MIN_LETTERS)
    return 0;
  return value + 2 * is_name (text, token) + 2 * has_digit (token);
}

/* Two words belong together where no more than one sign stands between them. */
static gboolean
is_beside (const Tried *before, const BureauSearchToken *token)
{
  return token->start <= before->token.start + before->token.length + 1;
}

static GArray *
read_tokens (const char *text)
{
  GArray *tried = g_array_new (FALSE, FALSE, sizeof (Tried));
  const char *cursor = text;
  const char *end = text + strlen (text);
  gboolean was_address = FALSE;
  Tried next = { 0 };

  while (tried->len < MAX_TRIED && bureau_search_next_token (&cursor, end, &next.token))
    {
      was_address = is_address (text, &next.token, was_address);
      next.promise = promise (text, &next.token, was_address);
      next.follows = tried->len > 0
                     && is_beside (&g_array_index (tried, Tried, tried->len - 1), &next.token);
      g_array_append_val (tried, next);
    }
  return tried;
}

static void
choose_promising (BureauSearch *self, GArray *tried)
{
  double values[MAX_TRIED];
  double least;
  gboolean taken_before = FALSE;

  for (guint i = 0; i < tried->len; i++)
    values[i] = g_array_index (tried, Tried, i).promise;
  least = bureau_search_nth (values, tried->len, MAX_CHOSEN);
  for (guint i = 0; i < tried->len; i++)
    {
      const Tried *one = &g_array_index (tried, Tried, i);
      guint n = self->words.n_words;

      if (n < MAX_CHOSEN && one->promise > 0 && one->promise >= least)
        bureau_search_words_add (&self->words, &one->token, one->follows && taken_before);
      taken_before = self->words.n_words > n;
    }
}

/**
 * bureau_search_choose:
 * @text: valid UTF-8
 *
 * Takes the words of @text that promise most, in their order.
 */
void
bureau_search_choose (BureauSearch *self, const char *text)
{
  g_autoptr (GArray) tried = read_tokens (text);

  choose_promising (self, tried);
}
