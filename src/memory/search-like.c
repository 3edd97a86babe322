/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-private.h"

#include "base/text.h"

#include <string.h>

/* Recall: what is like a text. Names, addresses and numbers say more than other words, so they
 * are tried first; what stood side by side in the text ("ada@hart.example", "Ada Hart") is
 * looked for together. */

#define MAX_TRIED 512 /* words of the text that are looked at */
#define MAX_WEIGHED 8 /* words whose rarity is looked up: each costs a query */
#define MAX_KEPT 5    /* words that are looked for */
#define PER_SEARCH 20 /* candidates of each */
#define MAX_LIKE 20   /* candidates of all */
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
  return was_address && token->start > text && token->start[-1] == '.';
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
    return value + 8;
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
  least = bureau_search_nth (values, tried->len, MAX_WEIGHED);
  for (guint i = 0; i < tried->len; i++)
    {
      const Tried *one = &g_array_index (tried, Tried, i);
      guint n = self->words.n_words;

      if (n < MAX_WEIGHED && one->promise > 0 && one->promise >= least)
        bureau_search_words_add (&self->words, &one->token, one->follows && taken_before);
      taken_before = self->words.n_words > n;
    }
}

static gboolean
collect (BureauSearch *self, guint first, guint n, GError **error)
{
  g_autofree char *match = bureau_search_match_words (self, first, n, "AND");

  return self->candidates->len >= MAX_LIKE
         || bureau_search_collect (self, match, PER_SEARCH, error);
}

static gboolean
collect_together (BureauSearch *self, GError **error)
{
  for (guint first = 0, n; first < self->words.n_words; first += n)
    {
      for (n = 1; first + n < self->words.n_words && self->words.words[first + n].follows;)
        n++;
      if (n > 1 && !collect (self, first, n, error))
        return FALSE;
    }
  return TRUE;
}

static guint
heaviest (const BureauSearchWords *words, const gboolean *done)
{
  guint best = words->n_words;

  for (guint i = 0; i < words->n_words; i++)
    if (!done[i] && (best == words->n_words || words->words[i].weight > words->words[best].weight))
      best = i;
  return best;
}

/* What the words were weighed by is what they lead to. */
static void
collect_each (BureauSearch *self)
{
  gboolean done[BUREAU_SEARCH_MAX_WORDS] = { FALSE };

  for (guint i = 0; i < self->words.n_words; i++)
    {
      const BureauSearchWord *word = &self->words.words[heaviest (&self->words, done)];

      done[word - self->words.words] = TRUE;
      for (guint k = 0; k < word->n_sample && self->candidates->len < MAX_LIKE; k++)
        bureau_search_add (self, word->sample[k]);
    }
}

/**
 * bureau_search_like:
 * @text: any text; its first 10 KB count
 * @options: (nullable): %NULL means the usual
 *
 * Recalls what has the rarest words of @text, any of them; what has its addresses
 * and names comes first.
 *
 * Returns: (transfer full): as bureau_search_words(); or %NULL with @error set where the workspace
 * cannot be read
 */
JsonArray *
bureau_search_like (BureauDatabase *database, const char *text, const BureauSearchOptions *options,
                    GError **error)
{
  g_autofree char *valid = bureau_text_to_utf8 (
      text, (gssize)MIN (strlen (text), BUREAU_SEARCH_MAX_INPUT));
  g_autoptr (GArray) tried = read_tokens (valid);
  g_auto (BureauSearch) self = { 0 };

  bureau_search_init (&self, database, options);
  choose_promising (&self, tried);
  if (self.words.n_words == 0)
    return json_array_new ();
  if (!bureau_search_sample (&self, error))
    return NULL;
  bureau_search_keep_rarest (&self, MAX_KEPT);
  if (!collect_together (&self, error))
    return NULL;
  collect_each (&self);
  return bureau_search_results (&self, error);
}
