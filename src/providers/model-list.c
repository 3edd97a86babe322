/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Which models there are, and whether one answers. */
#include "providers/model-list.h"

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "providers/model-answer.h"

#define LIST_MS (30 * 1000)
#define TEST_MS (60 * 1000)
#define TEST_TOKENS 256
#define MAX_LIST_BYTES (8 * 1024 * 1024)
#define MAX_PAGES 20

/* Listing */

static void
add_model (JsonArray *models, JsonNode *node)
{
  JsonObject *from = JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
  const char *id = from != NULL ? bureau_json_get_string (from, "id") : NULL;
  const char *title = from != NULL ? bureau_json_get_string (from, "display_name") : NULL;
  JsonObject *model;

  if (id == NULL)
    return;
  model = json_object_new ();
  json_object_set_string_member (model, "id", id);
  json_object_set_string_member (model, "title", title != NULL ? title : id);
  json_array_add_object_element (models, model);
}

static JsonObject *
read_page (BureauModelServer *self, const char *path, BureauModelOutcome *outcome, GError **error)
{
  const BureauDeadlines deadlines = { LIST_MS, bureau_time_monotonic () + LIST_MS };
  g_autoptr (BureauExchange) exchange = bureau_model_place_open (&self->place, "GET", path, error);
  g_autoptr (GBytes) bytes = NULL;

  if (exchange == NULL || !bureau_exchange_send (exchange, &deadlines, NULL, error))
    return NULL;
  outcome->status = bureau_exchange_get_status (exchange);
  if (outcome->status != 200)
    {
      bureau_model_read_refusal (exchange, outcome, error);
      return NULL;
    }
  bytes = bureau_exchange_read_all (exchange, MAX_LIST_BYTES, error);
  return bytes != NULL ? bureau_json_parse_object (g_bytes_get_data (bytes, NULL),
                                                   (gssize)g_bytes_get_size (bytes), error)
                       : NULL;
}

/* A server on this machine may want a key all the same. */
static JsonObject *
ask_page (BureauModelServer *self, const char *path, GError **error)
{
  BureauModelOutcome outcome = { .wait_ms = -1 };
  g_autoptr (GError) failure = NULL;
  JsonObject *page = read_page (self, path, &outcome, &failure);

  if (page != NULL)
    return page;
  if (outcome.status == 401 && self->place.key == NULL)
    return bureau_model_server_find_key (self, TRUE, error)
               ? read_page (self, path, &outcome, error)
               : NULL;
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

static JsonArray *
list (BureauModelServer *self, GError **error)
{
  g_autoptr (JsonArray) models = json_array_new ();
  g_autofree char *path = g_strdup ("/v1/models?limit=1000");

  if (!bureau_model_server_find_key (self, FALSE, error))
    return NULL;
  for (guint i = 0; path != NULL && i < MAX_PAGES; i++)
    {
      g_autoptr (JsonObject) page = ask_page (self, path, error);
      JsonArray *data = page != NULL ? bureau_json_get_array (page, "data") : NULL;
      const char *last = page != NULL ? bureau_json_get_string (page, "last_id") : NULL;

      if (page == NULL)
        return NULL;
      for (guint j = 0; data != NULL && j < json_array_get_length (data); j++)
        add_model (models, json_array_get_element (data, j));
      g_clear_pointer (&path, g_free);
      if (bureau_json_get_boolean (page, "has_more") && last != NULL)
        {
          g_autofree char *after = g_uri_escape_string (last, NULL, FALSE);

          path = g_strconcat ("/v1/models?limit=1000&after_id=", after, NULL);
        }
    }
  return g_steal_pointer (&models);
}

static DexFuture *
list_fiber (gpointer data)
{
  GError *error = NULL;
  JsonArray *models = list (data, &error);

  return models != NULL ? dex_future_new_take_boxed (JSON_TYPE_ARRAY, models)
                        : dex_future_new_for_error (error);
}

/**
 * bureau_model_list:
 *
 * Returns: (transfer full): resolves to a JsonArray of `{"id","title"}`; rejects with one sentence
 */
DexFuture *
bureau_model_list (BureauModelServer *server)
{
  return dex_scheduler_spawn (NULL, 0, list_fiber, bureau_model_server_ref (server),
                              (GDestroyNotify)bureau_model_server_unref);
}

/* Testing */

static gboolean
is_known (JsonArray *models, const char *id)
{
  for (guint i = 0; i < json_array_get_length (models); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (models, i), "id"), id)
        == 0)
      return TRUE;
  return FALSE;
}

