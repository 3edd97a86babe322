/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/source.h"

#include <stdio.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"

static void
set_text (BureauSource *self, const char *subject, const char *text)
{
  g_autofree char *joined = g_strconcat (subject ? subject : "", "\n", text ? text : "", NULL);
  gsize length = strlen (joined);

  if (length > BUREAU_SOURCE_MAX_BYTES)
    {
      length = BUREAU_SOURCE_MAX_BYTES;
      while (length > 0 && ((guchar)joined[length] & 0xc0) == 0x80)
        length--;
      joined[length] = '\0';
    }
  self->text = g_utf8_validate (joined, length, NULL) ? g_steal_pointer (&joined)
                                                      : bureau_text_to_utf8 (joined, length);
  self->length = strlen (self->text);
}

static void
set_sender (BureauSource *self, JsonObject *sender)
{
  const char *name = sender ? bureau_json_get_string (sender, "name") : NULL;
  const char *address = sender ? bureau_json_get_string (sender, "address") : NULL;

  self->sender_name = name && g_utf8_validate (name, -1, NULL) ? g_strdup (name) : NULL;
  self->sender_address = address && g_utf8_validate (address, -1, NULL) ? g_strdup (address) : NULL;
}

static void
set_date (BureauSource *self, const char *date)
{
  int year, month, day;

  g_date_clear (&self->date, 1);
  if (date && sscanf (date, "%4d-%2d-%2d", &year, &month, &day) == 3 && year > 0 && month > 0
      && day > 0 && g_date_valid_dmy (day, month, year))
    g_date_set_dmy (&self->date, day, month, year);
}

/* Quoted lines are jumped over, so a long thread costs no more than what is new in it. */
static void
find_tokens (BureauSource *self)
{
  for (guint i = 0; i < self->lines->len; i++)
    {
      BureauLine *line = &g_array_index (self->lines, BureauLine, i);
      BureauScanner scanner;
      BureauToken token;

      line->first = self->tokens->len;
      if (line->part == BUREAU_PART_QUOTED || line->part == BUREAU_PART_BLANK)
        continue;
      bureau_scanner_init (&scanner, self->text + line->start, line->length);
      while (self->tokens->len < BUREAU_SOURCE_MAX_TOKENS && bureau_scanner_next (&scanner, &token))
        {
          token.start += line->start;
          token.line = i;
          token.word = bureau_dictionary_lookup (self->dictionary, self->text + token.start,
                                                 token.length);
          g_array_append_val (self->tokens, token);
        }
      line->n = self->tokens->len - line->first;
    }
}

static gboolean
matches_at (const BureauSource *self, const BureauPhrase *phrase, guint token)
{
  if (token + phrase->n_words > self->tokens->len)
    return FALSE;

  for (guint i = 1; i < phrase->n_words; i++)
    if (bureau_source_token (self, token + i)->word != phrase->words[i])
      return FALSE;

  return TRUE;
}

/* Of each kind the longest phrase counts, and what it covers is not looked at again: “not urgent”
 * is not “urgent”. Phrases may run over a line break, because mails are wrapped. */
static void
find_matches (BureauSource *self)
{
  guint32 covered[BUREAU_N_PHRASE_KINDS] = { 0 };

  for (guint i = 0; i < self->tokens->len; i++)
    {
      guint16 word = bureau_source_token (self, i)->word;
      g_array_index (self->tokens, BureauToken, i).match = self->matches->len;
      const BureauPhrase *const *p = word ? bureau_dictionary_list_phrases (self->dictionary, word)
                                          : NULL;

      for (; p && *p; p++)
        if (covered[(*p)->kind] <= i && matches_at (self, *p, i))
          {
            BureauMatch match = { .phrase = *p, .first = i, .n = (*p)->n_words };
            g_array_append_val (self->matches, match);
            covered[(*p)->kind] = i + match.n;
            self->kinds |= G_GUINT64_CONSTANT (1) << (*p)->kind;
          }
    }
}

/**
 * bureau_source_new:
 * @source: `{"subject","text","sender":{"name","address"},"date","language","is_excerpt"}`, each
 *   optional; nothing in an excerpt is taken for the end of a message or for an earlier one
 *
 * Returns: (transfer full): the source, or %NULL with @error set where no language rules are
 * installed
 */
