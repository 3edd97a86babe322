/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/dictionary-private.h"

#include <string.h>

#include "base/json.h"
#include "providers/scan.h"

/* The section of a language file that holds the phrases of a kind. */
static const char *const sections[BUREAU_N_PHRASE_KINDS] = {
  [BUREAU_PHRASE_ARTICLE] = "article",
  [BUREAU_PHRASE_BUDGET] = "budget",
  [BUREAU_PHRASE_CLOSING] = "closing",
  [BUREAU_PHRASE_COMPANY] = "company",
  [BUREAU_PHRASE_CONCEPT] = "concept",
  [BUREAU_PHRASE_CURRENCY] = "currency",
  [BUREAU_PHRASE_DAY] = "day",
  [BUREAU_PHRASE_FEAST] = "feast",
  [BUREAU_PHRASE_FIELD] = "field",
  [BUREAU_PHRASE_FREE_MAIL] = "free_mail",
  [BUREAU_PHRASE_FROM_NOW] = "from_now",
  [BUREAU_PHRASE_GREETING] = "greeting",
  [BUREAU_PHRASE_HEADER] = "header",
  [BUREAU_PHRASE_IN] = "in",
  [BUREAU_PHRASE_JOB] = "job",
  [BUREAU_PHRASE_LABEL] = "label",
  [BUREAU_PHRASE_LABEL_NAME] = "label_name",
  [BUREAU_PHRASE_LAST] = "last",
  [BUREAU_PHRASE_LATER] = "later",
  [BUREAU_PHRASE_LIMIT] = "limit",
  [BUREAU_PHRASE_MONTH] = "month",
  [BUREAU_PHRASE_NAME] = "name",
  [BUREAU_PHRASE_NEXT] = "next",
  [BUREAU_PHRASE_NOT_NAME] = "not_name",
  [BUREAU_PHRASE_NOTE] = "note",
  [BUREAU_PHRASE_NUMBER] = "number",
  [BUREAU_PHRASE_OFFSET] = "offset",
  [BUREAU_PHRASE_ON] = "on",
  [BUREAU_PHRASE_PART] = "part",
  [BUREAU_PHRASE_PARTICLE] = "particle",
  [BUREAU_PHRASE_PHONE] = "phone",
  [BUREAU_PHRASE_QUARTER] = "quarter",
  [BUREAU_PHRASE_QUOTED] = "quoted",
  [BUREAU_PHRASE_RANGE] = "range",
  [BUREAU_PHRASE_REQUEST] = "request",
  [BUREAU_PHRASE_ROLE] = "role",
  [BUREAU_PHRASE_SCALE] = "scale",
  [BUREAU_PHRASE_SECONDS] = "seconds",
  [BUREAU_PHRASE_SERVICE] = "service",
  [BUREAU_PHRASE_STOP] = "stop",
  [BUREAU_PHRASE_SUFFIX] = "suffix",
  [BUREAU_PHRASE_THIS] = "this",
  [BUREAU_PHRASE_TITLE] = "title",
  [BUREAU_PHRASE_UNIT] = "unit",
  [BUREAU_PHRASE_UNTIL] = "until",
  [BUREAU_PHRASE_URGENCY] = "urgency",
  [BUREAU_PHRASE_WEEKDAY] = "weekday",
  [BUREAU_PHRASE_WEEK_NUMBER] = "week_number",
  [BUREAU_PHRASE_WISH] = "wish",
  [BUREAU_PHRASE_WORK] = "work",
};

struct _BureauDictionary
{
  char *language;
  GHashTable *numbers; /* folded word → its number, from 1 */
  GPtrArray *by_first; /* number of the first word → GPtrArray of phrases, longest first */
  GPtrArray *phrases;  /* owns them */
  GHashTable *tags;    /* interns the tags */
  GHashTable *texts;   /* the file's plain settings */
};

/**
 * bureau_phrase_kind_from_name:
 * @name: the name of a section of a language file
 * @kind: (out): the kind of its phrases
 *
 * Returns: %FALSE where there is no such section
 */
