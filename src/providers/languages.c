/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The languages there are, and which of them a text is in. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/resource.h"
#include "providers/dictionary-private.h"
#include "providers/scan.h"

/* All languages there are. They are loaded once and live as long as the process. */
typedef struct
{
  GPtrArray *dictionaries;
  GHashTable *stop_words; /* folded word → bit mask of dictionaries */
  GError *error;
} Languages;

/* What a language cannot do without. */
static const char *const needed_texts[] = {
  "and",   "date_format", "date_order",  "decimal",      "endings",
  "group", "letter",      "month_names", "next_weekday", "no_subject",
};

/* A section that no rule knows is a slip of the pen, and would be silently without effect. */
static gboolean
check_sections (const char *name, JsonObject *rules, GError **error)
{
  JsonObjectIter iter;
  const char *section;
  BureauPhraseKind kind;

  json_object_iter_init (&iter, rules);
  while (json_object_iter_next (&iter, &section, NULL))
    if (!g_str_equal (section, "texts") && !bureau_phrase_kind_from_name (section, &kind))
      {
        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_DAMAGED,
                     "rules/%s has a section “%s” that no rule knows; take it out", name, section);
        return FALSE;
      }

  return TRUE;
}

static gboolean
check_texts (const BureauDictionary *dictionary, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (needed_texts); i++)
    if (*bureau_dictionary_get_text (dictionary, needed_texts[i]) == '\0')
      {
        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_DAMAGED,
                     "rules/%s.json lacks the text “%s”; add it",
                     bureau_dictionary_get_language (dictionary), needed_texts[i]);
        return FALSE;
      }

  return TRUE;
}

static JsonObject *
load_rules (const char *name, GError **error)
{
  g_autofree char *path = g_strdup_printf ("rules/%s", name);
  g_autoptr (GBytes) bytes = bureau_resource_load (path, error);
  gsize length;

  if (bytes == NULL)
    return NULL;

  const char *text = g_bytes_get_data (bytes, &length);
  g_autoptr (JsonObject) rules = bureau_json_parse_object (text, (gssize)length, error);
  if (rules == NULL || !check_sections (name, rules, error))
    return NULL;

  return g_steal_pointer (&rules);
}

static void
add_stop_words (Languages *self, guint index)
{
  BureauDictionary *dictionary = g_ptr_array_index (self->dictionaries, index);
  GHashTableIter iter;
  gpointer word, number;

  g_hash_table_iter_init (&iter, bureau_dictionary_get_numbers (dictionary));
  while (g_hash_table_iter_next (&iter, &word, &number))
    {
      const BureauPhrase *const *phrases = bureau_dictionary_list_phrases (
          dictionary, GPOINTER_TO_UINT (number));
      for (; phrases && *phrases; phrases++)
        if ((*phrases)->kind == BUREAU_PHRASE_STOP && (*phrases)->n_words == 1)
          {
            guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (self->stop_words, word));
            g_hash_table_insert (self->stop_words, word, GUINT_TO_POINTER (mask | 1u << index));
          }
    }
}

/* English comes first: it is what an undecided text is read as. */
static gint
compare_file (gconstpointer a, gconstpointer b)
{
  const char *left = *(const char *const *)a, *right = *(const char *const *)b;

  if (g_str_equal (left, "en.json") || g_str_equal (right, "en.json"))
    return g_str_equal (left, "en.json") ? -1 : 1;

  return strcmp (left, right);
}

static gboolean
load_languages (Languages *self, GError **error)
{
  g_auto (GStrv) files = bureau_resource_list ("rules", error);
  g_autoptr (JsonObject) common = files ? load_rules ("common.json", error) : NULL;

  if (common == NULL)
    return FALSE;

  qsort (files, g_strv_length (files), sizeof *files, compare_file);
  for (guint i = 0; files[i] && self->dictionaries->len < 32; i++)
    {
      if (g_str_equal (files[i], "common.json"))
        continue;

      g_autofree char *language = g_strndup (files[i], strcspn (files[i], "."));
      g_autoptr (JsonObject) rules = load_rules (files[i], error);
      if (rules == NULL)
        return FALSE;
      BureauDictionary *dictionary = bureau_dictionary_new (language, common, rules);
      g_ptr_array_add (self->dictionaries, dictionary);
      if (!check_texts (dictionary, error))
        return FALSE;
      add_stop_words (self, self->dictionaries->len - 1);
    }

  return TRUE;
}