BureauSource *
bureau_source_new (JsonObject *source, GError **error)
{
  g_return_val_if_fail (source != NULL, NULL);

  const char *subject = bureau_json_get_string (source, "subject");
  const char *text = bureau_json_get_string (source, "text");
  const char *language = bureau_json_get_string (source, "language");
  const BureauDictionary *dictionary = language ? bureau_dictionary_for (language, error)
                                                : bureau_dictionary_detect (subject, text, error);
  if (dictionary == NULL)
    return NULL;

  BureauSource *self = g_new0 (BureauSource, 1);
  self->dictionary = dictionary;
  self->is_excerpt = bureau_json_get_boolean (source, "is_excerpt");
  self->tokens = g_array_sized_new (FALSE, FALSE, sizeof (BureauToken), 512);
  self->lines = g_array_sized_new (FALSE, TRUE, sizeof (BureauLine), 64);
  self->matches = g_array_sized_new (FALSE, FALSE, sizeof (BureauMatch), 256);
  set_text (self, subject, text);
  set_sender (self, bureau_json_get_object (source, "sender"));
  set_date (self, bureau_json_get_string (source, "date"));
  bureau_source_find_lines (self, subject ? strlen (subject) : 0);
  find_tokens (self);
  find_matches (self);
  if (!self->is_excerpt)
    bureau_source_find_ends (self);

  return self;
}

void
bureau_source_free (BureauSource *self)
{
  g_free (self->text);
  g_free (self->sender_name);
  g_free (self->sender_address);
  g_clear_pointer (&self->tokens, g_array_unref);
  g_clear_pointer (&self->lines, g_array_unref);
  g_clear_pointer (&self->matches, g_array_unref);
  g_free (self);
}

/**
 * bureau_source_is_mark:
 * @token: number of a token, which may be beyond the last
 * @marks: ASCII marks
 *
 * Returns: whether that token is one of @marks
 */
gboolean
bureau_source_is_mark (const BureauSource *self, guint token, const char *marks)
{
  if (token >= self->tokens->len)
    return FALSE;

  const BureauToken *t = bureau_source_token (self, token);
  return t->kind == BUREAU_TOKEN_MARK && t->length == 1 && strchr (marks, self->text[t->start]);
}

/**
 * bureau_source_span:
 * @first: number of the first token
 * @n: how many, at least one
 *
 * Returns: (transfer full): the words as they stand in the text, with what is between them
 */
char *
bureau_source_span (const BureauSource *self, guint first, guint n)
{
  const BureauToken *from = bureau_source_token (self, first);
  const BureauToken *to = bureau_source_token (self, first + n - 1);

  return g_strndup (self->text + from->start, to->start + to->length - from->start);
}

/* Number of the first match at or behind @token. */
static guint
match_from (const BureauSource *self, guint token)
{
  return token < self->tokens->len ? bureau_source_token (self, token)->match : self->matches->len;
}

/**
 * bureau_source_phrase_at:
 *
 * Returns: (transfer none) (nullable): the phrase of this kind that begins at this token
 */
const BureauPhrase *
bureau_source_phrase_at (const BureauSource *self, BureauPhraseKind kind, guint token)
{
  if (!bureau_source_has (self, kind) || token >= self->tokens->len
      || bureau_source_token (self, token)->word == 0)
    return NULL;

  for (guint i = match_from (self, token); i < self->matches->len; i++)
    {
      const BureauMatch *match = &g_array_index (self->matches, BureauMatch, i);
      if (match->first != token)
        break;
      if (match->phrase->kind == kind)
        return match->phrase;
    }

  return NULL;
}

/**
 * bureau_source_phrase_before:
 *
 * Returns: (transfer none) (nullable): the phrase of this kind that ends right before this token
 */
const BureauPhrase *
bureau_source_phrase_before (const BureauSource *self, BureauPhraseKind kind, guint token)
{
  if (!bureau_source_has (self, kind))
    return NULL;

  guint from = match_from (self,
                           token > BUREAU_PHRASE_MAX_WORDS ? token - BUREAU_PHRASE_MAX_WORDS : 0);

  for (guint i = from; i < self->matches->len; i++)
    {
      const BureauMatch *match = &g_array_index (self->matches, BureauMatch, i);
      if (match->first >= token)
        break;
      if (match->phrase->kind == kind && match->first + match->n == token)
        return match->phrase;
    }

  return NULL;
}

/**
 * bureau_source_next_match:
 * @index: (inout): where to go on; 0 at first
 *
 * Returns: (transfer none) (nullable): the next match of this kind, %NULL after the last
 */
const BureauMatch *
bureau_source_next_match (const BureauSource *self, BureauPhraseKind kind, guint *index)
{
  while (*index < self->matches->len)
    {
      const BureauMatch *match = &g_array_index (self->matches, BureauMatch, (*index)++);
      if (match->phrase->kind == kind)
        return match;
    }

  return NULL;
}
