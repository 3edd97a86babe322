/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/model-provider.h"

#include "base/error.h"
#include "base/json.h"
#include "providers/model-answer.h"
#include "providers/model-list.h"
#include "providers/model-server.h"
#include "providers/prompt.h"

/**
 * BureauModelProvider:
 *
 * Answers tasks with a language model, over whichever wire its connection speaks. What it learnt of
 * the server (what it lacks, whether it answers at all) stays with it.
 */
struct _BureauModelProvider
{
  GObject parent_instance;

  BureauModelServer *server;
};

static const char *
bureau_model_provider_get_name (BureauProvider *provider)
{
  return BUREAU_MODEL_PROVIDER (provider)->server->name;
}

static DexFuture *
bureau_model_provider_answer (BureauProvider *provider, BureauTask *task, BureauReply *reply)
{
  return bureau_model_answer (BUREAU_MODEL_PROVIDER (provider)->server, task, reply);
}

static DexFuture *
bureau_model_provider_test_connection (BureauProvider *provider)
{
  return bureau_model_test (BUREAU_MODEL_PROVIDER (provider)->server);
}

static DexFuture *
bureau_model_provider_list_models (BureauProvider *provider)
{
  return bureau_model_list (BUREAU_MODEL_PROVIDER (provider)->server);
}

static JsonArray *
bureau_model_provider_list_lacks (BureauProvider *provider)
{
  return bureau_model_server_list_lacks (BUREAU_MODEL_PROVIDER (provider)->server);
}

static const char *
bureau_model_provider_get_model (BureauProvider *provider)
{
  return BUREAU_MODEL_PROVIDER (provider)->server->model;
}

static gsize
bureau_model_provider_measure (BureauProvider *provider, BureauTask *task, guint *max_tokens)
{
  return bureau_prompt_measure (task, max_tokens);
}

static void
provider_iface_init (BureauProviderInterface *iface)
{
  iface->get_name = bureau_model_provider_get_name;
  iface->answer = bureau_model_provider_answer;
  iface->test_connection = bureau_model_provider_test_connection;
  iface->list_models = bureau_model_provider_list_models;
  iface->list_lacks = bureau_model_provider_list_lacks;
  iface->get_model = bureau_model_provider_get_model;
  iface->measure = bureau_model_provider_measure;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauModelProvider, bureau_model_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BUREAU_TYPE_PROVIDER, provider_iface_init))

static void
bureau_model_provider_finalize (GObject *object)
{
  BureauModelProvider *self = BUREAU_MODEL_PROVIDER (object);

  g_clear_pointer (&self->server, bureau_model_server_unref);

  G_OBJECT_CLASS (bureau_model_provider_parent_class)->finalize (object);
}

static void
bureau_model_provider_class_init (BureauModelProviderClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_model_provider_finalize;
}

static void
bureau_model_provider_init (BureauModelProvider *self)
{
}

/**
 * bureau_model_provider_create:
 * @wire: how it speaks
 * @connection: of kind provider, as memory/connection.h shows it
 *
 * Returns: (transfer full): the provider, or %NULL with %BUREAU_ERROR_INVALID where the connection
 *   cannot be used
 */
BureauProvider *
bureau_model_provider_create (const BureauWire *wire, JsonObject *connection, GError **error)
{
  g_autoptr (BureauModelServer) server = bureau_model_server_new (wire, connection, error);
  BureauModelProvider *self;

  if (server == NULL)
    return NULL;
  self = g_object_new (BUREAU_TYPE_MODEL_PROVIDER, NULL);
  self->server = g_steal_pointer (&server);
  return BUREAU_PROVIDER (self);
}
