/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tools that an agent can be given, and what becomes of a call (reliability.md §3.2): it passes
 * where the agent was given the tool, its arguments are in order, and its class allows it. */
#include "agents/tool.h"

#include "agents/answer.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/private.h"

typedef struct
{
  const char *name;
  const char *about;
  const char *schema;
  BureauToolFunc does;
  BureauToolFunc proposes;
} Tool;

static const Tool tools[] = {
  { .name = "search",
    .about = "Searches the records, messages and sent drafts of the business by their words. Gives "
             "ids, titles and the words found, the best first.",
    .schema = "{\"type\":\"object\",\"required\":[\"words\"],\"additionalProperties\":false,"
              "\"properties\":{\"words\":{\"type\":\"string\"},\"in\":{\"type\":\"string\","
              "\"description\":\"one collection; all that you may read without it\"}}}",
    .does = bureau_tool_search },
  { .name = "read",
    .about = "Reads one record by its collection and the id that a search gave.",
    .schema = "{\"type\":\"object\",\"required\":[\"collection\",\"id\"],"
              "\"additionalProperties\":false,\"properties\":{\"collection\":{\"type\":"
              "\"string\"},\"id\":{\"type\":\"string\"}}}",
    .does = bureau_tool_read },
  { .name = "note_fact",
    .about = "Notes something about the record at hand that it has no field for: a name of small "
             "letters, what is so, and the words of the message that say it.",
    .schema = "{\"type\":\"object\",\"required\":[\"name\",\"value\"],"
              "\"additionalProperties\":false,\"properties\":{\"name\":{\"type\":\"string\"},"
              "\"value\":{\"type\":\"string\"},\"words\":{\"type\":\"string\"}}}",
    .does = bureau_tool_fact },
  { .name = "propose_view",
    .about = "Proposes a new view of the records to the operator, in a sentence: which records, by "
             "what, since when. It is shown once they say yes.",
    .schema = "{\"type\":\"object\",\"required\":[\"words\"],\"additionalProperties\":false,"
              "\"properties\":{\"words\":{\"type\":\"string\"}}}",
    .proposes = bureau_tool_view },
};

/**
 * bureau_tool_judge:
 *
 * The table of reliability.md §3.2.
 *
 * Returns: what becomes of a call
 */
BureauToolVerdict
bureau_tool_judge (BureauToolClass class, const BureauToolCircumstances *circumstances)
{
  switch (class)
    {
    case BUREAU_TOOL_READS:
    case BUREAU_TOOL_WRITES:
      return BUREAU_TOOL_DONE;
    case BUREAU_TOOL_FETCHES:
      if (!circumstances->is_pinned)
        return BUREAU_TOOL_REFUSED;
      return circumstances->is_tainted && !circumstances->is_plain ? BUREAU_TOOL_PROPOSED
                                                                   : BUREAU_TOOL_DONE;
    case BUREAU_TOOL_ACTS:
      return BUREAU_TOOL_PROPOSED;
    default:
      return BUREAU_TOOL_REFUSED;
    }
}

static const Tool *
find (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_str_equal (tools[i].name, name))
      return &tools[i];

  return NULL;
}

/* Where nothing is committed, as when a draft is written once more, only reading makes sense. */
static gboolean
is_of_use (BureauStepContext *context, const Tool *tool)
{
  return bureau_tool_get_class (tool->name) == BUREAU_TOOL_READS || context->draft == 0;
}

static JsonObject *
describe (const Tool *tool)
{
  JsonObject *described = json_object_new ();

  json_object_set_string_member (described, "name", tool->name);
  json_object_set_string_member (described, "about", tool->about);
  json_object_set_object_member (described, "schema",
                                 bureau_json_parse_object (tool->schema, -1, NULL));

  return described;
}

/**
 * bureau_tool_list:
 *
 * Returns: (transfer full) (nullable): [{"name","about","schema"}], those that the step's agent was
 *   given, in an order that stays; %NULL where there are none
 */
JsonArray *
bureau_tool_list (BureauStepContext *context)
{
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < G_N_ELEMENTS (tools); i++)
    if (g_strv_contains (context->agent->tools, tools[i].name) && is_of_use (context, &tools[i]))
      json_array_add_object_element (list, describe (&tools[i]));

  return json_array_get_length (list) > 0 ? g_steal_pointer (&list) : NULL;
}

static const Tool *
find_given (BureauStepContext *context, const char *name, GError **error)
{
  const Tool *tool = find (name);

  if (!g_strv_contains (context->agent->tools, name))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                 "The agent “%s” was not given the tool “%s”.", context->agent->name, name);
  else if (!tool || !is_of_use (context, tool))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no tool “%s” here.", name);
  else
    return tool;

  return NULL;
}

static gboolean
check_input (const Tool *tool, JsonObject *input, GError **error)
{
  g_autoptr (JsonObject) schema = bureau_json_parse_object (tool->schema, -1, NULL);
  g_autofree char *problem = NULL;

  if (bureau_answer_check (input, schema, &problem))
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "What “%s” is called with is wrong: %s",
               tool->name, problem);

  return FALSE;
}

static BureauToolFunc
find_func (BureauStepContext *context, const Tool *tool)
{
  const BureauToolCircumstances circumstances = { .is_tainted = *context->run->taint != '\0' };

  switch (bureau_tool_judge (bureau_tool_get_class (tool->name), &circumstances))
    {
    case BUREAU_TOOL_DONE:
      return tool->does;
    case BUREAU_TOOL_PROPOSED:
      return tool->proposes;
    case BUREAU_TOOL_REFUSED:
    default:
      return NULL;
    }
}

/**
 * bureau_tool_call:
 * @acts: (element-type BureauToolAct): gets what the call changes, if it changes anything
 *
 * Calls a tool for the step's agent, as far as its class allows. Awaits, so it belongs into a
 * fiber.
 *
 * Errors: %BUREAU_ERROR_REFUSED where the agent may not, %BUREAU_ERROR_NOT_FOUND where there is no
 * such tool, %BUREAU_ERROR_INVALID where the input does not fit.
 *
 * Returns: (transfer full): the result, or %NULL with @error set
 */
JsonObject *
bureau_tool_call (BureauStepContext *context, const char *name, JsonObject *input, GPtrArray *acts,
                  GError **error)
{
  const Tool *tool = find_given (context, name, error);
  BureauToolFunc func;

  if (!tool || !check_input (tool, input, error))
    return NULL;
  func = find_func (context, tool);
  if (!func)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "“%s” may not be called here.", name);
      return NULL;
    }

  return func (context, input, acts, error);
}

/**
 * bureau_tool_may_show:
 * @may: (out): whether a provider may see it
 *
 * Returns: %FALSE with @error set where that could not be read
 */
gboolean
bureau_tool_may_show (BureauDatabase *database, gint64 id, gboolean *may, GError **error)
{
  g_autofree char *ids = g_strdup_printf ("[%" G_GINT64_FORMAT "]", id);
  gint64 found = 0;
  gboolean ok = bureau_private_find (database, ids, &found, error);

  *may = found == 0;

  return ok;
}
