/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which provider answers for agents: one setting of each, changed for several at once. */
#include "workflows/agent-provider.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/document.h"

/* What becomes of the agents named, or of all. */
typedef struct
{
  char *provider; /* NULL: stays */
  char *model;
  char **fallback; /* NULL: stays */
  char **agents;
} Change;

static void
change_free (gpointer data)
{
  Change *self = data;

  g_free (self->provider);
  g_free (self->model);
  g_strfreev (self->fallback);
  g_strfreev (self->agents);
  g_free (self);
}

static gboolean
is_meant (const Change *self, const char *agent)
{
  return self->agents == NULL || *self->agents == NULL
         || g_strv_contains ((const char *const *)self->agents, agent);
}

/* A model is of one provider: the next has others. */
static void
set_provider (const Change *self, JsonObject *body)
{
  json_object_set_string_member (body, "provider", self->provider);
  json_object_remove_member (body, "model");
  if (self->model != NULL)
    json_object_set_string_member (body, "model", self->model);
}

static void
set_fallback (const Change *self, JsonObject *body)
{
  g_autoptr (JsonArray) names = json_array_new ();

  json_object_remove_member (body, "fallback");
  for (guint i = 0; self->fallback[i] != NULL; i++)
    json_array_add_string_element (names, self->fallback[i]);
  if (*self->fallback != NULL)
    json_object_set_array_member (body, "fallback", json_array_ref (names));
}

static gboolean
change_one (BureauTransaction *transaction, const Change *self, JsonObject *row, GError **error)
{
  g_autoptr (JsonObject) body = bureau_json_parse_object (bureau_json_get_string (row, "body"), -1,
                                                          error);

  if (body == NULL)
    return FALSE;
  if (self->provider != NULL)
    set_provider (self, body);
  if (self->fallback != NULL)
    set_fallback (self, body);
  return bureau_document_put (transaction, "agent", body, "another provider", error);
}

static gboolean
change (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const Change *self = data;
  g_autoptr (JsonArray) changed = json_array_new ();
  g_autoptr (JsonArray) rows = bureau_database_rows (
      bureau_transaction_get_database (transaction), error,
      "SELECT name, body FROM bureau_document WHERE kind = 'agent' ORDER BY name", "");

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);
      const char *name = bureau_json_get_string (row, "name");

      if (!is_meant (self, name))
        continue;
      if (!change_one (transaction, self, row, error))
        return FALSE;
      json_array_add_string_element (changed, name);
    }
  if (rows == NULL)
    return FALSE;
  if (json_array_get_length (changed) == 0)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                           "There is no such agent in this workspace.");
      return FALSE;
    }
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&changed));
  return TRUE;
}

/**
 * bureau_agents_use_provider:
 * @provider: "builtin", or the name of a connection
 * @model_or_null: (nullable): which of its models; %NULL is the connection's
 * @agents_or_null: (nullable) (array zero-terminated=1): whose; none means all
 *
 * Lets agents ask a provider from now on, in one transaction, so that one undo takes it back.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND where there is no such agent.
 *
 * Returns: (transfer full): resolves to a JsonArray of the agents' names
 */
DexFuture *
bureau_agents_use_provider (BureauMemory *memory, const BureauCause *cause, const char *provider,
                            const char *model_or_null, const char *const *agents_or_null)
{
  Change *self = g_new0 (Change, 1);

  self->provider = g_strdup (provider);
  self->model = g_strdup (model_or_null);
  self->agents = g_strdupv ((char **)agents_or_null);
  return bureau_memory_write (memory, cause, change, self, change_free);
}

/**
 * bureau_agents_use_fallback:
 * @providers: (array zero-terminated=1): "builtin" or names of connections, in the order in which
 *   they answer while an agent's own does not; none: work waits for it
 * @agents_or_null: (nullable) (array zero-terminated=1): whose; none means all
 *
 * Says who stands in from now on, in one transaction.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND where there is no such agent.
 *
 * Returns: (transfer full): resolves to a JsonArray of the agents' names
 */
DexFuture *
bureau_agents_use_fallback (BureauMemory *memory, const BureauCause *cause,
                            const char *const *providers, const char *const *agents_or_null)
{
  Change *self = g_new0 (Change, 1);

  self->fallback = g_strdupv ((char **)providers);
  self->agents = g_strdupv ((char **)agents_or_null);
  return bureau_memory_write (memory, cause, change, self, change_free);
}