static const Languages *
get_languages (GError **error)
{
  static Languages languages;
  static gsize once;

  if (g_once_init_enter (&once))
    {
      languages.dictionaries = g_ptr_array_new ();
      languages.stop_words = g_hash_table_new (g_str_hash, g_str_equal);
      if (!load_languages (&languages, &languages.error) && languages.error == NULL)
        languages.error = g_error_new_literal (
            BUREAU_ERROR, BUREAU_ERROR_DAMAGED,
            "The language rules of Bureau are missing; install it anew");
      g_once_init_leave (&once, 1);
    }

  if (languages.error)
    {
      g_propagate_error (error, g_error_copy (languages.error));
      return NULL;
    }

  return &languages;
}

static BureauDictionary *
find_language (const Languages *languages, const char *language)
{
  gsize length = strcspn (language, "-_");

  for (guint i = 0; i < languages->dictionaries->len; i++)
    {
      BureauDictionary *dictionary = g_ptr_array_index (languages->dictionaries, i);
      if (strlen (bureau_dictionary_get_language (dictionary)) == length
          && g_ascii_strncasecmp (bureau_dictionary_get_language (dictionary), language, length)
                 == 0)
        return dictionary;
    }

  return NULL;
}

/* Counts the stop words of each language among the first words of @text. */
static void
count_stop_words (const Languages *languages, const char *text, guint counts[32])
{
  char folded[BUREAU_FOLDED_MAX];
  BureauScanner scanner;
  BureauToken token;

  if (text == NULL)
    return;
  bureau_scanner_init (&scanner, text, strnlen (text, 4096));
  scanner.next_at_sign = NULL;
  for (guint n = 0; n < 200 && bureau_scanner_next (&scanner, &token); n++)
    {
      if (token.kind != BUREAU_TOKEN_WORD
          || bureau_scan_fold (text + token.start, token.length, folded) == 0)
        continue;
      guint mask = GPOINTER_TO_UINT (g_hash_table_lookup (languages->stop_words, folded));
      for (guint i = 0; mask; mask >>= 1, i++)
        counts[i] += mask & 1;
    }
}

/**
 * bureau_dictionary_for:
 * @language: (nullable): a BCP 47 tag; only its first part counts
 *
 * Returns: (transfer none): the rules of that language, or the English ones where Bureau has none;
 *   %NULL with @error set where no rules are installed
 */
const BureauDictionary *
bureau_dictionary_for (const char *language, GError **error)
{
  const Languages *languages = get_languages (error);

  if (languages == NULL)
    return NULL;

  BureauDictionary *found = language ? find_language (languages, language) : NULL;
  return found ? found : g_ptr_array_index (languages->dictionaries, 0);
}

/**
 * bureau_dictionary_detect:
 * @subject: (nullable): a subject line
 * @text: (nullable): the text
 *
 * Tells the language by its stop words.
 *
 * Returns: (transfer none): the rules of the language that @text seems to be in; the English ones
 * in doubt
 */
const BureauDictionary *
bureau_dictionary_detect (const char *subject, const char *text, GError **error)
{
  const Languages *languages = get_languages (error);
  guint counts[32] = { 0 };
  guint best = 0;

  if (languages == NULL)
    return NULL;

  count_stop_words (languages, subject, counts);
  count_stop_words (languages, text, counts);
  for (guint i = 1; i < languages->dictionaries->len; i++)
    if (counts[i] > counts[best])
      best = i;

  return g_ptr_array_index (languages->dictionaries, best);
}