static BureauTask *
make_question (void)
{
  g_autoptr (JsonObject) inputs = json_object_new ();
  JsonArray *choices = json_array_new ();
  const BureauTaskTerms terms = { .max_bytes = TEST_TOKENS * 4, .deadline_ms = TEST_MS };

  json_array_add_string_element (choices, "yes");
  json_object_set_string_member (inputs, "question", "Answer {\"choice\":\"yes\"}.");
  json_object_set_array_member (inputs, "choices", choices);
  return bureau_task_new (BUREAU_TASK_DECIDE, inputs, &terms);
}

static JsonObject *
describe (BureauModelServer *self, BureauReply *reply, JsonArray *models)
{
  JsonObject *verdict = json_object_new ();
  BureauUsage usage = bureau_reply_get_usage (reply);
  const char *model = bureau_reply_get_model (reply);
  g_autofree char *sentence = NULL;

  sentence = g_strdup_printf ("%s answers at %s%s.", model, self->place.base_url,
                              models != NULL && !is_known (models, model)
                                      && !is_known (models, self->model)
                                  ? ", though it is not in the list of its models"
                                  : "");
  json_object_set_boolean_member (verdict, "ok", TRUE);
  json_object_set_string_member (verdict, "verdict", sentence);
  json_object_set_string_member (verdict, "model", self->model);
  json_object_set_int_member (verdict, "input_tokens", usage.input_tokens);
  json_object_set_int_member (verdict, "output_tokens", usage.output_tokens);
  json_object_set_boolean_member (verdict, "is_unknown", usage.is_unknown);
  return verdict;
}

static JsonObject *
describe_list (BureauModelServer *self, JsonArray *models)
{
  JsonObject *verdict = json_object_new ();
  g_autofree char *sentence = g_strdup_printf (
      "The provider answers and has %u models; choose one of them.",
      json_array_get_length (models));

  json_object_set_boolean_member (verdict, "ok", TRUE);
  json_object_set_string_member (verdict, "verdict", sentence);
  return verdict;
}

/* An answer cut at its length says as well that the key and the model are right. */
static gboolean
is_answer (const GError *failure)
{
  return failure == NULL || g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
}

static JsonObject *
test (BureauModelServer *self, GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonArray) models = list (self, &failure);
  g_autoptr (BureauTask) task = make_question ();
  g_autoptr (BureauReply) reply = bureau_reply_new ();
  JsonObject *verdict;

  /* Some servers have no list: then the model's own answer decides. */
  if (models == NULL
      && (self->model == NULL || !g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND)))
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  g_clear_error (&failure);
  g_clear_error (&self->refusal);
  bureau_breaker_succeed (&self->breaker);
  if (self->model != NULL)
    {
      dex_await (bureau_model_answer (self, task, reply), &failure);
      if (!is_answer (failure))
        {
          g_propagate_error (error, g_steal_pointer (&failure));
          return NULL;
        }
    }
  verdict = self->model != NULL ? describe (self, reply, models) : describe_list (self, models);
  if (models != NULL)
    json_object_set_array_member (verdict, "models", g_steal_pointer (&models));
  return verdict;
}

static DexFuture *
test_fiber (gpointer data)
{
  GError *error = NULL;
  JsonObject *verdict = test (data, &error);

  return verdict != NULL ? dex_future_new_take_boxed (JSON_TYPE_OBJECT, verdict)
                         : dex_future_new_for_error (error);
}

/**
 * bureau_model_test:
 *
 * Tries the key, the list of models and the connection's model with the shortest question there is.
 *
 * Returns: (transfer full): resolves to `{"ok","verdict","models"?,"model"?,"input_tokens"?,
 *   "output_tokens"?}`; rejects with one sentence that says what to change
 */
DexFuture *
bureau_model_test (BureauModelServer *server)
{
  return dex_scheduler_spawn (NULL, 0, test_fiber, bureau_model_server_ref (server),
                              (GDestroyNotify)bureau_model_server_unref);
}