gboolean
bureau_phrase_kind_from_name (const char *name, BureauPhraseKind *kind)
{
  for (guint i = 0; i < BUREAU_N_PHRASE_KINDS; i++)
    if (g_str_equal (name, sections[i]))
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}

static guint16
number_word (BureauDictionary *self, const char *word, gsize length)
{
  char folded[BUREAU_FOLDED_MAX];
  guint number;

  if (bureau_scan_fold (word, length, folded) == 0)
    return 0;
  number = GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, folded));
  if (number == 0)
    {
      number = g_hash_table_size (self->numbers) + 1;
      g_hash_table_insert (self->numbers, g_strdup (folded), GUINT_TO_POINTER (number));
      g_ptr_array_set_size (self->by_first, number + 1);
    }

  return number;
}

static gint
compare_length (gconstpointer a, gconstpointer b)
{
  const BureauPhrase *const *left = a, *const *right = b;

  return (gint)(*right)->n_words - (gint)(*left)->n_words;
}

static void
add_phrase (BureauDictionary *self, const BureauPhrase *like, const char *text)
{
  g_autofree BureauPhrase *phrase = g_memdup2 (like, sizeof *like);
  BureauScanner scanner;
  BureauToken token;

  bureau_scanner_init (&scanner, text, strlen (text));
  while (phrase->n_words < BUREAU_PHRASE_MAX_WORDS && bureau_scanner_next (&scanner, &token))
    phrase->words[phrase->n_words++] = number_word (self, text + token.start, token.length);
  if (phrase->n_words == 0)
    return;

  GPtrArray **list = (GPtrArray **)&g_ptr_array_index (self->by_first, phrase->words[0]);
  if (*list == NULL)
    *list = g_ptr_array_new_null_terminated (1, NULL, TRUE);
  g_ptr_array_add (*list, phrase);
  g_ptr_array_add (self->phrases, g_steal_pointer (&phrase));
}

static const char *
intern (BureauDictionary *self, const char *tag)
{
  char *known = g_hash_table_lookup (self->tags, tag);

  if (known == NULL)
    {
      known = g_strdup (tag);
      g_hash_table_add (self->tags, known);
    }

  return known;
}

/* A section is a list of phrases, or phrases by tag, or by tag and weight. A string stands for the
 * list of its words, which suits stop words. */
static void
add_section (BureauDictionary *self, const BureauPhrase *like, JsonNode *node)
{
  if (JSON_NODE_HOLDS_OBJECT (node))
    {
      JsonObjectIter iter;
      const char *key;
      JsonNode *member;

      json_object_iter_init (&iter, json_node_get_object (node));
      while (json_object_iter_next (&iter, &key, &member))
        {
          BureauPhrase inner = *like;
          inner.value = (gint)g_ascii_strtoll (key, NULL, 10);
          if (inner.tag == NULL || inner.value == 0)
            inner.tag = intern (self, key);
          add_section (self, &inner, member);
        }
    }
  else if (JSON_NODE_HOLDS_ARRAY (node))
    {
      JsonArray *array = json_node_get_array (node);
      for (guint i = 0; i < json_array_get_length (array); i++)
        add_phrase (self, like, json_array_get_string_element (array, i));
    }
  else if (json_node_get_value_type (node) == G_TYPE_STRING)
    {
      g_auto (GStrv) words = g_strsplit (json_node_get_string (node), " ", -1);
      for (guint i = 0; words[i]; i++)
        add_phrase (self, like, words[i]);
    }
}

static void
add_rules (BureauDictionary *self, JsonObject *rules)
{
  JsonObject *texts = bureau_json_get_object (rules, "texts");
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  for (guint kind = 0; kind < BUREAU_N_PHRASE_KINDS; kind++)
    if ((node = json_object_get_member (rules, sections[kind])))
      add_section (self, &(BureauPhrase){ .kind = kind }, node);

  if (texts == NULL)
    return;
  json_object_iter_init (&iter, texts);
  while (json_object_iter_next (&iter, &name, &node))
    g_hash_table_replace (self->texts, g_strdup (name), g_strdup (json_node_get_string (node)));
}

