/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/document.h"

#include "base/json.h"

static const char *
get_text_or (JsonObject *object, const char *name, const char *fallback)
{
  const char *text = bureau_json_get_string (object, name);

  return text != NULL ? text : fallback;
}

/* The texts stay the document's; only the list is ours. */
static const char *const *
list_texts (JsonObject *object, const char *name)
{
  JsonArray *array = bureau_json_get_array (object, name);
  guint length = array != NULL ? json_array_get_length (array) : 0;
  const char **texts = g_new0 (const char *, length + 1);

  for (guint i = 0; i < length; i++)
    texts[i] = json_array_get_string_element (array, i);
  return texts;
}

static void
parse_budget (JsonObject *budget, BureauAgent *self)
{
  self->per_run = budget != NULL ? bureau_json_get_int (budget, "per_run", -1) : -1;
  self->per_day = budget != NULL ? bureau_json_get_int (budget, "per_day", -1) : -1;
  self->per_month = budget != NULL ? bureau_json_get_int (budget, "per_month", -1) : -1;
}

static void
parse_members (BureauAgent *self)
{
  JsonObject *document = self->document;

  self->name = bureau_json_get_string (document, "agent");
  self->title = get_text_or (document, "title", self->name);
  self->instructions = bureau_json_get_string (document, "instructions");
  self->provider = get_text_or (document, "provider", "builtin");
  self->model = bureau_json_get_string (document, "model");
  self->fallback = list_texts (document, "fallback");
  self->reads = list_texts (document, "reads");
  self->writes = list_texts (document, "writes");
  self->tools = list_texts (document, "tools");
  self->letter = bureau_json_get_string (document, "letter");
  self->letters = bureau_json_get_object (document, "letters");
  self->language = bureau_json_get_string (document, "language");
  self->concurrency = bureau_json_get_int (document, "concurrency", 0);
  parse_budget (bureau_json_get_object (document, "budget"), self);
}

/**
 * bureau_agent_parse:
 * @document: an agent's document; copied, so it may change afterwards
 * @error: return location; %BUREAU_ERROR_INVALID with the first problem that the
 * document alone shows
 *
 * Returns: (transfer full) (nullable): the agent
 */
BureauAgent *
bureau_agent_parse (JsonObject *document, GError **error)
{
  g_autoptr (JsonArray) problems = bureau_document_check (BUREAU_DOCUMENT_AGENT, document, NULL);
  const char *name = get_text_or (document, "agent", "The agent");
  GError *problem = bureau_problems_to_error (name, problems);
  BureauAgent *self;

  if (problem != NULL)
    {
      g_propagate_error (error, problem);
      return NULL;
    }
  self = g_new0 (BureauAgent, 1);
  self->document = bureau_json_copy_object (document);
  parse_members (self);
  return self;
}

void
bureau_agent_free (BureauAgent *self)
{
  g_free ((gpointer)self->fallback);
  g_free ((gpointer)self->reads);
  g_free ((gpointer)self->writes);
  g_free ((gpointer)self->tools);
  g_clear_pointer (&self->document, json_object_unref);
  g_free (self);
}
