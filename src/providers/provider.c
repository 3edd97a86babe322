/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/provider.h"

#include "base/error.h"
#include "providers/builtin-provider.h"
#include "providers/model-provider.h"

/* One line adds a provider: one that is made here, or a model over a wire. */
static const struct
{
  const char *kind;
  BureauProviderFunc create;
  const BureauWire *wire;
} kinds[] = {
  { "builtin", bureau_builtin_provider_create },
  { "anthropic", .wire = &bureau_wire_anthropic },
  { "openai", .wire = &bureau_wire_openai },
  { "openai-responses", .wire = &bureau_wire_openai_responses },
};

/* One more, which is in no table: for tests. */
static struct
{
  const char *kind;
  BureauProviderFunc create;
} extra;

G_DEFINE_INTERFACE (BureauProvider, bureau_provider, G_TYPE_OBJECT)

static DexFuture *
refuse (BureauProvider *self, const char *what)
{
  return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_REFUSED, "%s: %s is not supported",
                                bureau_provider_get_name (self), what);
}

static const char *
bureau_provider_default_get_name (BureauProvider *self)
{
  return G_OBJECT_TYPE_NAME (self);
}

static DexFuture *
bureau_provider_default_answer (BureauProvider *self, BureauTask *task, BureauReply *reply)
{
  return refuse (self, bureau_task_kind_to_name (bureau_task_get_kind (task)));
}

static DexFuture *
bureau_provider_default_test_connection (BureauProvider *self)
{
  return refuse (self, "testing the connection");
}

static DexFuture *
bureau_provider_default_list_models (BureauProvider *self)
{
  return refuse (self, "listing models");
}

static JsonArray *
bureau_provider_default_list_lacks (BureauProvider *self)
{
  return json_array_new ();
}

static const char *
bureau_provider_default_get_model (BureauProvider *self)
{
  return NULL;
}

static gsize
bureau_provider_default_measure (BureauProvider *self, BureauTask *task, guint *max_tokens)
{
  *max_tokens = 0;
  return 0;
}

static void
bureau_provider_default_init (BureauProviderInterface *iface)
{
  iface->get_name = bureau_provider_default_get_name;
  iface->answer = bureau_provider_default_answer;
  iface->test_connection = bureau_provider_default_test_connection;
  iface->list_models = bureau_provider_default_list_models;
  iface->list_lacks = bureau_provider_default_list_lacks;
  iface->get_model = bureau_provider_default_get_model;
  iface->measure = bureau_provider_default_measure;
}

/**
 * bureau_provider_get_name:
 *
 * Returns: (transfer none): the name of its kind, such as "builtin"
 */
const char *
bureau_provider_get_name (BureauProvider *self)
{
  g_return_val_if_fail (BUREAU_IS_PROVIDER (self), NULL);

  return BUREAU_PROVIDER_GET_IFACE (self)->get_name (self);
}

/**
 * bureau_provider_answer:
 * @task: what is asked
 * @reply: a fresh reply; its `content` grows while the answer comes
 *
 * Has @task answered. The answer is not checked against the schema here: that is the engine's part,
 * which does the same for every provider.
 *
 * Returns: (transfer full): a future that resolves to %TRUE when @reply holds its answer, or
 * rejects: %BUREAU_ERROR_INVALID for inputs it cannot use, %BUREAU_ERROR_REFUSED for a kind of task
 * it does not do, %BUREAU_ERROR_UNAVAILABLE where trying later helps
 */
DexFuture *
bureau_provider_answer (BureauProvider *self, BureauTask *task, BureauReply *reply)
{
  dex_return_error_if_fail (BUREAU_IS_PROVIDER (self));
  dex_return_error_if_fail (task != NULL);
  dex_return_error_if_fail (BUREAU_IS_REPLY (reply));

  bureau_reply_set_origin (reply, bureau_provider_get_name (self), NULL);

  return BUREAU_PROVIDER_GET_IFACE (self)->answer (self, task, reply);
}

