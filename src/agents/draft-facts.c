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

/* A list itself stays where it stands: in the result of the step. */
static void
add_list (JsonObject *facts, const char *fact, const char *step, JsonObject *result,
          const char *field)
{
  g_autofree char *reference = g_strdup_printf ("%s.%s", step, field);

  if (bureau_json_get_array (result, field))
    json_object_set_string_member (facts, fact, reference);
}

static void
add_price (JsonObject *facts, JsonObject *result)
{
  for (guint i = 0; i < G_N_ELEMENTS (price_facts); i++)
    {
      JsonNode *value = json_object_get_member (result, price_facts[i].name);

      if (value && !JSON_NODE_HOLDS_NULL (value))
        json_object_set_member (facts, price_facts[i].fact, json_node_copy (value));
    }
}

/**
 * bureau_draft_facts:
 *
 * Returns: (transfer full): `{"fee_low","fee_high","currency","precedent_count","precedents",
 *   "similar","booking_link"}`, each only where there is one; fees are minor units, and the two
 *   lists are named by where they stand, `STEP.FIELD`
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
        {
          add_price (facts, result);
          add_list (facts, "precedents", reference, result, "precedent_list");
        }
      else if (step->kind == BUREAU_STEP_SEARCH)
        add_list (facts, "similar", reference, result, "results");
    }
  if (link && *link)
    json_object_set_string_member (facts, "booking_link", link);

  return facts;
}
