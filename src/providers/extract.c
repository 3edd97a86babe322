/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/builtin.h"
#include "providers/extract.h"

#include "base/error.h"
#include "base/json.h"

/* What a record can hold; more is not asked of rules. */
#define MAX_FIELDS 200

/* Later rules see what earlier ones found: the company's rule looks behind the name, for one. */
static void (*const extractors[]) (BureauExtraction *self) = {
  bureau_extract_labelled, bureau_extract_email,   bureau_extract_name,      bureau_extract_company,
  bureau_extract_phone,    bureau_extract_money,   bureau_extract_date,      bureau_extract_service,
  bureau_extract_urgency,  bureau_extract_website, bureau_extract_questions, bureau_extract_summary,
};

/* Findings worth keeping although no field asked for them, and the key they get. Other findings are
 * only there for fields that ask. */
static const char *const extras[] = {
  "company", "phone", "budget",         "budget_low", "budget_high", "budget_currency", "deadline",
  "start",   "date",  "date_precision", "service",    "urgency",     "website",         "questions",
};

static void
finding_clear (gpointer data)
{
  BureauFinding *self = data;

  g_clear_pointer (&self->value, json_node_unref);
  g_clear_pointer (&self->evidence, g_free);
}

/**
 * bureau_text_node:
 *
 * Returns: (transfer full): a node that holds this text
 */
JsonNode *
bureau_text_node (const char *text)
{
  JsonNode *node = json_node_new (JSON_NODE_VALUE);

  json_node_set_string (node, text);

  return node;
}

/**
 * bureau_extraction_find:
 *
 * Returns: (transfer none) (nullable): what was found under this name
 */
const BureauFinding *
bureau_extraction_find (const BureauExtraction *self, const char *name)
{
  for (guint i = 0; i < self->findings->len; i++)
    {
      BureauFinding *finding = &g_array_index (self->findings, BureauFinding, i);
      if (g_str_equal (finding->name, name))
        return finding;
    }

  return NULL;
}

/**
 * bureau_extraction_add:
 * @finding: (transfer full): what a rule found; dropped where a surer one of its name is there
 */
void
bureau_extraction_add (BureauExtraction *self, BureauFinding finding)
{
  BureauFinding *known = (BureauFinding *)bureau_extraction_find (self, finding.name);

  if (known == NULL)
    {
      g_array_append_val (self->findings, finding);
      return;
    }
  if (finding.rank > known->rank)
    {
      BureauFinding old = *known;
      *known = finding;
      finding = old;
    }
  finding_clear (&finding);
}

/**
 * bureau_extraction_add_text:
 * @value_and_evidence: (transfer full): words of the source that are the value as they stand
 */
void
bureau_extraction_add_text (BureauExtraction *self, const char *name, guint rank,
                            char *value_and_evidence)
{
  bureau_extraction_add (self, (BureauFinding){
                                   .name = name,
                                   .rank = rank,
                                   .value = bureau_text_node (value_and_evidence),
                                   .evidence = value_and_evidence,
                               });
}

static void
answer_field (BureauExtraction *self, JsonObject *field, JsonObject *answer, GHashTable *used)
{
  const char *name = bureau_json_get_string (field, "name");
  g_autofree char *evidence = NULL;
  const char *finding = NULL;

  if (name == NULL || *name == '\0')
    return;

  JsonNode *value = bureau_extraction_value_for (self, field, &evidence, &finding);
  if (value == NULL)
    return;

  json_object_set_member (json_object_get_object_member (answer, "values"), name, value);
  json_object_set_string_member (json_object_get_object_member (answer, "evidence"), name,
                                 evidence);
  if (finding)
    g_hash_table_add (used, (gpointer)finding);
}

static gboolean
same_words (BureauExtraction *self, const BureauFinding *finding, const char *name)
{
  const BureauFinding *other = bureau_extraction_find (self, name);

  return other && g_str_equal (other->evidence, finding->evidence);
}

