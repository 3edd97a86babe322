/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "providers/extract.h"

#define MAX_NAME_TOKENS 9
#define MAX_NAME_WORDS 5

static gboolean
is_word (const BureauSource *source, guint token)
{
  return token < source->tokens->len
         && bureau_source_token (source, token)->kind == BUREAU_TOKEN_WORD;
}

/* Words that begin with a capital and are still no part of a person's name. */
static gboolean
is_other (const BureauSource *source, guint token)
{
  static const BureauPhraseKind kinds[] = {
    BUREAU_PHRASE_JOB,     BUREAU_PHRASE_SUFFIX,  BUREAU_PHRASE_WEEKDAY,  BUREAU_PHRASE_GREETING,
    BUREAU_PHRASE_CLOSING, BUREAU_PHRASE_REQUEST, BUREAU_PHRASE_NOT_NAME, BUREAU_PHRASE_STOP,
  };

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (bureau_source_phrase_at (source, kinds[i], token))
      return TRUE;

  return FALSE;
}

static gboolean
has_digit (const BureauSource *source, const BureauToken *token)
{
  for (guint i = 0; i < token->length; i++)
    if (g_ascii_isdigit (source->text[token->start + i]))
      return TRUE;

  return FALSE;
}

/* Tokens of titles before a name: “Dr.”, “Frau”. */
static guint
titles_at (const BureauSource *source, guint token)
{
  guint n = 0;
  const BureauPhrase *title;

  while ((title = bureau_source_phrase_at (source, BUREAU_PHRASE_TITLE, token + n)))
    {
      n += title->n_words;
      if (bureau_source_is_mark (source, token + n, "."))
        n++;
    }

  return n;
}

/* The next piece of a name: a capital word, with what is hyphened to it or the dot of an initial;
 * or a small word such as “van” with a capital one behind. 0 where there is none. */
static guint
piece_at (const BureauSource *source, guint token, guint line)
{
  if (!is_word (source, token) || bureau_source_token (source, token)->line != line)
    return 0;

  const BureauToken *t = bureau_source_token (source, token);
  if (!t->capital)
    {
      const BureauPhrase *particle = bureau_source_phrase_at (source, BUREAU_PHRASE_PARTICLE,
                                                              token);
      guint n = particle ? particle->n_words : 0;
      guint behind = n ? piece_at (source, token + n, line) : 0;
      return behind ? n + behind : 0;
    }
  if (has_digit (source, t) || is_other (source, token))
    return 0;

  guint n = 1;
  while (bureau_source_is_mark (source, token + n, "-")
         && !bureau_source_token (source, token + n)->spaced && is_word (source, token + n + 1)
         && !bureau_source_token (source, token + n + 1)->spaced && n < 5)
    n += 2;
  if (n == 1 && t->length == 1 && bureau_source_is_mark (source, token + 1, "."))
    n = 2;

  return n;
}

/**
 * bureau_source_person_at:
 * @token: where it may begin
 *
 * Returns: how many tokens a person's name takes there, titles not counted; 0 for none
 */
guint
bureau_source_person_at (const BureauSource *self, guint token)
{
  guint n = 0, piece, words = 0;

  if (!is_word (self, token))
    return 0;

  guint line = bureau_source_token (self, token)->line;
  while (words < MAX_NAME_WORDS && n < MAX_NAME_TOKENS
         && (piece = piece_at (self, token + n, line)) > 0)
    {
      n += piece;
      words++;
    }

  return n;
}

static void
add_person (BureauExtraction *self, guint token, guint rank_full, guint rank_first)
{
  token += titles_at (self->source, token);

  guint n = bureau_source_person_at (self->source, token);
  if (n > 0)
    bureau_extraction_add_text (self, "name", n > 1 ? rank_full : rank_first,
                                bureau_source_span (self->source, token, n));
}

/* “My name is …”, “I'm …” */
static void
find_introduced (BureauExtraction *self)
{
  const BureauMatch *match;
  guint index = 0;

  while ((match = bureau_source_next_match (self->source, BUREAU_PHRASE_NAME, &index)))
    {
      gboolean strong = g_strcmp0 (match->phrase->tag, "strong") == 0;
      add_person (self, match->first + match->n, strong ? 92 : 66, strong ? 70 : 52);
    }
}

/* A name stands alone in its line, or before a comma, a bar or a dash. */
static gboolean
stands_alone (const BureauSource *source, guint token, guint n)
{
  const BureauLine *line = bureau_source_line (source, bureau_source_token (source, token)->line);
  guint behind = token + n;

  if (behind >= line->first + line->n || bureau_source_is_mark (source, behind, ",|-/(."))
    return TRUE;

  const BureauToken *t = bureau_source_token (source, behind);
  return t->kind == BUREAU_TOKEN_MARK && t->length > 1;
}

