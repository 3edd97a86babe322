/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/direct.h"

#include <glib/gi18n-lib.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/document.h"
#include "memory/proposal.h"
#include "providers/builtin.h"
#include "views/view.h"

/* Of a field with more different values than that, none is known by its words. */
#define MAX_VALUES 60
#define SAMPLE_ROWS 5000

/* What can be read beside the collections. */
static const char own_collections[]
    = "[{\"collection\":\"messages\",\"title\":\"Messages\",\"fields\":["
      "{\"name\":\"sender_name\",\"type\":\"person\",\"title\":\"Sender\"},"
      "{\"name\":\"subject\",\"type\":\"text\",\"title\":\"Subject\"},"
      "{\"name\":\"sent_at\",\"type\":\"datetime\",\"title\":\"Sent\"},"
      "{\"name\":\"label\",\"type\":\"text\",\"title\":\"Label\"},"
      "{\"name\":\"channel\",\"type\":\"text\",\"title\":\"Channel\"}]},"
      "{\"collection\":\"drafts\",\"title\":\"Drafts\",\"fields\":["
      "{\"name\":\"subject\",\"type\":\"text\",\"title\":\"Subject\"},"
      "{\"name\":\"state\",\"type\":\"choice\",\"title\":\"State\",\"choices\":[\"drafted\","
      "\"edited\",\"snoozed\",\"rejected\",\"approved\"]},"
      "{\"name\":\"workflow\",\"type\":\"text\",\"title\":\"Workflow\"}]},"
      "{\"collection\":\"runs\",\"title\":\"Runs\",\"fields\":["
      "{\"name\":\"workflow\",\"type\":\"text\",\"title\":\"Workflow\"},"
      "{\"name\":\"state\",\"type\":\"choice\",\"title\":\"State\",\"choices\":[\"queued\","
      "\"running\",\"waiting\",\"parked\",\"done\",\"cancelled\"]}]}]";

typedef struct
{
  BureauMemory *memory;
  char *actor;
  char *reason;
  char *words;
  char *view;
  char *element;
} Direction;

static void
direction_free (Direction *self)
{
  g_clear_object (&self->memory);
  g_free (self->actor);
  g_free (self->reason);
  g_free (self->words);
  g_free (self->view);
  g_free (self->element);
  g_free (self);
}

/* What there is ----------------------------------------------------------------------------------
 */

static gboolean
is_sampled (JsonObject *field)
{
  static const char *const types[] = { "text", "company", "person", "choice", NULL };
  const char *type = bureau_json_get_string (field, "type");

  return type != NULL && g_strv_contains (types, type);
}

/* Names of fields are letters, digits and underscores: the collection was checked. */
static gboolean
sample_field (BureauDatabase *database, const char *collection, const char *field,
              JsonObject *samples, GError **error)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT DISTINCT \"%s\" AS value FROM (SELECT \"%s\" FROM \"%s\" LIMIT %d)"
      " WHERE length(\"%s\") BETWEEN 2 AND 60 LIMIT %d",
      field, field, collection, SAMPLE_ROWS, field, MAX_VALUES + 1);
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, sql, "");
  JsonArray *values;

  if (rows == NULL)
    return FALSE;
  values = json_array_new ();
  for (guint i = 0; json_array_get_length (rows) <= MAX_VALUES && i < json_array_get_length (rows);
       i++)
    json_array_add_string_element (
        values, bureau_json_get_string (json_array_get_object_element (rows, i), "value"));
  json_object_set_array_member (samples, field, values);
  return TRUE;
}

static gboolean
sample (BureauDatabase *database, JsonObject *document, JsonObject *all, GError **error)
{
  const char *name = bureau_json_get_string (document, "collection");
  JsonArray *fields = bureau_json_get_array (document, "fields");
  JsonObject *samples = json_object_new ();

  json_object_set_object_member (all, name, samples);
  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (is_sampled (field)
          && !sample_field (database, name, bureau_json_get_string (field, "name"), samples, error))
        return FALSE;
    }
  return TRUE;
}

static JsonArray *
list_bodies (BureauDatabase *database, const char *kind, GError **error)
{
  g_autoptr (JsonArray) documents = bureau_document_list (database, kind, error);
  JsonArray *bodies = documents != NULL ? json_array_new () : NULL;

  for (guint i = 0; bodies != NULL && i < json_array_get_length (documents); i++)
    json_array_add_object_element (
        bodies, json_object_ref (
                    bureau_json_get_object (json_array_get_object_element (documents, i), "body")));
  return bodies;
}

static gboolean
add_collections (BureauDatabase *database, JsonObject *inputs, GError **error)
{
  g_autoptr (JsonNode) own = bureau_json_parse (own_collections, -1, error);
  JsonArray *collections = own != NULL ? bureau_collection_list (database, error) : NULL;
  JsonObject *samples;
  guint n;

  if (collections == NULL)
    return FALSE;
  n = json_array_get_length (collections);
  json_object_set_array_member (inputs, "collections", collections);
  samples = json_object_new ();
  json_object_set_object_member (inputs, "samples", samples);
  for (guint i = 0; i < n; i++)
    if (!sample (database, json_array_get_object_element (collections, i), samples, error))
      return FALSE;
  for (guint i = 0; i < json_array_get_length (json_node_get_array (own)); i++)
    json_array_add_object_element (collections, json_object_ref (json_array_get_object_element (
                                                    json_node_get_array (own), i)));
  return TRUE;
}

