/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of a quote are, and what the rules know them by. */
#include <string.h>

#include "base/money.h"
#include "base/text.h"
#include "providers/extract.h"
#include "providers/quote-private.h"

#define MIN_STEM 4
#define MIN_DIGITS 6
#define DIGITS "0123456789"

/**
 * bureau_quote_is_inside:
 *
 * Returns: whether a token of its source stands in the quote
 */
gboolean
bureau_quote_is_inside (const BureauQuoteReading *self, guint token)
{
  const BureauToken *t = bureau_source_token (self->source, token);

  return t->start >= self->start && t->start < self->end;
}

/* “websites” and “website” */
static gboolean
is_alike (const char *one, const char *other)
{
  gsize same = 0, shorter = MIN (strlen (one), strlen (other));

  if (strpbrk (one, DIGITS) != NULL || strpbrk (other, DIGITS) != NULL)
    return g_str_equal (one, other);
  while (same < shorter && one[same] == other[same])
    same++;
  return same == shorter ? same >= MIN_STEM || strlen (one) == strlen (other)
                         : same >= MIN_STEM && same + 2 >= shorter;
}

static gboolean
has_word (char **words, const char *word)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (is_alike (words[i], word))
      return TRUE;
  return FALSE;
}

/**
 * bureau_quote_has_words:
 *
 * Returns: whether every number of @text stands in the quote, and at least half of its words
 */
gboolean
bureau_quote_has_words (const BureauQuoteReading *self, const char *text)
{
  g_auto (GStrv) wanted = bureau_text_words (text);
  g_auto (GStrv) said = bureau_text_words (self->words);
  guint n_found = 0, n = g_strv_length (wanted);

  for (guint i = 0; i < n; i++)
    {
      gboolean found = has_word (said, wanted[i]);

      if (!found && strpbrk (wanted[i], DIGITS) != NULL)
        return FALSE;
      n_found += found ? 1 : 0;
    }
  return n > 0 && 2 * n_found >= n;
}

static char *
squeeze (const char *text)
{
  g_auto (GStrv) words = bureau_text_words (text);

  return g_strjoinv (NULL, words);
}

/**
 * bureau_quote_is_written_otherwise:
 *
 * The zero in “+44 (0)20” is not dialled.
 *
 * Returns: whether the quote is the same but for blanks and marks, such as “(020) 79460123” for
 *   “+442079460123” and “brightpaws.example” for “Bright Paws”
 */
gboolean
bureau_quote_is_written_otherwise (const BureauQuoteReading *self, const char *text)
{
  g_autoptr (GString) dialled = g_string_new (self->words);
  g_autofree char *wanted = squeeze (text);
  g_autofree char *said = (g_string_replace (dialled, "(0)", "", 0), squeeze (dialled->str));
  const char *national = said + strspn (said, "0");

  if (strlen (wanted) > 2 && strstr (said, wanted) != NULL)
    return TRUE;
  return strspn (said, DIGITS) == strlen (said) && strlen (national) >= MIN_DIGITS
         && g_str_has_suffix (wanted, national);
}

/* “$” is said of several; the value says which is meant. */
static gboolean
is_currency (const BureauPhrase *phrase, const char *code)
{
  g_autofree char *meant = phrase->kind == BUREAU_PHRASE_CURRENCY
                               ? bureau_money_find_currency (phrase->tag, code)
                               : NULL;

  return g_strcmp0 (meant, code) == 0;
}

/* “homepage” is about website design. */
static gboolean
is_about (const BureauQuoteReading *self, const char *name)
{
  g_autoptr (JsonArray) names = json_array_new ();
  BureauNameMatch match;

  json_array_add_string_element (names, name);
  if (!bureau_source_match_names (self->source, names, &match))
    return FALSE;
  for (guint i = 0; i < match.n; i++)
    if (bureau_quote_is_inside (self, match.first + i))
      return TRUE;
  return FALSE;
}

/**
 * bureau_quote_is_called:
 *
 * Returns: whether the rules call the quote by this name: “asap” is high, “$” is USD. Its source is
 *   read
 */
gboolean
bureau_quote_is_called (const BureauQuoteReading *self, const char *text)
{
  for (guint i = 0; i < self->source->matches->len; i++)
    {
      const BureauMatch *match = &g_array_index (self->source->matches, BureauMatch, i);
      const BureauPhrase *phrase = match->phrase;

      if (bureau_quote_is_inside (self, match->first) && phrase->tag != NULL
          && (g_ascii_strcasecmp (phrase->tag, text) == 0 || is_currency (phrase, text)))
        return TRUE;
    }
  return is_about (self, text);
}

/**
 * bureau_quote_may_be_in:
 * @currency: (nullable): a code
 *
 * Returns: whether the quote names no currency, or this one. Its source is read
 */
gboolean
bureau_quote_may_be_in (const BureauQuoteReading *self, const char *currency)
{
  gboolean is_named = FALSE;

  for (guint i = 0; currency != NULL && i < self->source->matches->len; i++)
    {
      const BureauMatch *match = &g_array_index (self->source->matches, BureauMatch, i);

      if (!bureau_quote_is_inside (self, match->first)
          || match->phrase->kind != BUREAU_PHRASE_CURRENCY)
        continue;
      if (is_currency (match->phrase, currency))
        return TRUE;
      is_named = TRUE;
    }
  return !is_named;
}
