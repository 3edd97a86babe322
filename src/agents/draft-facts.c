/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The facts beneath a draft: what it was written from, to be checked at a glance. */
#include "agents/draft-inputs.h"
#include "base/json.h"

static const struct
{
  const char *name;
  const char *fact;
} price_facts[] = {
  { "fee_low", "fee_low" },
  { "fee_high", "fee_high" },
  { "fee_currency", "currency" },
  { "precedents", "precedent_count" },
};

#define PRECEDENTS "precedent_list"

/* The list itself stays where it stands: in the result of the step. */
static void
add_price (JsonObject *facts, const char *step, JsonObject *result)
{
  JsonNode *list = json_object_get_member (result, PRECEDENTS);

  for (guint i = 0; i < G_N_ELEMENTS (price_facts); i++)
    {
      JsonNode *value = json_object_get_member (result, price_facts[i].name);

      if (value && !JSON_NODE_HOLDS_NULL (value))
        json_object_set_member (facts, price_facts[i].fact, json_node_copy (value));
    }
  if (list && JSON_NODE_HOLDS_ARRAY (list))
    {
      g_autofree char *reference = g_strconcat (step, "." PRECEDENTS, NULL);

      json_object_set_string_member (facts, "precedents", reference);
    }
}

static void
add_similar (JsonObject *facts, JsonObject *result)
{
  JsonArray *results = bureau_json_get_array (result, "results");
  JsonArray *similar = json_array_new ();

  for (guint i = 0; results && i < json_array_get_length (results); i++)
    {
      JsonObject *hit = json_array_get_object_element (results, i);
      JsonObject *named = json_object_new ();

      bureau_json_set_id (named, "id", bureau_json_get_id (hit, "id"));
      bureau_json_set_string (named, "collection", bureau_json_get_string (hit, "collection"));
      bureau_json_set_string (named, "title", bureau_json_get_string (hit, "title"));
      json_array_add_object_element (similar, named);
    }
  json_object_set_array_member (facts, "similar", similar);
}

/**
 * bureau_draft_facts:
 *
 * Returns: (transfer full): `{"fee_low","fee_high","currency","precedent_count","precedents",
 *   "similar":[{"id","collection","title"}],"booking_link"}`, each only where there is one; fees
 *   are minor units, and the precedents are named by where they stand, `STEP.FIELD`
 */
JsonObject *
bureau_draft_facts (BureauStepContext *context)
{
  JsonArray *given = bureau_json_get_array (context->step->arguments, "given");
  JsonObject *settings = bureau_catalog_get_settings (context->catalog);
  const char *link = bureau_json_get_string (settings, "booking_link");
  JsonObject *facts = json_object_new ();

  for (guint i = 0; given && i < json_array_get_length (given); i++)
    {
      const char *reference = json_array_get_string_element (given, i);
      const BureauStep *step = bureau_workflow_find_step (context->run->workflow, reference);
      JsonObject *result = bureau_json_get_object (context->run->results, reference);

      if (!step || !result)
        continue;
      if (step->kind == BUREAU_STEP_QUERY)
        add_price (facts, reference, result);
      else if (step->kind == BUREAU_STEP_SEARCH)
        add_similar (facts, result);
    }
  if (link && *link)
    json_object_set_string_member (facts, "booking_link", link);

  return facts;
}
