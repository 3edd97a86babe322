/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a form sends that no field asks for and no rule reads: the label is the key. */
#include <string.h>

#include "base/text.h"
#include "providers/extract.h"

#define MAX_ANSWERS 20
/* More is prose behind a colon. */
#define MAX_VALUE_TOKENS 30
#define MAX_DIGITS 9

/* What labels of these kinds announce has a rule of its own, or is no answer. */
static const BureauPhraseKind spoken_for[] = {
  BUREAU_PHRASE_BUDGET, BUREAU_PHRASE_CLOSING, BUREAU_PHRASE_FIELD,   BUREAU_PHRASE_GREETING,
  BUREAU_PHRASE_HEADER, BUREAU_PHRASE_PHONE,   BUREAU_PHRASE_REQUEST, BUREAU_PHRASE_ROLE,
};

static const BureauLabelledLine *
line_at (const BureauExtraction *self, guint index)
{
  return &g_array_index (self->labelled, BureauLabelledLine, index);
}

/* Their lines follow each other, maybe with an empty one between or with the values below. */
static gboolean
are_neighbours (const BureauExtraction *self, guint upper, guint lower)
{
  return lower < self->labelled->len
         && line_at (self, lower)->line - line_at (self, upper)->line <= 2;
}

/* One “Note: …” alone is prose. */
static gboolean
is_in_form (const BureauExtraction *self, guint index)
{
  return are_neighbours (self, index, index + 1)
         || (index > 0 && are_neighbours (self, index - 1, index));
}

static gboolean
is_spoken_for (const BureauExtraction *self, const BureauLabelledLine *line)
{
  for (guint i = 0; i < G_N_ELEMENTS (spoken_for); i++)
    {
      const BureauPhrase *phrase = bureau_source_phrase_at (self->source, spoken_for[i],
                                                            line->label_first);
      if (phrase && phrase->n_words == line->label_n)
        return TRUE;
    }

  return FALSE;
}

static gboolean
is_asked (JsonArray *fields, const char *label)
{
  guint n = fields ? json_array_get_length (fields) : 0;

  for (guint i = 0; i < n; i++)
    {
      JsonNode *field = json_array_get_element (fields, i);
      if (JSON_NODE_HOLDS_OBJECT (field)
          && bureau_field_is_called (json_node_get_object (field), label))
        return TRUE;
    }

  return FALSE;
}

static JsonNode *
value_of (const char *words)
{
  gsize length = strlen (words);
  JsonNode *node;

  if (length > MAX_DIGITS || strspn (words, "0123456789") < length || (*words == '0' && length > 1))
    return bureau_text_node (words);
  node = json_node_new (JSON_NODE_VALUE);
  json_node_set_int (node, g_ascii_strtoll (words, NULL, 10));

  return node;
}

static gboolean
is_answer (const BureauExtraction *self, guint index)
{
  const BureauLabelledLine *line = line_at (self, index);

  return line->value_n <= MAX_VALUE_TOKENS
         && bureau_source_part (self->source, line->label_first) == BUREAU_PART_BODY
         && is_in_form (self, index) && !is_spoken_for (self, line);
}

/**
 * bureau_extraction_answer_form:
 * @fields_or_null: (nullable): those that were asked for
 * @values: gets a member for each
 * @evidence: as @values
 *
 * Answers what a form sends beside the fields: “Table size: 14” becomes `table_size`.
 */
void
bureau_extraction_answer_form (BureauExtraction *self, JsonArray *fields_or_null,
                               JsonObject *values, JsonObject *evidence)
{
  guint n = 0;

  for (guint i = 0; i < self->labelled->len && n < MAX_ANSWERS; i++)
    {
      const BureauLabelledLine *line = line_at (self, i);
      g_autofree char *label = bureau_source_span (self->source, line->label_first, line->label_n);
      g_autofree char *name = bureau_text_to_name (label);
      g_autofree char *words = NULL;

      if (!is_answer (self, i) || is_asked (fields_or_null, label)
          || json_object_has_member (values, name))
        continue;
      words = bureau_source_span (self->source, line->value_first, line->value_n);
      json_object_set_member (values, name, value_of (words));
      json_object_set_string_member (evidence, name, words);
      n++;
    }
}
