/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/document-story.h"

#include "base/json-text.h"
#include "base/json.h"
#include "memory/document.h"
#include "memory/scratch.h"
#include "views/sentence.h"
#include "workflows/diff.h"
#include "workflows/sentence.h"

#define MAX_VERSIONS 50

#define SELECT_VERSIONS                                                                            \
  "SELECT version, created_at AS at, author, note, body FROM bureau_document_version"              \
  " WHERE document = ? ORDER BY version DESC LIMIT ?"

#define SELECT_RUNS                                                                                \
  "SELECT id, state, created_at FROM bureau_run WHERE workflow = ? ORDER BY id DESC LIMIT 1"

/* What a document does ---------------------------------------------------------------------------
 */

static JsonArray *
to_array (char **lines)
{
  JsonArray *array = json_array_new ();

  for (; *lines != NULL; lines++)
    json_array_add_string_element (array, *lines);
  return array;
}

static void
describe_trigger (JsonObject *story, const BureauTrigger *trigger)
{
  bureau_json_set_string (story, "about", trigger->collection);
}

static gboolean
describe_workflow (JsonObject *story, JsonObject *body, GError **error)
{
  g_autoptr (BureauWorkflow) workflow = bureau_workflow_parse (body, error);
  g_auto (GStrv) lines = workflow != NULL ? bureau_workflow_to_lines (workflow) : NULL;

  if (workflow == NULL)
    return FALSE;
  json_object_set_array_member (story, "says", to_array (lines));
  describe_trigger (story, &workflow->trigger);
  return TRUE;
}

static gboolean
describe_agent (JsonObject *story, JsonObject *body, GError **error)
{
  g_autoptr (BureauAgent) agent = bureau_agent_parse (body, error);
  g_autofree char *sentence = agent != NULL ? bureau_agent_to_sentence (agent) : NULL;

  if (agent == NULL)
    return FALSE;
  json_object_set_array_member (story, "says", to_array ((char *[]){ sentence, NULL }));
  return TRUE;
}

static gboolean
describe_view (JsonObject *story, JsonObject *body, GError **error)
{
  g_auto (GStrv) lines = bureau_view_to_lines (body);

  json_object_set_array_member (story, "says", to_array (lines));
  return TRUE;
}

static const struct
{
  const char *kind;
  gboolean (*describe) (JsonObject *story, JsonObject *body, GError **error);
} kinds[] = {
  { "workflow", describe_workflow },
  { "agent", describe_agent },
  { "view", describe_view },
};

/* A document that cannot be read says why in the place of its sentences. */
static void
describe (JsonObject *story, const char *kind, JsonObject *body)
{
  g_autoptr (GError) error = NULL;
  gboolean is_said = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      is_said = kinds[i].describe (story, body, &error);
  if (!is_said)
    json_object_set_array_member (story, "says", to_array ((char *[]){ error->message, NULL }));
}

/* Versions ---------------------------------------------------------------------------------------
 */

static JsonObject *
parse_body (JsonArray *versions, guint i)
{
  JsonObject *version = i < json_array_get_length (versions)
                            ? json_array_get_object_element (versions, i)
                            : NULL;

  return version != NULL ? bureau_json_text_to_object (bureau_json_get_string (version, "body"))
                         : NULL;
}

/* Each says what it changed against the one before; the last that was read cannot, unless it is the
 * first. */
static void
add_changes (JsonArray *versions)
{
  for (guint i = 0; i < json_array_get_length (versions); i++)
    {
      JsonObject *version = json_array_get_object_element (versions, i);
      g_autoptr (JsonObject) after = parse_body (versions, i);
      g_autoptr (JsonObject) before = parse_body (versions, i + 1);

      if (after != NULL && before != NULL)
        json_object_set_array_member (version, "changes", bureau_document_diff (before, after));
    }
}

static gboolean
add_versions (BureauDatabase *database, JsonObject *story, gint64 document, GError **error)
{
  JsonArray *versions = bureau_database_rows (database, error, SELECT_VERSIONS, "ii", document,
                                              (gint64)MAX_VERSIONS);

  if (versions == NULL)
    return FALSE;
  add_changes (versions);
  json_object_set_array_member (story, "versions", versions);
  return TRUE;
}

