/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/classify-words.h"

#include <string.h>

#include "base/text.h"

#define MIN_WORD_BYTES 3
#define MAX_WORD_BYTES 32

/* Small words, and those of courtesy, are in every mail. */
static gboolean
is_stop_word (const BureauSource *source, const BureauToken *token)
{
  const BureauPhrase *const *p = bureau_dictionary_list_phrases (source->dictionary, token->word);

  for (; token->word && p && *p; p++)
    if ((*p)->n_words == 1
        && ((*p)->kind == BUREAU_PHRASE_STOP || (*p)->kind == BUREAU_PHRASE_GREETING
            || (*p)->kind == BUREAU_PHRASE_CLOSING))
      return TRUE;

  return FALSE;
}

/* Greetings, closings and signatures are the same in mails of every kind. */
static gboolean
is_telling (BureauSourcePart part)
{
  return part == BUREAU_PART_SUBJECT || part == BUREAU_PART_BODY;
}

static void
add_domain (GPtrArray *words, GHashTable *seen, const char *domain)
{
  g_autofree char *folded = domain ? g_ascii_strdown (domain, -1) : NULL;

  if (folded == NULL || *folded == '\0' || strlen (folded) > 255
      || !g_utf8_validate (folded, -1, NULL))
    return;
  char *word = g_strconcat (BUREAU_CLASSIFIER_DOMAIN, folded, NULL);
  g_ptr_array_add (words, word);
  g_hash_table_add (seen, word);
}

/**
 * bureau_source_classifier_words:
 * @domain: (nullable): the domain of the sender
 *
 * Returns: (transfer full) (array zero-terminated=1): the words by which this message is learnt and
 *   recognised, each once, at most 200: the sender's domain, then those of subject and text in
 * order
 */
char **
bureau_source_classifier_words (const BureauSource *self, const char *domain)
{
  GPtrArray *words = g_ptr_array_new ();
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);
  char folded[BUREAU_FOLDED_MAX];

  add_domain (words, seen, domain);
  for (guint i = 0; i < self->tokens->len && words->len < BUREAU_CLASSIFIER_MAX_WORDS; i++)
    {
      const BureauToken *token = bureau_source_token (self, i);
      if (token->kind != BUREAU_TOKEN_WORD || token->length < MIN_WORD_BYTES
          || token->length > MAX_WORD_BYTES || !is_telling (bureau_source_part (self, i))
          || is_stop_word (self, token)
          || bureau_scan_fold (self->text + token->start, token->length, folded) == 0
          || g_hash_table_contains (seen, folded))
        continue;
      char *word = g_strdup (folded);
      g_ptr_array_add (words, word);
      g_hash_table_add (seen, word);
    }
  g_ptr_array_add (words, NULL);

  return (char **)g_ptr_array_free (words, FALSE);
}

/**
 * bureau_classifier_words:
 * @subject: (nullable): the subject
 * @text: (nullable): the text
 * @sender_domain: (nullable): what stands behind the @ of the sender
 *
 * The words of a message that memory counts when the operator confirms or corrects its label, and
 * that a classify task wants counts for.
 *
 * Returns: (transfer full) (array zero-terminated=1): at most 200 words, each once
 */
char **
bureau_classifier_words (const char *subject, const char *text, const char *sender_domain)
{
  g_autoptr (JsonObject) object = json_object_new ();

  if (subject)
    json_object_set_string_member (object, "subject", subject);
  if (text)
    json_object_set_string_member (object, "text", text);

  g_autoptr (BureauSource) source = bureau_source_new (object, NULL);
  if (source == NULL)
    return g_new0 (char *, 1);

  return bureau_source_classifier_words (source, sender_domain);
}
