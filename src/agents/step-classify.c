/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "agents/agent-ask.h"
#include "agents/message-source.h"
#include "agents/step.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/message.h"
#include "providers/builtin.h"

/* A label may be a mere name, or a name and what it means. */
static JsonArray *
list_labels (BureauStepContext *context)
{
  JsonArray *given = bureau_json_get_array (context->step->arguments, "labels");
  JsonArray *labels = json_array_new ();

  for (guint i = 0; given && i < json_array_get_length (given); i++)
    {
      JsonNode *node = json_array_get_element (given, i);
      JsonObject *label = JSON_NODE_HOLDS_OBJECT (node) ? json_node_dup_object (node)
                                                        : json_object_new ();

      if (!JSON_NODE_HOLDS_OBJECT (node))
        json_object_set_string_member (label, "name", json_node_get_string (node));
      json_array_add_object_element (labels, label);
    }

  return labels;
}

static JsonObject *
make_schema (JsonArray *labels)
{
  JsonObject *schema = bureau_json_parse_object (
      "{\"type\":\"object\",\"required\":[\"label\"],\"properties\":{"
      "\"label\":{\"type\":\"string\",\"enum\":[]},\"confidence\":{\"type\":\"number\"}}}",
      -1, NULL);
  JsonObject *properties = bureau_json_get_object (schema, "properties");
  JsonArray *names = bureau_json_get_array (bureau_json_get_object (properties, "label"), "enum");

  for (guint i = 0; i < json_array_get_length (labels); i++)
    json_array_add_string_element (
        names, bureau_json_get_string (json_array_get_object_element (labels, i), "name"));

  return schema;
}

typedef struct
{
  char **words;
  JsonObject *learnt;
} Learnt;

static gboolean
read_learnt (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Learnt *self = data;

  self->learnt = bureau_message_learnt (database, (const char *const *)self->words, error);

  return self->learnt != NULL;
}

/* What the operator taught about such words; nothing to read where nothing was taught. */
static gboolean
add_learnt (BureauStepContext *context, JsonObject *inputs, GError **error)
{
  JsonObject *message = context->run->message;
  g_auto (GStrv) words = NULL;
  Learnt learnt = { 0 };

  if (!message || !bureau_catalog_has_taught_labels (context->catalog))
    return TRUE;
  words = bureau_message_source_words (message);
  learnt.words = words;
  if (!dex_await (bureau_memory_read (context->environment->memory, read_learnt, &learnt, NULL),
                  error))
    return FALSE;
  json_object_set_object_member (inputs, "learnt", learnt.learnt);

  return TRUE;
}

static gboolean
write_label (BureauTransaction *transaction, BureauOutcome *outcome, gpointer data, GError **error)
{
  g_autofree char *by = g_strconcat ("agent:", outcome->step->agent, NULL);

  return bureau_message_set_label (transaction, outcome->run->message_id,
                                   bureau_json_get_string (outcome->output, "label"), by, error);
}

static JsonObject *
make_inputs (BureauStepContext *context, JsonArray *labels, GError **error)
{
  JsonObject *source = bureau_step_source (context, bureau_step_get_argument (context, "from"),
                                           error);
  g_autoptr (JsonObject) inputs = json_object_new ();

  if (!source)
    return NULL;
  json_object_set_object_member (inputs, "source", source);
  json_object_set_array_member (inputs, "labels", json_array_ref (labels));

  return add_learnt (context, inputs, error) ? g_steal_pointer (&inputs) : NULL;
}

static void
keep_label (BureauOutcome *outcome, JsonObject *answer)
{
  static const char *const members[] = { "label", "confidence", "why" };

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (json_object_has_member (answer, members[i]))
      json_object_set_member (outcome->output, members[i],
                              json_object_dup_member (answer, members[i]));
  if (outcome->run->message_id != 0)
    bureau_outcome_set_effect (outcome, write_label, NULL, NULL);
}

/**
 * bureau_step_classify:
 *
 * `{"do":"classify","from":"message","labels":[…]}`: an agent says what a message is; the label is
 * set on the message. Gives `label`, `confidence` and `why`.
 *
 * Returns: %FALSE with @error set where there is nothing to judge, or the agent gave none of the
 *   labels
 */
gboolean
bureau_step_classify (BureauStepContext *context, GError **error)
{
  g_autoptr (JsonArray) labels = list_labels (context);
  g_autoptr (JsonObject) schema = make_schema (labels);
  g_autoptr (JsonObject) inputs = make_inputs (context, labels, error);
  g_autoptr (JsonObject) answer = NULL;

  if (!inputs)
    return FALSE;
  bureau_json_set_id (context->outcome->input, "message", context->run->message_id);
  answer = bureau_agent_ask (context, BUREAU_TASK_CLASSIFY, inputs, schema, error);
  if (!answer)
    return FALSE;
  keep_label (context->outcome, answer);

  return TRUE;
}