static gboolean
add_runs (BureauDatabase *database, JsonObject *story, const char *kind, const char *name,
          GError **error)
{
  JsonArray *runs = g_str_equal (kind, "workflow")
                        ? bureau_database_rows (database, error, SELECT_RUNS, "s", name)
                        : json_array_new ();

  if (runs != NULL)
    json_object_set_array_member (story, "runs", runs);
  return runs != NULL;
}

#define SELECT_COSTS                                                                               \
  "SELECT u.currency, count(*) AS calls,"                                                          \
  " sum(u.state <> 'settled') AS unknown, sum(iif(u.state = 'settled', u.cost, u.reserved)) AS "   \
  "micros FROM bureau_usage u"                                                                     \
  " LEFT JOIN bureau_run r ON r.id = u.run"                                                        \
  " WHERE u.at >= strftime('%Y-%m-01', 'now') AND u.day IS NOT NULL"                               \
  " AND iif(?1 = 'agent', u.agent, r.workflow) = ?2 GROUP BY u.currency"

/* What models cost for it this month; nothing for a view. */
static gboolean
add_costs (BureauDatabase *database, JsonObject *story, const char *kind, const char *name,
           GError **error)
{
  JsonArray *costs = g_str_equal (kind, "view")
                         ? json_array_new ()
                         : bureau_database_rows (database, error, SELECT_COSTS, "ss", kind, name);

  if (costs != NULL)
    json_object_set_array_member (story, "costs", costs);
  return costs != NULL;
}

/**
 * bureau_document_story_key:
 *
 * Returns: (transfer full): under which key unsaved words about a document are kept
 */
char *
bureau_document_story_key (const char *kind, const char *name)
{
  return g_strdup_printf ("words:%s:%s", kind, name);
}

/**
 * bureau_document_story_load:
 * @database: a reader
 * @kind: "workflow", "agent" or "view"
 * @name: its name
 *
 * Returns: (transfer full):
 * {"kind","name","title","enabled","version","text","says":[…],"about"?,
 *   "versions":[{"version","at","author","note","body","changes"?}],"runs":[{"id","state",
 *   "created_at"}],"costs":[{"currency","calls","unknown","micros"}],"words"?}; `text` is the
 * document made readable, `runs` has the newest, `words` are unsaved. %NULL with @error set,
 * %BUREAU_ERROR_NOT_FOUND where there is no such document
 */
JsonObject *
bureau_document_story_load (BureauDatabase *database, const char *kind, const char *name,
                            GError **error)
{
  g_autoptr (JsonObject) story = bureau_document_find (database, kind, name, error);
  g_autofree char *key = bureau_document_story_key (kind, name);
  g_autofree char *words = NULL;
  g_autofree char *text = NULL;

  if (story == NULL)
    return NULL;
  text = bureau_json_print_pretty (json_object_get_member (story, "body"));
  json_object_set_string_member (story, "text", text);
  describe (story, kind, bureau_json_get_object (story, "body"));
  json_object_remove_member (story, "body");
  words = bureau_scratch_get (database, key, NULL);
  bureau_json_set_string (story, "words", words);
  if (!add_versions (database, story, bureau_json_get_id (story, "id"), error)
      || !add_runs (database, story, kind, name, error)
      || !add_costs (database, story, kind, name, error))
    return NULL;
  return g_steal_pointer (&story);
}

/**
 * bureau_document_story_find_version:
 * @story: as bureau_document_story_load() gives it
 *
 * Returns: (transfer full) (nullable): the document as it was in this version; %NULL where it is
 * not among those that were read
 */
JsonObject *
bureau_document_story_find_version (JsonObject *story, gint64 number)
{
  JsonArray *versions = json_object_get_array_member (story, "versions");

  for (guint i = 0; i < json_array_get_length (versions); i++)
    if (bureau_json_get_int (json_array_get_object_element (versions, i), "version", 0) == number)
      return parse_body (versions, i);
  return NULL;
}
