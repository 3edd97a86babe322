/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the words of a quote are, and what the rules know them by. */
#include <string.h>

#include "base/money.h"
#include "base/text.h"
#include "providers/extract.h"
#include "providers/quote-private.h"

#define MIN_STEM 4
#define MIN_DIGITS 6
#define MAX_COUNTRY_CODE 3
/* What is written in one piece, or in several, is not longer. */
#define MAX_JOINED 256
#define DIGITS "0123456789"

/* Of longer texts the beginnings are compared: each word of one with each of the other. */
#define MOST_WORDS 300

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

/**
 * bureau_quote_is_of_name:
 *
 * Returns: whether the value is a name: half of it, or one that is alike, is another
 */
gboolean
bureau_quote_is_of_name (const BureauQuoteReading *self)
{
  return g_strcmp0 (self->type, "person") == 0 || g_strcmp0 (self->type, "company") == 0;
}

/**
 * bureau_quote_is_of_address:
 *
 * Returns: whether the value is an address, which stands in one piece or is made up
 */
gboolean
bureau_quote_is_of_address (const BureauQuoteReading *self)
{
  return g_strcmp0 (self->type, "email") == 0 || g_strcmp0 (self->type, "url") == 0;
}

/* “Webers” for “Weber” */
static gboolean
is_plural (const char *said, const char *word)
{
  gsize length = strlen (word);

  return length >= MIN_STEM && g_str_has_prefix (said, word)
         && (g_str_equal (said + length, "s") || g_str_equal (said + length, "es"));
}

/* “websites” and “website”, “renovate” and “renovation”, not “highlights” and “high” */
static gboolean
is_alike (const char *one, const char *other)
{
  gsize same = 0, shorter = MIN (strlen (one), strlen (other)),
        longer = MAX (strlen (one), strlen (other));

  if (strpbrk (one, DIGITS) != NULL || strpbrk (other, DIGITS) != NULL)
    return g_str_equal (one, other);
  while (same < shorter && one[same] == other[same])
    same++;
  return same == longer || (same >= MIN_STEM && same + 2 >= shorter && same + 3 >= longer);
}

static gboolean
has_word (char **words, const char *word, gboolean is_name)
{
  for (guint i = 0; words[i] != NULL && i < MOST_WORDS; i++)
    if (is_name ? g_str_equal (words[i], word) || is_plural (words[i], word)
                : is_alike (words[i], word))
      return TRUE;
  return FALSE;
}

/**
 * bureau_quote_has_words:
 *
 * Returns: whether every number of @text stands in the quote, and at least half of its words; of a
 *   name all of them
 */
gboolean
bureau_quote_has_words (const BureauQuoteReading *self, const char *text)
{
  g_auto (GStrv) wanted = bureau_text_words (text);
  g_auto (GStrv) said = bureau_text_words (self->words);
  gboolean is_name = bureau_quote_is_of_name (self);
  guint n_found = 0, n = MIN (g_strv_length (wanted), MOST_WORDS);

  for (guint i = 0; i < n; i++)
    {
      gboolean found = has_word (said, wanted[i], is_name);

      if (!found && (is_name || strpbrk (wanted[i], DIGITS) != NULL))
        return FALSE;
      n_found += found ? 1 : 0;
    }
  return n > 0 && 2 * n_found >= n;
}

static gboolean
stands_there (const char *said, const char *text)
{
  gsize length = strlen (text);

  for (const char *at = strstr (said, text); at != NULL; at = strstr (at + length, text))
    if (!bureau_text_cuts_word (said, at) && !bureau_text_cuts_word (said, at + length))
      return TRUE;
  return FALSE;
}

/* Whether some of the words, without what stands between them, are @wanted. */
static gboolean
has_run (char **words, const char *wanted)
{
  for (guint i = 0; words[i] != NULL; i++)
    {
      const char *rest = wanted;

      for (guint k = i; words[k] != NULL && g_str_has_prefix (rest, words[k]); k++)
        {
          rest += strlen (words[k]);
          if (*rest == '\0')
            return TRUE;
        }
    }
  return FALSE;
}

/* Whether some of the words are a number with its country’s code as people dial it: “0044 20 …”, or
 * inside the country “(020) 79460123”, for “+442079460123”. */
static gboolean
has_dialled (char **words, const char *wanted)
{
  g_autofree char *abroad = g_strconcat ("00", wanted, NULL);
  gsize size = strlen (wanted);

  for (gsize code = 1; code <= MAX_COUNTRY_CODE && size >= MIN_DIGITS + code; code++)
    {
      g_autofree char *inside = g_strconcat ("0", wanted + code, NULL);

      if (has_run (words, inside) || has_run (words, wanted + code))
        return TRUE;
    }
  return has_run (words, abroad);
}

/* The numbers “1” and “2” are not 12, but groups of digits may be those of a phone. */
static gboolean
is_joined (char **said, const char *text, const char *wanted)
{
  gsize digits = strspn (wanted, DIGITS);

  if ((wanted[digits] != '\0' || digits >= MIN_DIGITS) && strlen (wanted) <= MAX_JOINED)
    return has_run (said, wanted)
           || (*text == '+' && wanted[digits] == '\0' && has_dialled (said, wanted));
  return FALSE;
}

/* People leave out “https://www.”. */
static const char *
skip_prefix (const char *text)
{
  const char *scheme = strstr (text, "://");
  const char *host = scheme != NULL ? scheme + strlen ("://") : text;

  return g_str_has_prefix (host, "www.") ? host + strlen ("www.") : host;
}

/**
 * bureau_quote_is_written:
 *
 * The zero in “+44 (0)20” is not dialled.
 *
 * Returns: whether the text stands in the quote as whole words, maybe but for blanks and marks,
 *   such as “brightpaws.example” for “Bright Paws”
 */
gboolean
bureau_quote_is_written (const BureauQuoteReading *self, const char *value)
{
  const char *text = g_strcmp0 (self->type, "url") == 0 ? skip_prefix (value) : value;
  g_auto (GStrv) wanted = bureau_text_words (text);
  g_autofree char *joined = g_strjoinv (NULL, wanted);
  g_autoptr (GString) dialled = g_string_new (self->words);
  g_auto (GStrv) said = (g_string_replace (dialled, "(0)", " ", 0),
                         bureau_text_words (dialled->str));

  if (text[strspn (text, " \t\r\n")] == '\0')
    return FALSE;
  return stands_there (self->words, text) || is_joined (said, text, joined);
}

/* “$” and “francs” are said of several; the value says which is meant. */
static gboolean
names_currency (const char *words, const char *code)
{
  g_autofree char *meant = bureau_money_find_currency (words, code);

  return g_strcmp0 (meant, code) == 0;
}

static gboolean
is_currency (const BureauQuoteReading *self, const BureauMatch *match, const char *code)
{
  g_autofree char *written = NULL;

  if (match->phrase->kind != BUREAU_PHRASE_CURRENCY)
    return FALSE;
  written = bureau_source_span (self->source, match->first, match->n);
  return names_currency (written, code) || names_currency (match->phrase->tag, code);
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
          && (g_ascii_strcasecmp (phrase->tag, text) == 0 || is_currency (self, match, text)))
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
      if (is_currency (self, match, currency))
        return TRUE;
      is_named = TRUE;
    }
  return !is_named;
}