/* What says more of the same words than the finding itself. */
static const struct
{
  const char *name;
  const char *better;
} repeated[] = {
  { "date", "deadline" },
  { "date", "start" },
  { "budget", "budget_low" },
  { "budget", "budget_high" },
};

/* “date” is the same day again where it is the deadline's or the start's, “budget” the same sum
 * where it is the most; a date's precision is only worth keeping with it. */
static gboolean
is_said_already (BureauExtraction *self, const BureauFinding *finding)
{
  for (guint i = 0; i < G_N_ELEMENTS (repeated); i++)
    if (g_str_equal (finding->name, repeated[i].name)
        && same_words (self, finding, repeated[i].better))
      return TRUE;

  return g_str_equal (finding->name, "date_precision") && !same_words (self, finding, "date");
}

static void
answer_extras (BureauExtraction *self, JsonObject *answer, GHashTable *used)
{
  JsonObject *values = json_object_get_object_member (answer, "values");
  JsonObject *evidence = json_object_get_object_member (answer, "evidence");

  for (guint i = 0; i < G_N_ELEMENTS (extras); i++)
    {
      const BureauFinding *finding = bureau_extraction_find (self, extras[i]);
      if (finding == NULL || g_hash_table_contains (used, extras[i])
          || json_object_has_member (values, extras[i]) || is_said_already (self, finding))
        continue;
      json_object_set_member (values, extras[i], json_node_ref (finding->value));
      json_object_set_string_member (evidence, extras[i], finding->evidence);
    }
}

static JsonObject *
answer_fields (BureauExtraction *self, JsonArray *fields)
{
  g_autoptr (GHashTable) used = g_hash_table_new (g_str_hash, g_str_equal);
  JsonObject *answer = json_object_new ();
  guint n = fields ? MIN (json_array_get_length (fields), MAX_FIELDS) : 0;

  json_object_set_object_member (answer, "values", json_object_new ());
  json_object_set_object_member (answer, "evidence", json_object_new ());
  for (guint i = 0; i < n; i++)
    {
      JsonNode *field = json_array_get_element (fields, i);
      if (JSON_NODE_HOLDS_OBJECT (field))
        answer_field (self, json_node_get_object (field), answer, used);
    }
  answer_extras (self, answer, used);
  bureau_extraction_answer_form (self, fields, bureau_json_get_object (answer, "values"),
                                 bureau_json_get_object (answer, "evidence"));

  return answer;
}

/**
 * bureau_builtin_extract:
 * @inputs: `{"source":{"subject","text","sender":{"name","address"},"date","language"},
 *   "fields":[{"name","type","title","description","choices":[…]}],"known":{"services":[…],"firm",
 *   "currency","date_order":"dmy|mdy"}}`
 *
 * Reads values for fields out of a source. A value is only given where words for it were found.
 *
 * Returns: (transfer full): `{"values":{field:value},"evidence":{field:words}}`, both also with
 * what was found though no field asked for it; each evidence stands literally in the source. Money
 * is
 *   `{"minor","currency"}` without `currency` where nobody named one, a date is "2026-12-05".
 */
JsonObject *
bureau_builtin_extract (JsonObject *inputs, GError **error)
{
  JsonObject *object = bureau_json_get_object (inputs, "source");

  if (object == NULL)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "There is nothing to extract from: the task has no “source”");
      return NULL;
    }

  g_autoptr (BureauSource) source = bureau_source_new (object, error);
  if (source == NULL)
    return NULL;

  g_autoptr (GArray) findings = g_array_new (FALSE, FALSE, sizeof (BureauFinding));
  g_array_set_clear_func (findings, finding_clear);
  g_autoptr (GArray) labelled = g_array_new (FALSE, FALSE, sizeof (BureauLabelledLine));
  BureauExtraction self = {
    .labelled = labelled,
    .source = source,
    .known = bureau_json_get_object (inputs, "known"),
    .findings = findings,
  };
  for (guint i = 0; i < G_N_ELEMENTS (extractors); i++)
    extractors[i](&self);

  return answer_fields (&self, bureau_json_get_array (inputs, "fields"));
}
