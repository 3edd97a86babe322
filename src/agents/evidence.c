/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/evidence.h"

#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/dictionary.h"
#include "providers/quote.h"

#define MAX_QUOTE_BYTES 2000

#define INSERT "INSERT INTO bureau_evidence VALUES (?1, ?2, ?3, nullif(?4, 0), ?5)"
#define ADD INSERT " ON CONFLICT (record) DO UPDATE SET fields = excluded.fields"

static void
clear_evidence (gpointer data)
{
  BureauEvidence *self = data;

  g_free (self->field);
  g_free (self->quote);
}

/* Where the words stand to the letter, as whole words if they do so anywhere. */
static const char *
find_literally (const char *text, const char *words)
{
  gsize length = strlen (words);
  const char *first = strstr (text, words), *found = first;

  while (found
         && (bureau_text_cuts_word (text, found) || bureau_text_cuts_word (text, found + length)))
    found = strstr (found + length, words);

  return found ? found : first;
}

/* Most quotes stand there to the letter; folding the text is for the others. */
static const char *
find (const char *text, const char *words, gsize *length)
{
  const char *found = find_literally (text, words);

  *length = strlen (words);

  return found ? found : bureau_text_find (text, words, length);
}

static gboolean
find_in (const char *text, const char *words, BureauQuote *quote)
{
  const char *found = text ? find (text, words, &quote->length) : NULL;

  quote->text = text;
  quote->start = found ? (gsize)(found - text) : 0;

  return found != NULL;
}

/* The words may also stand in the subject or be the sender's name or address. */
static gboolean
find_elsewhere (JsonObject *source, const char *words, BureauQuote *quote)
{
  JsonObject *sender = bureau_json_get_object (source, "sender");
  const char *places[] = {
    bureau_json_get_string (source, "subject"),
    sender ? bureau_json_get_string (sender, "name") : NULL,
    sender ? bureau_json_get_string (sender, "address") : NULL,
  };

  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    if (find_in (places[i], words, quote))
      return TRUE;

  return FALSE;
}

/* A message stays as it came, so a place in it says enough; of other texts the words are kept. */
static gboolean
is_message (JsonObject *source)
{
  return json_object_has_member (source, "sender");
}

/* What a provider calls a quote counts only where the source really has it, and it says the value.
 * @value_or_null: NULL where it is known to say it
 */
static void
locate (BureauEvidence *self, JsonObject *source, const char *words, BureauQuote *quote,
        JsonNode *value_or_null)
{
  const char *text = bureau_json_get_string (source, "text");
  gboolean is_said = words && *words
                     && (find_in (text, words, quote) || find_elsewhere (source, words, quote))
                     && (value_or_null == NULL || bureau_quote_bears (quote, value_or_null));

  self->start = -1;
  self->is_inferred = !is_said;
  if (!is_said)
    return;
  if (quote->text == text && is_message (source))
    {
      self->start = (gint64)quote->start;
      self->length = (gint64)quote->length;
    }
  else if (quote->text == text)
    self->quote = g_strndup (text + quote->start, MIN (quote->length, MAX_QUOTE_BYTES));
  else
    self->quote = bureau_text_shorten (words, MAX_QUOTE_BYTES);
}

static const char *
find_language (JsonObject *source)
{
  const BureauDictionary *dictionary = bureau_dictionary_detect (
      bureau_json_get_string (source, "subject"), bureau_json_get_string (source, "text"), NULL);

  return dictionary ? bureau_dictionary_get_language (dictionary) : NULL;
}

static const char *
find_type (JsonArray *fields_or_null, const char *name)
{
  for (guint i = 0; fields_or_null && i < json_array_get_length (fields_or_null); i++)
    {
      JsonObject *field = json_array_get_object_element (fields_or_null, i);

      if (g_strcmp0 (bureau_json_get_string (field, "name"), name) == 0)
        return bureau_json_get_string (field, "type");
    }

  return NULL;
}

