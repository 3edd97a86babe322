/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/amount.h"
#include "providers/field-type.h"

/* A month that is only mentioned is no deadline. */
#define MIN_FALLBACK_RANK 45

/* Where a field asks for this and nothing was found, these are looked at instead. */
static const struct
{
  const char *name;
  const char *instead;
} fallbacks[] = {
  { "deadline", "date" }, { "start", "date" },         { "budget_low", "budget" },
  { "amount", "budget" }, { "budget_high", "budget" }, { "summary", "subject" },
};

/* A sure enough finding of the other name. The one end of a budget is not the other. */
static const BureauFinding *
find_instead (BureauExtraction *self, const char *name, const char *instead)
{
  const BureauFinding *finding = bureau_extraction_find (self, instead);
  gboolean is_low = g_str_equal (name, "budget_low"), is_high = g_str_equal (name, "budget_high");

  if ((is_low && bureau_extraction_find (self, "budget_high"))
      || (is_high && bureau_extraction_find (self, "budget_low")))
    return NULL;

  return finding && finding->rank >= MIN_FALLBACK_RANK ? finding : NULL;
}

static const BureauFinding *
find_with_fallback (BureauExtraction *self, const char *name)
{
  const BureauFinding *finding = name ? bureau_extraction_find (self, name) : NULL;

  for (guint i = 0; name && finding == NULL && i < G_N_ELEMENTS (fallbacks); i++)
    if (g_str_equal (name, fallbacks[i].name))
      finding = find_instead (self, name, fallbacks[i].instead);

  return finding;
}

/* What a field means, by its name or else its title. */
static const char *
meaning_of (BureauExtraction *self, JsonObject *field)
{
  const char *name = bureau_json_get_string (field, "name");
  const char *title = bureau_json_get_string (field, "title");
  const BureauPhrase *phrase = bureau_dictionary_find (self->source->dictionary,
                                                       BUREAU_PHRASE_FIELD, name);

  if (phrase == NULL && title)
    phrase = bureau_dictionary_find (self->source->dictionary, BUREAU_PHRASE_FIELD, title);

  return phrase ? phrase->tag : NULL;
}

/* “Number of guests” and number_of_guests are the same name. */
static gboolean
same_name (const char *left, const char *right)
{
  g_autofree char *a = g_strdelimit (bureau_text_fold (left), "_-", ' ');
  g_autofree char *b = g_strdelimit (bureau_text_fold (right), "_-", ' ');

  return g_str_equal (a, b);
}

/**
 * bureau_field_is_called:
 * @label: words of a source
 *
 * Returns: whether they are the field's own name or title
 */
gboolean
bureau_field_is_called (JsonObject *field, const char *label)
{
  const char *name = bureau_json_get_string (field, "name");
  const char *title = bureau_json_get_string (field, "title");

  return (name && same_name (label, name)) || (title && same_name (label, title));
}

/* The line “Label: value” whose label is the field's own name or title. */
static const BureauLabelledLine *
find_label (BureauExtraction *self, JsonObject *field)
{
  for (guint i = 0; i < self->labelled->len; i++)
    {
      const BureauLabelledLine *line = &g_array_index (self->labelled, BureauLabelledLine, i);
      g_autofree char *label = bureau_source_span (self->source, line->label_first, line->label_n);
      if (bureau_field_is_called (field, label))
        return line;
    }

  return NULL;
}

static gboolean
parse_number (const BureauSource *source, guint token, gboolean whole, JsonNode **value)
{
  const BureauToken *t = bureau_source_token (source, token);
  BureauAmount amount;

  if (t->kind != BUREAU_TOKEN_NUMBER
      || !bureau_amount_parse (source->text + t->start, t->length, &amount)
      || (whole && amount.decimals > 0))
    return FALSE;
  if (whole)
    *value = bureau_json_node_for_int (amount.digits);
  else
    {
      *value = json_node_new (JSON_NODE_VALUE);
      json_node_set_double (*value, (double)amount.digits / pow (10, amount.decimals));
    }

  return TRUE;
}

