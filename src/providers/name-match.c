/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "providers/extract.h"

#define MAX_NAMES 64
#define MAX_NAME_WORDS 8
/* Half of what a name says has to be in the text, and more than half where that half is one word of
 * its own that might mean anything. */
#define MIN_SCORE 0.5
#define WORD_PENALTY 0.9
#define SUBJECT_BONUS 1.25
/* In languages that write compounds as one word. */
#define MIN_COMPOUND 8
#define MIN_COMPOUND_PART 4

/* A word of one of the names: which names have it, and where it was seen last. */
typedef struct
{
  guint64 names;
  gint seen;
  gboolean in_subject;
} Key;

typedef struct
{
  const BureauSource *source;
  GHashTable *keys; /* stem, or "#concept" → Key */
  guint n;
} Names;

/* Cuts the endings of the language, so that “websites” and “website” are one. */
static void
stem (const BureauDictionary *dictionary, char *folded)
{
  const char *endings = bureau_dictionary_get_text (dictionary, "endings");
  gsize length = strlen (folded);

  for (const char *at = endings; *at;)
    {
      gsize n = strcspn (at, " ");
      if (length >= n + 4 && memcmp (folded + length - n, at, n) == 0)
        {
          folded[length - n] = '\0';
          return;
        }
      at += n + (at[n] == ' ');
    }
}

static gboolean
is_small (const BureauDictionary *dictionary, guint16 word)
{
  const BureauPhrase *const *p = bureau_dictionary_list_phrases (dictionary, word);

  for (; word && p && *p; p++)
    if ((*p)->n_words == 1
        && ((*p)->kind == BUREAU_PHRASE_STOP || (*p)->kind == BUREAU_PHRASE_ARTICLE))
      return TRUE;

  return FALSE;
}

/* The concept of the phrase of synonyms that begins here, as a key, and its length. */
static const BureauPhrase *
concept_in (const BureauDictionary *dictionary, const guint16 *words, guint n)
{
  const BureauPhrase *const *p = n ? bureau_dictionary_list_phrases (dictionary, words[0]) : NULL;

  for (; words[0] && p && *p; p++)
    if ((*p)->kind == BUREAU_PHRASE_SERVICE && (*p)->n_words <= n
        && memcmp ((*p)->words, words, (*p)->n_words * sizeof *words) == 0)
      return *p;

  return NULL;
}

static void
add_key (Names *self, const char *text, guint name)
{
  Key *key = g_hash_table_lookup (self->keys, text);

  if (key == NULL)
    {
      key = g_new0 (Key, 1);
      key->seen = -1;
      g_hash_table_insert (self->keys, g_strdup (text), key);
    }
  key->names |= G_GUINT64_CONSTANT (1) << name;
}

static void
add_name (Names *self, const char *text, guint index)
{
  const BureauDictionary *dictionary = self->source->dictionary;
  BureauToken tokens[MAX_NAME_WORDS];
  guint16 words[MAX_NAME_WORDS];
  BureauScanner scanner;
  guint n = 0;

  bureau_scanner_init (&scanner, text, strlen (text));
  while (n < MAX_NAME_WORDS && bureau_scanner_next (&scanner, &tokens[n]))
    {
      words[n] = bureau_dictionary_lookup (dictionary, text + tokens[n].start, tokens[n].length);
      n++;
    }

  for (guint i = 0; i < n;)
    {
      char key[BUREAU_FOLDED_MAX];
      const BureauPhrase *concept = concept_in (dictionary, words + i, n - i);
      if (concept)
        g_snprintf (key, sizeof key, "#%s", concept->tag);
      else if (tokens[i].kind == BUREAU_TOKEN_MARK || is_small (dictionary, words[i])
               || bureau_scan_fold (text + tokens[i].start, tokens[i].length, key) == 0)
        {
          i++;
          continue;
        }
      else
        stem (dictionary, key);
      add_key (self, key, index);
      i += concept ? concept->n_words : 1;
    }
}

static gboolean
is_read (BureauSourcePart part)
{
  return part == BUREAU_PART_SUBJECT || part == BUREAU_PART_BODY;
}

static void
see (Names *self, const char *text, guint token)
{
  Key *key = g_hash_table_lookup (self->keys, text);

  if (key == NULL)
    return;
  if (bureau_source_part (self->source, token) == BUREAU_PART_SUBJECT)
    key->in_subject = TRUE;
  if (key->seen < 0 || !key->in_subject)
    key->seen = (gint)token;
}

/* The first letters that any key begins with: most words of a mail are passed by at once. */
static void
mark_letters (Names *self, gboolean letters[256])
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      letters[*(guchar *)key] = TRUE;
      letters[(guchar)g_ascii_toupper (*(char *)key)] = TRUE;
    }
  for (guint i = 0x80; i < 256; i++)
    letters[i] = TRUE;
}

