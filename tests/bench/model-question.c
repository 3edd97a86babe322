/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "model-question.h"

#include <string.h>

#include "base/json.h"
#include "providers/wire.h"

/* Where the data goes. */
#define PLACE "@data@"

#define SOURCE                                                                                     \
  "\"source\":{\"subject\":\"Quote for a website\",\"text\":\"" PLACE                              \
  "\",\"sender\":{\"name\":\"Anna Bermann\"},\"date\":\"2026-11-20\"}"

static const struct
{
  const char *instructions;
  const char *inputs;
  const char *schema;
} forms[BUREAU_TASK_N_KINDS] = {
  [BUREAU_TASK_CLASSIFY]
  = { "You sort what comes in.",
      "{" SOURCE
      ",\"labels\":[{\"name\":\"inquiry\"},{\"name\":\"project\"},{\"name\":\"other\"}]}",
      "{\"type\":\"object\",\"required\":[\"label\"],\"properties\":{\"label\":{\"type\":"
      "\"string\","
      "\"enum\":[\"inquiry\",\"project\",\"other\"]},\"confidence\":{\"type\":\"number\"}}}" },
  [BUREAU_TASK_DRAFT]
  = { "You answer briefly.", "{" SOURCE ",\"given\":{\"past\":{},\"settings\":{}},\"facts\":{}}",
      "{\"type\":\"object\",\"required\":[\"subject\",\"body\"],\"properties\":{\"subject\":{"
      "\"type\":\"string\"},\"body\":{\"type\":\"string\"}}}" },
};

struct _ModelQuestion
{
  char *before;
  char *after;
};

ModelQuestion *
model_question_new (BureauTaskKind kind)
{
  static const BureauWireOptions options = {
    .model = "bench",
    .with_schema = TRUE,
    .with_stream = TRUE,
  };
  ModelQuestion *self = g_new0 (ModelQuestion, 1);
  g_autoptr (JsonObject) object = bureau_json_parse_object (forms[kind].inputs, -1, NULL);
  g_autoptr (JsonNode) schema = bureau_json_parse (forms[kind].schema, -1, NULL);
  const BureauTaskTerms terms = { .schema = schema, .instructions = forms[kind].instructions };
  g_autoptr (BureauTask) task = bureau_task_new (kind, object, &terms);
  g_autoptr (BureauPrompt) prompt = bureau_prompt_new (task);
  g_autoptr (JsonObject) body = bureau_wire_anthropic.write (prompt, &options);
  g_autofree char *text = bureau_json_print_object (body);
  const char *place = strstr (text, PLACE);

  self->before = g_strndup (text, (gsize)(place - text));
  self->after = g_strdup (place + strlen (PLACE));

  return self;
}

void
model_question_free (ModelQuestion *self)
{
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}

GBytes *
model_question_write (ModelQuestion *self, const char *data)
{
  g_autofree char *escaped = g_strescape (data, NULL);
  char *body = g_strconcat (self->before, escaped, self->after, NULL);

  return g_bytes_new_take (body, strlen (body));
}

/* The text of the answer and nothing else of the stream. */
static void
take_line (GString *text, const char *line)
{
  g_autoptr (JsonParser) parser = json_parser_new ();
  JsonObject *event;
  JsonObject *delta;

  if (!g_str_has_prefix (line, "data: ")
      || !json_parser_load_from_data (parser, line + strlen ("data: "), -1, NULL))
    return;
  event = json_node_get_object (json_parser_get_root (parser));
  delta = json_object_has_member (event, "delta") ? json_object_get_object_member (event, "delta")
                                                  : NULL;
  if (delta != NULL && json_object_has_member (delta, "text"))
    g_string_append (text, json_object_get_string_member (delta, "text"));
}

JsonObject *
model_question_read (GBytes *bytes)
{
  g_autofree char *body = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_auto (GStrv) lines = g_strsplit (body, "\n", -1);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonNode) node = NULL;

  for (guint i = 0; lines[i] != NULL; i++)
    take_line (text, lines[i]);
  node = json_from_string (text->str, NULL);
  if (node == NULL)
    g_error ("The model said: %s", text->str);

  return json_object_ref (json_node_get_object (node));
}
