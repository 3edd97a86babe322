/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-private.h"

#include "base/text.h"

#include <string.h>

/* The last word typed may still be growing; one letter is too little to look for. */
#define MIN_BEGINNING 2

static void
read_words (BureauSearch *self, const char *text)
{
  g_autofree char *valid = bureau_text_to_utf8 (
      text, (gssize)MIN (strlen (text), BUREAU_SEARCH_MAX_INPUT));
  const char *cursor = valid;
  const char *end = valid + strlen (valid);
  BureauSearchToken token;

  while (bureau_search_next_token (&cursor, end, &token))
    bureau_search_words_add (&self->words, &token, TRUE);
}

static gboolean
collect_all (BureauSearch *self, GError **error)
{
  BureauSearchWord *last = &self->words.words[self->words.n_words - 1];
  g_autofree char *exact = bureau_search_match_words (self, 0, self->words.n_words, "AND");

  if (!bureau_search_collect (self, exact, BUREAU_SEARCH_CANDIDATES, error))
    return FALSE;
  if (last->length < MIN_BEGINNING || self->candidates->len >= bureau_search_enough (self))
    return TRUE;
  last->is_beginning = TRUE;
  return bureau_search_collect_beginning (self, error);
}

static gboolean
collect_any (BureauSearch *self, guint n, GError **error)
{
  g_autofree char *any = NULL;

  if (!bureau_search_weigh (self, error))
    return FALSE;
  bureau_search_keep_rarest (self, n);
  if (self->words.n_words == 0)
    return TRUE;
  self->is_partial = TRUE;
  any = bureau_search_match_words (self, 0, self->words.n_words, "OR");
  return bureau_search_collect (self, any, BUREAU_SEARCH_CANDIDATES, error);
}

/**
 * bureau_search_words:
 * @words: what a person typed; any text
 * @options: (nullable): %NULL means the usual
 *
 * Looks for what has all the words, the last of them perhaps unfinished; where too little has, for
 * what has any of the rarest four. The newest matches are ranked, a hit in the title before one in
 * the text.
 *
 * Returns: (transfer full): [{"id","collection","title","snippet","why"}], all plain text; or
 * %NULL with @error set where the workspace cannot be read. No input is an error
 */
JsonArray *
bureau_search_words (BureauDatabase *database, const char *words,
                     const BureauSearchOptions *options, GError **error)
{
  g_auto (BureauSearch) self = { 0 };

  bureau_search_init (&self, database, options);
  read_words (&self, words);
  if (self.words.n_words == 0)
    return json_array_new ();
  if (!collect_all (&self, error))
    return NULL;
  if (self.words.n_words > 1 && self.candidates->len < BUREAU_SEARCH_FEW
      && !collect_any (&self, 4, error))
    return NULL;
  return bureau_search_results (&self, error);
}
