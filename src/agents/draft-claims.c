/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a draft says that its agent was not told. */
#include "agents/draft-inputs.h"
#include "base/json.h"
#include "providers/claims.h"

static gboolean
has_claim (JsonArray *claims, const char *text)
{
  for (guint i = 0; i < json_array_get_length (claims); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (claims, i), "text"), text)
        == 0)
      return TRUE;

  return FALSE;
}

/* What the subject says and the body does not. */
static void
add_claims_of_subject (JsonArray *claims, const char *subject, JsonObject *inputs)
{
  g_autoptr (JsonArray) found = bureau_claims_find (subject, inputs);

  for (guint i = 0; i < json_array_get_length (found); i++)
    {
      JsonObject *claim = json_array_get_object_element (found, i);

      if (has_claim (claims, bureau_json_get_string (claim, "text")))
        continue;
      json_object_set_string_member (claim, "in", "subject");
      json_array_add_object_element (claims, json_object_ref (claim));
    }
}

/* What tools found supports the draft as what was given does; what they were asked does not. */
static void
add_found (BureauStepContext *context, JsonObject *inputs)
{
  JsonArray *calls = bureau_json_get_array (context->outcome->input, "calls");
  JsonArray *found = json_array_new ();

  for (guint i = 0; calls && i < json_array_get_length (calls); i++)
    {
      JsonObject *result = bureau_json_get_object (json_array_get_object_element (calls, i),
                                                   "result");

      if (result)
        json_array_add_object_element (found, json_object_ref (result));
    }
  json_object_set_array_member (inputs, "found", found);
}

/**
 * bureau_draft_add_claims:
 * @answer: gets `unsupported`, as bureau_draft_ask() says
 * @inputs: of its task; what tools found is added
 *
 * Says of a draft what stands in nothing that its agent knew. Rules write nothing else.
 */
void
bureau_draft_add_claims (BureauStepContext *context, JsonObject *answer, JsonObject *inputs)
{
  JsonArray *claims;

  json_object_remove_member (answer, "unsupported");
  if (context->outcome->provider)
    return;
  add_found (context, inputs);
  claims = bureau_claims_find (bureau_json_get_string (answer, "body"), inputs);
  add_claims_of_subject (claims, bureau_json_get_string (answer, "subject"), inputs);
  json_object_set_array_member (answer, "unsupported", claims);
}
