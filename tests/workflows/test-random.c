/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../base/json-mutate.h"
#include "base/json.h"
#include "workflows/diff.h"
#include "workflows/document.h"
#include "workflows/sentence.h"
#include "workflows/template.h"

#define N_ROUNDS 500

static void
read_workflow (JsonObject *document)
{
  g_autoptr (BureauWorkflow) workflow = bureau_workflow_parse (document, NULL);
  g_autofree char *sentence = NULL;
  g_auto (GStrv) lines = NULL;

  if (workflow == NULL)
    return;
  sentence = bureau_workflow_to_sentence (workflow);
  lines = bureau_workflow_to_lines (workflow);
  g_assert_cmpuint (g_strv_length (lines), ==, workflow->n_steps + 1);
}

static void
read_agent (JsonObject *document)
{
  g_autoptr (BureauAgent) agent = bureau_agent_parse (document, NULL);
  g_autofree char *sentence = agent != NULL ? bureau_agent_to_sentence (agent) : NULL;

  g_assert_true (agent == NULL || sentence != NULL);
}

static void
read_list (JsonObject *template, const char *list, void (*read) (JsonObject *))
{
  JsonArray *documents = bureau_json_get_array (template, list);

  for (guint i = 0; documents != NULL && i < json_array_get_length (documents); i++)
    {
      JsonNode *node = json_array_get_element (documents, i);

      if (JSON_NODE_HOLDS_OBJECT (node))
        read (json_node_get_object (node));
    }
}

static void
check_round (GRand *random, JsonObject *template, JsonNode *tree)
{
  guint countdown = g_rand_int_range (random, 1, 500);
  g_autoptr (JsonNode) mutated = json_mutate (random, tree, &countdown);
  JsonObject *object = json_node_get_object (mutated);
  g_autoptr (JsonArray) problems = bureau_document_check (BUREAU_DOCUMENT_TEMPLATE, object, NULL);
  g_autoptr (JsonArray) changes = bureau_document_diff (template, object);

  g_assert_cmpuint (json_array_get_length (problems), <=, BUREAU_MAX_PROBLEMS);
  g_assert_true (bureau_document_level (template, object) == BUREAU_LEVEL_BUILDER
                 || json_array_get_length (changes) == 0);
  read_list (object, "workflows", read_workflow);
  read_list (object, "agents", read_agent);
}

/* One thing at a time is wrong with a whole template; nothing may crash, whatever it is. */
static void
test_template (void)
{
  g_autoptr (JsonObject) template = bureau_template_load ("lead-intake", NULL);
  g_autoptr (JsonNode) tree = bureau_json_node_for_object (template);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);

  for (guint i = 0; i < N_ROUNDS; i++)
    check_round (random, template, tree);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/workflows/random/template", test_template);
  return g_test_run ();
}