/**
 * bureau_evidence_find:
 * @fields: (nullable): of the collection, whose types say how closely words have to agree
 * @source: what was read, as bureau_step_source() gives it
 * @values: the values by field; null is none
 * @quotes: (nullable): the words that a provider says they rest on, by field
 * @by_rules: whether our own rules read the values: each out of the words that it quotes
 *
 * Checks for each value whether the words it is said to rest on stand in the source, and say it.
 *
 * Returns: (transfer full) (element-type BureauEvidence): one for each value
 */
GArray *
bureau_evidence_find (JsonArray *fields, JsonObject *source, JsonObject *values, JsonObject *quotes,
                      gboolean by_rules)
{
  GArray *list = g_array_new (FALSE, FALSE, sizeof (BureauEvidence));
  BureauQuote quote = { .language = by_rules ? NULL : find_language (source),
                        .date = bureau_json_get_string (source, "date") };
  JsonObjectIter iter;
  const char *field;
  JsonNode *value;

  g_array_set_clear_func (list, clear_evidence);
  json_object_iter_init_ordered (&iter, values);
  while (json_object_iter_next_ordered (&iter, &field, &value))
    {
      BureauEvidence evidence = { .field = g_strdup (field) };

      quote.type = find_type (fields, field);
      locate (&evidence, source, quotes ? bureau_json_get_string (quotes, field) : NULL, &quote,
              by_rules ? NULL : value);
      g_array_append_val (list, evidence);
    }

  return list;
}

static JsonNode *
describe (const BureauEvidence *self)
{
  JsonNode *node = json_node_new (self->start >= 0 ? JSON_NODE_ARRAY
                                  : self->quote    ? JSON_NODE_VALUE
                                                   : JSON_NODE_NULL);

  if (self->start >= 0)
    {
      JsonArray *place = json_array_new ();

      json_array_add_int_element (place, self->start);
      json_array_add_int_element (place, self->length);
      json_node_take_array (node, place);
    }
  else if (self->quote)
    json_node_set_string (node, self->quote);

  return node;
}

static gboolean
put (BureauTransaction *transaction, gint64 record, JsonObject *fields, GArray *evidence,
     const char *sql, const BureauEvidenceOrigin *origin, GError **error)
{
  g_autofree char *text = NULL;

  for (guint i = 0; i < evidence->len; i++)
    {
      const BureauEvidence *self = &g_array_index (evidence, BureauEvidence, i);

      json_object_set_member (fields, self->field, describe (self));
    }
  text = bureau_json_print_object (fields);

  return bureau_database_run (bureau_transaction_get_database (transaction), error, sql, "iisis",
                              record, origin->run, origin->step, origin->message, text);
}

/**
 * bureau_evidence_insert:
 *
 * Writes the evidence of a record in the transaction that writes the record.
 *
 * Returns: %FALSE with @error set where a row could not be written
 */
gboolean
bureau_evidence_insert (BureauTransaction *transaction, gint64 record, GArray *evidence,
                        const BureauEvidenceOrigin *origin, GError **error)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  return put (transaction, record, fields, evidence, INSERT, origin, error);
}

static gboolean
find_fields (BureauDatabase *database, gint64 record, JsonObject **fields, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      database, error, "SELECT fields FROM bureau_evidence WHERE record = ?1", "i", record);
  const char *text;

  if (!rows)
    return FALSE;
  text = json_array_get_length (rows) > 0
             ? bureau_json_get_string (json_array_get_object_element (rows, 0), "fields")
             : NULL;
  *fields = bureau_json_parse_object (text ? text : "{}", -1, error);

  return *fields != NULL;
}

/**
 * bureau_evidence_add:
 * @evidence: of fields that the record has got since; none of it is a place in a message
 *
 * Writes the evidence of more fields beside what is known of the others.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_evidence_add (BureauTransaction *transaction, gint64 record, GArray *evidence,
                     const BureauEvidenceOrigin *origin, GError **error)
{
  g_autoptr (JsonObject) fields = NULL;

  return find_fields (bureau_transaction_get_database (transaction), record, &fields, error)
         && put (transaction, record, fields, evidence, ADD, origin, error);
}
