/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view that a model writes: it is told the schema and what there is to be read, never what others
 * wrote into it, and what it answers is checked as any view is. */
#include "agents/direct-model.h"

#include "agents/agent-ask.h"
#include "agents/ledger.h"
#include "base/error.h"
#include "base/json.h"
#include "views/view.h"

#define AGENT "director"
#define MAX_REPAIRS 2

static const char instructions[]
    = "You write views for the person who runs the business: one JSON document of the schema, for "
      "what their words ask for.\n"
      "Each source in `data` is one SELECT of SQLite over the collections that are given, and "
      "declares every column it has. `id` is the record; money is in minor units, its currency in "
      "the column that is named, and sums of money are grouped by it; dates are YYYY-MM-DD, times "
      "are UTC. A date_range parameter p is :p_from and :p_to; :today is today. Names of columns "
      "are never made up.\n"
      "Where `view` is given, it is on the screen. Words about it change it: answer all of it, "
      "with "
      "its id, its elements and their ids as they are but for what is asked. Other words make a "
      "new "
      "view, with an id that is not among `views`. `this` has the records that are open: “this "
      "client” is the one of that collection, and a source finds it by its id.";

/* What it is told --------------------------------------------------------------------------------
 */

static void
copy (JsonObject *from, JsonObject *to, const char *const *names)
{
  for (; *names != NULL; names++)
    if (json_object_has_member (from, *names))
      json_object_set_member (to, *names, json_object_dup_member (from, *names));
}

static const struct
{
  const char *type;
  const char *unit;
} units[] = {
  { "money", "minor units" },      { "date", "YYYY-MM-DD" }, { "datetime", "UTC, ISO 8601" },
  { "ratio", "1 is 100 percent" }, { "bool", "0 or 1" },     { "duration", "seconds" },
};

static JsonObject *
describe_field (JsonObject *field)
{
  static const char *const names[] = { "name",     "title",   "type", "collection",
                                       "currency", "choices", NULL };
  JsonObject *described = json_object_new ();

  copy (field, described, names);
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (g_strcmp0 (units[i].type, bureau_json_get_string (field, "type")) == 0)
      json_object_set_string_member (described, "unit", units[i].unit);
  return described;
}

static JsonObject *
describe_collection (JsonObject *collection)
{
  static const char *const names[] = { "collection", "title", NULL };
  JsonObject *described = json_object_new ();
  JsonArray *fields = bureau_json_get_array (collection, "fields");
  JsonArray *list = json_array_new ();

  copy (collection, described, names);
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    json_array_add_object_element (list,
                                   describe_field (json_array_get_object_element (fields, i)));
  json_object_set_array_member (described, "fields", list);
  return described;
}

/* What a button may start: the operator's own names, and on what. */
static JsonObject *
describe_workflow (JsonObject *workflow)
{
  static const char *const names[] = { "workflow", "title", "on", NULL };
  JsonObject *described = json_object_new ();

  copy (workflow, described, names);
  return described;
}

static JsonArray *
describe_all (JsonObject *inputs, const char *name, JsonObject *(*describe) (JsonObject *object))
{
  JsonArray *all = bureau_json_get_array (inputs, name);
  JsonArray *list = json_array_new ();

  for (guint i = 0; all != NULL && i < json_array_get_length (all); i++)
    json_array_add_object_element (list, describe (json_array_get_object_element (all, i)));
  return list;
}

/* Samples of values stay here: they may be words from outside. */
static JsonObject *
make_inputs (JsonObject *inputs)
{
  static const char *const names[] = { "words", "today", "views", "view", "element", "this", NULL };
  JsonObject *told = json_object_new ();

  copy (inputs, told, names);
  json_object_set_array_member (told, "collections",
                                describe_all (inputs, "collections", describe_collection));
  json_object_set_array_member (told, "workflows",
                                describe_all (inputs, "workflows", describe_workflow));
  return told;
}

/* What it answers --------------------------------------------------------------------------------
 */

typedef struct
{
  BureauMemory *memory;
  JsonObject *inputs;
} Asked;

static gboolean
is_taken (JsonObject *inputs, const char *id)
{
  JsonArray *views = bureau_json_get_array (inputs, "views");

  for (guint i = 0; views != NULL && i < json_array_get_length (views); i++)
    if (g_strcmp0 (json_array_get_string_element (views, i), id) == 0)
      return TRUE;
  return FALSE;
}

/* A new view takes no other's name, and a change keeps its own. */
static char *
check_id (JsonObject *inputs, const char *id)
{
  JsonObject *view = bureau_json_get_object (inputs, "view");
  const char *own = view != NULL ? bureau_json_get_string (view, "id") : NULL;

  if (own != NULL && g_strcmp0 (id, own) == 0)
    return NULL;
  if (own != NULL && !bureau_json_get_boolean (inputs, "is_open"))
    return g_strdup_printf ("the id stays “%s”.", own);
  if (is_taken (inputs, id))
    return g_strdup_printf ("another view has the id “%s”; a new one needs another.", id);
  return NULL;
}