/* “about 40 guests” for the field `guests`: the number next to the field's own word. */
static JsonNode *
find_count (BureauExtraction *self, JsonObject *field, gboolean whole, char **evidence)
{
  const BureauSource *source = self->source;
  const char *name = bureau_json_get_string (field, "name");
  g_autofree char *word = bureau_text_fold (name);
  gsize length = strlen (word);
  char folded[BUREAU_FOLDED_MAX];
  JsonNode *value;

  for (guint i = 1; i < source->tokens->len; i++)
    {
      const BureauToken *token = bureau_source_token (source, i);
      if (token->kind != BUREAU_TOKEN_WORD
          || bureau_scan_fold (source->text + token->start, token->length, folded) == 0
          || strncmp (folded, word, MAX (length, 2) - 1) != 0 || strlen (folded) > length + 1)
        continue;
      if (parse_number (source, i - 1, whole, &value))
        {
          *evidence = bureau_source_span (source, i - 1, 2);
          return value;
        }
    }

  return NULL;
}

static JsonNode *
value_of_label (BureauExtraction *self, JsonObject *field, const BureauFieldType *type,
                char **evidence)
{
  const BureauLabelledLine *line = find_label (self, field);
  JsonNode *value = NULL;
  gboolean is_int = g_str_equal (type->name, "int"), is_number = g_str_equal (type->name, "number");

  if (line == NULL)
    return is_int || is_number ? find_count (self, field, is_int, evidence) : NULL;

  g_autofree char *words = bureau_source_span (self->source, line->value_first, line->value_n);
  if (is_int || is_number)
    parse_number (self->source, line->value_first, is_int, &value);
  else if (g_str_equal (type->name, "text"))
    value = bureau_text_node (words);
  if (value)
    *evidence = g_steal_pointer (&words);

  return value;
}

static const char *
choice_for_urgency (BureauExtraction *self, JsonArray *choices, const char *level)
{
  for (guint i = 0; i < json_array_get_length (choices); i++)
    {
      const char *choice = json_array_get_string_element (choices, i);
      const BureauPhrase *means = choice ? bureau_dictionary_find (self->source->dictionary,
                                                                   BUREAU_PHRASE_URGENCY, choice)
                                         : NULL;
      if (choice
          && (g_ascii_strcasecmp (choice, level) == 0
              || (means && g_str_equal (means->tag, level))))
        return choice;
    }

  return NULL;
}

/* One of the field's own choices, and nothing but those. */
static JsonNode *
find_choice (BureauExtraction *self, JsonObject *field, const char *meaning, char **evidence)
{
  JsonArray *choices = bureau_json_get_array (field, "choices");
  BureauNameMatch match;

  if (choices == NULL)
    return NULL;
  if (g_strcmp0 (meaning, "urgency") == 0)
    {
      const BureauFinding *urgency = bureau_extraction_find (self, "urgency");
      const char *choice = urgency ? choice_for_urgency (self, choices,
                                                         json_node_get_string (urgency->value))
                                   : NULL;
      if (choice == NULL)
        return NULL;
      *evidence = g_strdup (urgency->evidence);
      return bureau_text_node (choice);
    }
  if (!bureau_source_match_names (self->source, choices, &match))
    return NULL;
  *evidence = bureau_source_span (self->source, match.first, match.n);

  return bureau_text_node (json_array_get_string_element (choices, match.index));
}

/**
 * bureau_extraction_value_for:
 * @field: `{"name","type","title","description","choices"}`
 * @evidence: (out): the words of the source the value rests on
 * @finding: (out) (nullable): the name of the finding that became the value
 *
 * What was found for one field, in the field's type.
 *
 * Returns: (transfer full) (nullable): the value, %NULL where the source says nothing about it
 */
JsonNode *
bureau_extraction_value_for (BureauExtraction *self, JsonObject *field, char **evidence,
                             const char **finding)
{
  const BureauFieldType *type = bureau_field_type_of (field);
  const char *meaning = meaning_of (self, field);

  *finding = NULL;
  if (g_str_equal (type->name, "choice"))
    {
      JsonNode *value = find_choice (self, field, meaning, evidence);
      *finding = value && g_strcmp0 (meaning, "urgency") == 0 ? "urgency" : NULL;
      return value;
    }

  const BureauFinding *found = find_with_fallback (
      self, bureau_field_type_fits (type, meaning) ? meaning : type->usual);
  JsonNode *value = found ? type->convert (found) : NULL;
  if (value == NULL)
    return value_of_label (self, field, type, evidence);

  *evidence = g_strdup (found->evidence);
  *finding = found->name;
  return value;
}