/**
 * bureau_provider_test_connection:
 *
 * Returns: (transfer full): a future that resolves to a JsonObject `{"ok","verdict"}`, or rejects
 * with %BUREAU_ERROR_REFUSED where there is no connection to test
 */
DexFuture *
bureau_provider_test_connection (BureauProvider *self)
{
  dex_return_error_if_fail (BUREAU_IS_PROVIDER (self));

  return BUREAU_PROVIDER_GET_IFACE (self)->test_connection (self);
}

/**
 * bureau_provider_list_models:
 *
 * Returns: (transfer full): a future that resolves to a JsonArray of `{"id","title"}`, or rejects
 * with %BUREAU_ERROR_REFUSED where there are no models to choose from
 */
DexFuture *
bureau_provider_list_models (BureauProvider *self)
{
  dex_return_error_if_fail (BUREAU_IS_PROVIDER (self));

  return BUREAU_PROVIDER_GET_IFACE (self)->list_models (self);
}

/**
 * bureau_provider_list_lacks:
 *
 * Returns: (transfer full): what its server was found to lack and is worked round: "schema",
 *   "usage", "stream", "members"
 */
JsonArray *
bureau_provider_list_lacks (BureauProvider *self)
{
  g_return_val_if_fail (BUREAU_IS_PROVIDER (self), NULL);

  return BUREAU_PROVIDER_GET_IFACE (self)->list_lacks (self);
}

/**
 * bureau_provider_get_model:
 *
 * Returns: (nullable): the model that answers where a task names none; %NULL where there is none to
 *   choose
 */
const char *
bureau_provider_get_model (BureauProvider *self)
{
  g_return_val_if_fail (BUREAU_IS_PROVIDER (self), NULL);

  return BUREAU_PROVIDER_GET_IFACE (self)->get_model (self);
}

/**
 * bureau_provider_measure:
 * @max_tokens: (out): the most tokens that the answer may have
 *
 * Returns: the most tokens that asking @task takes; 0 where nothing is counted
 */
gsize
bureau_provider_measure (BureauProvider *self, BureauTask *task, guint *max_tokens)
{
  g_return_val_if_fail (BUREAU_IS_PROVIDER (self), 0);

  return BUREAU_PROVIDER_GET_IFACE (self)->measure (self, task, max_tokens);
}

/**
 * bureau_provider_for_kind:
 * @kind: such as "builtin"
 * @connection: (nullable): the connection, as memory/connection.h shows it; builtin needs none
 *
 * Returns: (transfer full): a provider, or %NULL with %BUREAU_ERROR_NOT_FOUND for an unknown kind
 */
BureauProvider *
bureau_provider_for_kind (const char *kind, JsonObject *connection, GError **error)
{
  g_return_val_if_fail (kind != NULL, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kind, kinds[i].kind))
      {
        if (kinds[i].wire == NULL)
          return kinds[i].create (connection, error);
        if (connection != NULL)
          return bureau_model_provider_create (kinds[i].wire, connection, error);
        break;
      }
  if (g_strcmp0 (kind, extra.kind) == 0)
    return extra.create (connection, error);

  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "There is no provider “%s”. Connect it, or let the agent use “builtin”.", kind);
  return NULL;
}

/**
 * bureau_provider_list_kinds:
 *
 * Returns: (transfer none) (array zero-terminated=1): the kinds there are, in the order to offer
 * them
 */
const char *const *
bureau_provider_list_kinds (void)
{
  static const char *names[G_N_ELEMENTS (kinds) + 1];
  static gsize once;

  if (g_once_init_enter (&once))
    {
      for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
        names[i] = kinds[i].kind;
      g_once_init_leave (&once, 1);
    }

  return names;
}

/**
 * bureau_provider_set_extra:
 * @kind: a name that is no kind yet; not copied
 * @create: what makes such a provider
 *
 * Adds one kind besides those that are built in, for programs that test with a provider of their
 * own.
 */
void
bureau_provider_set_extra (const char *kind, BureauProviderFunc create)
{
  extra.kind = kind;
  extra.create = create;
}