static char *
list_problems (JsonArray *problems)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (problems); i++)
    {
      JsonObject *problem = json_array_get_object_element (problems, i);

      g_string_append_printf (text, "%s%s: %s", i > 0 ? "\n" : "",
                              bureau_json_get_string (problem, "at"),
                              bureau_json_get_string (problem, "hint"));
    }
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* In words by which a model can mend it; NULL where nothing is wrong. Awaits. */
static char *
check_view (JsonObject *answer, gpointer data)
{
  Asked *self = data;
  g_autoptr (JsonObject) view = bureau_view_to_canonical (answer);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) problems = dex_await_boxed (bureau_view_verify (self->memory, view),
                                                    &error);

  if (problems == NULL)
    return g_strdup (error->message);
  if (json_array_get_length (problems) > 0)
    return list_problems (problems);
  return check_id (self->inputs, bureau_json_get_string (view, "id"));
}

/* Asking -----------------------------------------------------------------------------------------
 */

static BureauAgent *
make_agent (const char *provider, GError **error)
{
  g_autoptr (JsonObject) document = json_object_new ();

  json_object_set_string_member (document, "agent", AGENT);
  json_object_set_string_member (document, "instructions", instructions);
  json_object_set_string_member (document, "provider", provider);
  return bureau_agent_parse (document, error);
}

static BureauRun *
make_run (GCancellable *cancellable)
{
  BureauRun *run = g_new0 (BureauRun, 1);

  run->results = json_object_new ();
  run->taint = g_strdup ("");
  run->cancellable = cancellable != NULL ? g_object_ref (cancellable) : g_cancellable_new ();
  return run;
}

/* It is asked as the agent of a run's step would be, but there is no run. */
static JsonObject *
ask (BureauEnvironment *environment, BureauAgent *agent, BureauLedger *ledger, JsonObject *inputs,
     GCancellable *cancellable, GError **error)
{
  static const BureauStep step = { .id = "view", .agent = AGENT };
  g_autoptr (BureauRun) run = make_run (cancellable);
  g_autoptr (JsonObject) told = make_inputs (inputs);
  g_autoptr (JsonObject) schema = bureau_view_llm_schema ();
  BureauOutcome outcome = { .run = run, .step = &step, .attempt = 1, .wait_ms = -1 };
  Asked asked = { environment->memory, inputs };
  const BureauAnswerTerms terms = { check_view, &asked, MAX_REPAIRS };
  BureauStepContext context = {
    .environment = environment,
    .catalog = environment->catalog,
    .run = run,
    .step = &step,
    .agent = agent,
    .outcome = &outcome,
    .settle = bureau_ledger_settle_step,
    .announce = bureau_ledger_announce_call,
    .runner = ledger,
  };
  JsonObject *answer;

  outcome.input = json_object_new ();
  outcome.output = json_object_new ();
  answer = bureau_agent_ask_on_terms (&context, BUREAU_TASK_VIEW, told, schema, &terms, error);
  g_clear_pointer (&outcome.input, json_object_unref);
  g_clear_pointer (&outcome.output, json_object_unref);
  g_free (outcome.provider);
  g_free (outcome.model);
  return answer;
}

/**
 * bureau_direct_get_provider:
 *
 * Returns: (nullable): the name of the connection that makes views of words; %NULL where that is
 *   done by rules
 */
const char *
bureau_direct_get_provider (BureauEnvironment *environment)
{
  const char *name = environment->catalog != NULL
                         ? bureau_json_get_string (
                               bureau_catalog_get_settings (environment->catalog), "view_provider")
                         : NULL;

  return name != NULL && *name != '\0' && !g_str_equal (name, "builtin") ? name : NULL;
}

/**
 * bureau_direct_ask_model:
 * @inputs: as bureau_direct_inputs() gives them
 * @reason: in whose course it is asked, such as "request:ID"
 * @cancellable: (nullable): ends it in the middle of a question
 *
 * Has the provider of bureau_direct_get_provider() write a view; where that has faults, it is told
 * them, at most twice. What it costs is counted. Awaits, so it belongs into a fiber.
 *
 * Returns: (transfer full): a view without faults, or %NULL with @error set
 */
JsonObject *
bureau_direct_ask_model (BureauEnvironment *environment, JsonObject *inputs, const char *reason,
                         GCancellable *cancellable, GError **error)
{
  g_autoptr (BureauAgent) agent = make_agent (bureau_direct_get_provider (environment), error);
  g_autoptr (JsonObject) answer = NULL;
  BureauLedger ledger = { 0 };
  gboolean ok;

  if (agent == NULL)
    return NULL;
  bureau_ledger_init (&ledger, environment->memory, reason);
  answer = ask (environment, agent, &ledger, inputs, cancellable, error);
  ok = bureau_ledger_commit (&ledger, answer != NULL ? error : NULL);
  bureau_ledger_clear (&ledger);
  return ok && answer != NULL ? bureau_view_to_canonical (answer) : NULL;
}