/* The concept at the end of a compound: “Hochzeitsfotos” are photos. The longest end wins. */
static void
see_compound (Names *self, guint token)
{
  const BureauDictionary *dictionary = self->source->dictionary;
  const BureauToken *t = bureau_source_token (self->source, token);
  const char *text = self->source->text + t->start;
  char key[BUREAU_FOLDED_MAX];

  for (guint from = MIN_COMPOUND_PART; from + MIN_COMPOUND_PART <= t->length; from++)
    {
      guint16 word = ((guchar)text[from] & 0xc0) == 0x80
                         ? 0
                         : bureau_dictionary_lookup (dictionary, text + from, t->length - from);
      const BureauPhrase *concept = word ? concept_in (dictionary, &word, 1) : NULL;
      if (concept == NULL)
        continue;
      g_snprintf (key, sizeof key, "#%s", concept->tag);
      see (self, key, token);
      return;
    }
}

static void
see_words (Names *self)
{
  const BureauSource *source = self->source;
  gboolean compounds = *bureau_dictionary_get_text (source->dictionary, "compounds") != '\0';
  gboolean letters[256] = { FALSE };
  char folded[BUREAU_FOLDED_MAX];

  mark_letters (self, letters);
  for (guint i = 0; i < source->tokens->len; i++)
    {
      const BureauToken *token = bureau_source_token (source, i);
      const char *text = source->text + token->start;
      if (token->kind != BUREAU_TOKEN_WORD || !is_read (bureau_source_part (source, i)))
        continue;
      if (compounds && token->word == 0 && token->length >= MIN_COMPOUND
          && token->length < BUREAU_FOLDED_MAX)
        see_compound (self, i);
      if (!letters[(guchar)*text] || bureau_scan_fold (text, token->length, folded) == 0)
        continue;
      stem (source->dictionary, folded);
      see (self, folded, i);
    }
}

static void
see_text (Names *self)
{
  char key[BUREAU_FOLDED_MAX];
  const BureauMatch *match;
  guint index = 0;

  see_words (self);
  while ((match = bureau_source_next_match (self->source, BUREAU_PHRASE_SERVICE, &index)))
    {
      g_snprintf (key, sizeof key, "#%s", match->phrase->tag);
      if (is_read (bureau_source_part (self->source, match->first)))
        see (self, key, match->first);
    }
}

/* How much of a name was seen: a word that many names share says little. */
static BureauNameMatch
score (Names *self, guint name)
{
  BureauNameMatch match = { .index = name };
  double all = 0, seen = 0, best = 0;
  GHashTableIter iter;
  gpointer text, value;
  gboolean sure = FALSE;

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, &text, &value))
    {
      Key *key = value;
      if ((key->names >> name & 1) == 0)
        continue;
      double weight = 1.0 / __builtin_popcountll (key->names);
      all += weight;
      if (key->seen < 0)
        continue;
      sure |= key->in_subject || *(char *)text == '#';
      weight *= key->in_subject ? SUBJECT_BONUS : 1;
      seen += weight;
      if (weight > best)
        {
          best = weight;
          match.first = (guint)key->seen;
        }
    }
  match.n = 1;
  match.score = all > 0 ? seen / all * (sure ? 1 : WORD_PENALTY) : 0;

  return match;
}

/* The evidence is as many of the name's words as stand together. */
static void
widen (Names *self, BureauNameMatch *match)
{
  guint from = match->first, to = match->first;
  GHashTableIter iter;
  gpointer value;

  g_hash_table_iter_init (&iter, self->keys);
  while (g_hash_table_iter_next (&iter, NULL, &value))
    {
      Key *key = value;
      if ((key->names >> match->index & 1) == 0 || key->seen < 0
          || ABS (key->seen - (gint)match->first) > 4
          || bureau_source_token (self->source, (guint)key->seen)->line
                 != bureau_source_token (self->source, match->first)->line)
        continue;
      from = MIN (from, (guint)key->seen);
      to = MAX (to, (guint)key->seen);
    }
  const BureauPhrase *last = bureau_source_phrase_at (self->source, BUREAU_PHRASE_SERVICE, to);
  match->first = from;
  match->n = to - from + (last ? last->n_words : 1);
}

/**
 * bureau_source_match_names:
 * @names: (element-type utf8): names such as the services of a firm; at most 64 are looked at
 * @best: (out): which one the text is about, the tokens that say so, and how sure
 *
 * Finds the name whose words, or synonyms of them in the language file, the text uses most.
 *
 * Returns: %FALSE where the text is about none of them
 */
gboolean
bureau_source_match_names (const BureauSource *self, JsonArray *names, BureauNameMatch *best)
{
  g_autoptr (GHashTable) keys = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  Names all = { .source = self, .keys = keys, .n = MIN (json_array_get_length (names), MAX_NAMES) };

  for (guint i = 0; i < all.n; i++)
    if (JSON_NODE_HOLDS_VALUE (json_array_get_element (names, i))
        && json_array_get_string_element (names, i))
      add_name (&all, json_array_get_string_element (names, i), i);
  see_text (&all);

  *best = (BureauNameMatch){ 0 };
  for (guint i = 0; i < all.n; i++)
    {
      BureauNameMatch match = score (&all, i);
      if (match.score > best->score)
        *best = match;
    }
  if (best->score < MIN_SCORE)
    return FALSE;
  widen (&all, best);

  return TRUE;
}