static gboolean
add_documents (BureauDatabase *database, Direction *self, JsonObject *inputs, GError **error)
{
  JsonArray *workflows = list_bodies (database, "workflow", error);
  g_autoptr (JsonArray) views = NULL;
  JsonArray *names;

  if (workflows == NULL)
    return FALSE;
  json_object_set_array_member (inputs, "workflows", workflows);
  views = list_bodies (database, "view", error);
  if (views == NULL)
    return FALSE;
  names = json_array_new ();
  json_object_set_array_member (inputs, "views", names);
  for (guint i = 0; i < json_array_get_length (views); i++)
    {
      JsonObject *body = json_array_get_object_element (views, i);
      const char *name = bureau_json_get_string (body, "id");

      json_array_add_string_element (names, name);
      if (g_strcmp0 (name, self->view) == 0)
        json_object_set_object_member (inputs, "view", json_object_ref (body));
    }
  return TRUE;
}

static gboolean
gather_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Direction *self = data;
  g_autoptr (JsonObject) inputs = json_object_new ();
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *today = g_date_time_format (now, "%Y-%m-%d");

  json_object_set_string_member (inputs, "words", self->words);
  json_object_set_string_member (inputs, "today", today);
  if (self->element != NULL)
    json_object_set_string_member (inputs, "element", self->element);
  if (!add_collections (database, inputs, error) || !add_documents (database, self, inputs, error))
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&inputs));
  return TRUE;
}

/* The answer -------------------------------------------------------------------------------------
 */

static void
answer_no (JsonObject *answer, const char *sentence)
{
  JsonObject *text = json_object_new ();

  json_object_set_string_member (text, "text", sentence);
  json_object_set_string_member (answer, "kind", "answer");
  json_object_set_object_member (answer, "answer", text);
  json_object_remove_member (answer, "view");
}

/* What a check finds wrong is never proposed. */
static gboolean
add_proposal (Direction *self, JsonObject *answer, GError **error)
{
  JsonObject *view = bureau_json_get_object (answer, "view");
  g_autoptr (JsonArray) problems = dex_await_boxed (bureau_view_verify (self->memory, view), error);
  BureauProposal proposal = { .kind = "view",
                              .level = "operator",
                              .origin = "builtin",
                              .title = bureau_json_get_string (view, "title"),
                              .target = self->view,
                              .body = view,
                              .diff = bureau_json_get_array (answer, "understood") };
  gint64 id;

  if (problems == NULL)
    return FALSE;
  if (json_array_get_length (problems) > 0)
    {
      json_object_set_array_member (answer, "wrong", json_array_ref (problems));
      answer_no (answer, _ ("No view came of these words. Say it with the names of fields."));
      return TRUE;
    }
  id = dex_await_int64 (
      bureau_proposal_add (self->memory, &(BureauCause){ self->actor, self->reason }, &proposal),
      error);
  if (id == 0)
    return FALSE;
  json_object_set_string_member (answer, "kind", "proposal");
  bureau_json_set_id (answer, "proposal", id);
  return TRUE;
}

static DexFuture *
direct_fiber (gpointer data)
{
  Direction *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) inputs = dex_await_boxed (
      bureau_memory_read (self->memory, gather_cb, self, NULL), &error);
  g_autoptr (JsonObject) answer = NULL;

  if (inputs == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (self->view != NULL && !json_object_has_member (inputs, "view"))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no view “%s”.",
                                  self->view);
  answer = bureau_builtin_view (inputs, &error);
  if (answer == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (!json_object_has_member (answer, "view"))
    answer_no (answer, _ ("This is not understood yet. Views can be described: which records, by "
                          "what, since when."));
  else if (!add_proposal (self, answer, &error))
    return dex_future_new_for_error (g_steal_pointer (&error));
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, g_steal_pointer (&answer));
}

/**
 * bureau_direct:
 * @cause: who asks
 * @words: what is asked for
 * @view: (nullable): the view that is to be changed
 * @element: (nullable): the element of it that is meant
 *
 * Makes a proposal of plain words, by rules. Nothing that is in force changes.
 *
 * Returns: (transfer full): resolves to {"kind":"proposal"|"answer","understood":[…],"problems":
 *   […],"proposal"?,"view"?,"answer"?}; %BUREAU_ERROR_INVALID where the words are too many or none
 */
DexFuture *
bureau_direct (BureauMemory *memory, const BureauCause *cause, const char *words, const char *view,
               const char *element)
{
  Direction *direction = g_new0 (Direction, 1);

  direction->memory = g_object_ref (memory);
  direction->actor = g_strdup (cause->actor);
  direction->reason = g_strdup (cause->reason);
  direction->words = g_strdup (words);
  direction->view = g_strdup (view);
  direction->element = g_strdup (element);
  return dex_scheduler_spawn (NULL, 0, direct_fiber, direction, (GDestroyNotify)direction_free);
}