/**
 * bureau_dictionary_new:
 * @language: its tag
 * @common: the rules of all languages
 * @rules: its own
 *
 * Returns: (transfer full): the dictionary
 */
BureauDictionary *
bureau_dictionary_new (const char *language, JsonObject *common, JsonObject *rules)
{
  BureauDictionary *self = g_new0 (BureauDictionary, 1);

  self->language = g_strdup (language);
  self->numbers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->by_first = g_ptr_array_new ();
  self->phrases = g_ptr_array_new_with_free_func (g_free);
  self->tags = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  add_rules (self, common);
  add_rules (self, rules);

  for (guint i = 0; i < self->by_first->len; i++)
    if (g_ptr_array_index (self->by_first, i))
      g_ptr_array_sort (g_ptr_array_index (self->by_first, i), compare_length);

  return self;
}

/**
 * bureau_dictionary_get_language:
 *
 * Returns: (transfer none): the tag of its language, such as "en"
 */
const char *
bureau_dictionary_get_language (const BureauDictionary *self)
{
  return self->language;
}

/**
 * bureau_dictionary_get_numbers:
 *
 * Returns: (transfer none): every word that a rule names, folded, and its number
 */
GHashTable *
bureau_dictionary_get_numbers (const BureauDictionary *self)
{
  return self->numbers;
}

/**
 * bureau_dictionary_get_text:
 * @name: a member of the file's "texts", such as "letter" or "date_format"
 *
 * Returns: (transfer none): the text; "" where the file has none
 */
const char *
bureau_dictionary_get_text (const BureauDictionary *self, const char *name)
{
  const char *text = g_hash_table_lookup (self->texts, name);

  return text ? text : "";
}

/**
 * bureau_dictionary_lookup:
 *
 * Returns: the number of the word in this dictionary; 0 for a word that no rule names
 */
guint16
bureau_dictionary_lookup (const BureauDictionary *self, const char *word, gsize length)
{
  char folded[BUREAU_FOLDED_MAX];

  if (bureau_scan_fold (word, length, folded) == 0)
    return 0;

  return GPOINTER_TO_UINT (g_hash_table_lookup (self->numbers, folded));
}

/**
 * bureau_dictionary_list_phrases:
 *
 * Returns: (transfer none) (nullable): the phrases that begin with this word, longest first
 */
const BureauPhrase *const *
bureau_dictionary_list_phrases (const BureauDictionary *self, guint16 word)
{
  GPtrArray *list = word < self->by_first->len ? g_ptr_array_index (self->by_first, word) : NULL;

  return list ? (const BureauPhrase *const *)list->pdata : NULL;
}

static gboolean
matches (const BureauPhrase *phrase, const guint16 *words, guint n)
{
  return phrase->n_words <= n
         && memcmp (phrase->words, words, phrase->n_words * sizeof *words) == 0;
}

/**
 * bureau_dictionary_find:
 * @kind: which phrases to look at
 * @text: a name such as "client_name", "Customer e-mail" or "gmail.com"
 *
 * Finds what a name means: the longest phrase in it wins, the last of equals.
 *
 * Returns: (transfer none) (nullable): the phrase
 */
const BureauPhrase *
bureau_dictionary_find (const BureauDictionary *self, BureauPhraseKind kind, const char *text)
{
  const BureauPhrase *best = NULL;
  BureauScanner scanner;
  BureauToken token;
  guint16 words[16];
  guint n = 0;

  bureau_scanner_init (&scanner, text, strlen (text));
  while (n < G_N_ELEMENTS (words) && bureau_scanner_next (&scanner, &token))
    if (token.kind != BUREAU_TOKEN_MARK || text[token.start] != '_')
      words[n++] = bureau_dictionary_lookup (self, text + token.start, token.length);

  for (guint i = 0; i < n; i++)
    for (const BureauPhrase *const *p = bureau_dictionary_list_phrases (self, words[i]); p && *p;
         p++)
      if ((*p)->kind == kind && matches (*p, words + i, n - i)
          && (best == NULL || (*p)->n_words >= best->n_words))
        best = *p;

  return best;
}