static guint
signature_start (const BureauSource *source)
{
  for (guint i = 1; i < source->lines->len; i++)
    {
      const BureauLine *line = bureau_source_line (source, i);
      if (line->part == BUREAU_PART_CLOSING && line->n > 0)
        {
          const BureauPhrase *closing = bureau_source_phrase_at (source, BUREAU_PHRASE_CLOSING,
                                                                 line->first);
          return line->first + (closing ? closing->n_words : 0);
        }
      if (line->part == BUREAU_PART_SIGNATURE && line->n > 0)
        return line->first;
    }

  return source->tokens->len;
}

/* The first name behind the closing. */
static void
find_signed (BureauExtraction *self)
{
  const BureauSource *source = self->source;
  guint token = signature_start (source);
  guint last = MIN (token + 8, source->tokens->len);

  for (; token < last; token++)
    {
      guint from = token + titles_at (source, token);
      guint n = bureau_source_person_at (source, from);
      if (n > 0)
        {
          if (stands_alone (source, from, n))
            add_person (self, token, 85, 60);
          return;
        }
    }
}

static gboolean
is_lower_or_upper (const char *text)
{
  g_autofree char *lower = g_utf8_strdown (text, -1);
  g_autofree char *upper = g_utf8_strup (text, -1);

  return g_str_equal (text, lower) || g_str_equal (text, upper);
}

/**
 * bureau_name_capitalize:
 *
 * Returns: (transfer full): “Anna Weber” of “anna weber” and “ANNA WEBER”; other names as they are
 */
char *
bureau_name_capitalize (const char *name)
{
  if (!is_lower_or_upper (name))
    return g_strdup (name);

  g_autofree char *lower = g_utf8_strdown (name, -1);
  GString *result = g_string_new (NULL);
  gboolean start = TRUE;
  for (const char *at = lower; *at; at = g_utf8_next_char (at))
    {
      gunichar c = g_utf8_get_char (at);
      g_string_append_unichar (result, start ? g_unichar_totitle (c) : c);
      start = c == ' ' || c == '-';
    }

  return g_string_free (result, FALSE);
}

/* “Weber, Anna” is written “Anna Weber”. */
static char *
turn (const char *name)
{
  const char *comma = strchr (name, ',');

  if (comma == NULL || strchr (comma + 1, ','))
    return g_strdup (name);

  g_autofree char *last = g_strstrip (g_strndup (name, comma - name));
  g_autofree char *first = g_strstrip (g_strdup (comma + 1));
  return *first && *last ? g_strdup_printf ("%s %s", first, last) : g_strdup (name);
}

/* The person in a From name: what stands before “(Firm)”, “| Firm”, “at Firm” or “via List”. */
static char *
person_of_header (const char *header)
{
  static const char *const ends[]
      = { " (", " |", " - ", " – ", " at ", " from ", " via ", " von ", " de la empresa ", " @" };
  gsize length = strlen (header);

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      const char *end = strstr (header, ends[i]);
      if (end && (gsize)(end - header) < length)
        length = end - header;
    }

  return g_strstrip (g_strndup (header, length));
}

/* “Weber.com” is a site; the dot of “J. Weber” has nothing small behind it. */
static gboolean
has_domain (const char *name)
{
  for (const char *dot = strchr (name, '.'); dot; dot = strchr (dot + 1, '.'))
    if (g_ascii_islower (dot[1]))
      return TRUE;

  return FALSE;
}

/**
 * bureau_source_is_person:
 * @name: a From name, or what stands behind “Name:”
 *
 * Returns: whether it can be a person's: no firm, no role, no address, no markup
 */
gboolean
bureau_source_is_person (const BureauSource *self, const char *name)
{
  if (*name == '\0' || strlen (name) > 80 || strpbrk (name, "@0123456789:/<>{}&\n")
      || has_domain (name))
    return FALSE;
  g_auto (GStrv) words = g_strsplit (name, " ", MAX_NAME_WORDS + 2);

  return g_strv_length (words) <= MAX_NAME_WORDS
         && !bureau_dictionary_find (self->dictionary, BUREAU_PHRASE_SUFFIX, name)
         && !bureau_dictionary_find (self->dictionary, BUREAU_PHRASE_NOT_NAME, name);
}

static void
find_sender (BureauExtraction *self)
{
  if (self->source->sender_name == NULL)
    return;

  g_autofree char *evidence = person_of_header (self->source->sender_name);
  if (!bureau_source_is_person (self->source, evidence))
    return;

  g_autofree char *turned = turn (evidence);
  g_autofree char *name = bureau_name_capitalize (turned);
  bureau_extraction_add (self, (BureauFinding){
                                   .name = "name",
                                   .rank = strchr (name, ' ') ? 82 : 55,
                                   .value = bureau_text_node (name),
                                   .evidence = g_steal_pointer (&evidence),
                               });
}

/**
 * bureau_extract_name:
 *
 * Finds who wrote: by how they introduce themselves, by the signature, or by the From name.
 */
void
bureau_extract_name (BureauExtraction *self)
{
  find_sender (self);
  find_introduced (self);
  find_signed (self);
}
