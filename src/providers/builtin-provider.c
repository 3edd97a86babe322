/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/builtin-provider.h"

#include "base/json.h"
#include "providers/builtin.h"

/**
 * BureauBuiltinProvider:
 *
 * Answers tasks by rules: no model, no key, no network. What it says is in
 * `bureau_builtin_answer()`; here it only gets the manners of a provider.
 */
struct _BureauBuiltinProvider
{
  GObject parent_instance;
};

static const char *
bureau_builtin_provider_get_name (BureauProvider *provider)
{
  return "builtin";
}

/* What a person would watch growing: the words of a draft. */
static void
show (BureauReply *reply, JsonObject *answer)
{
  const char *body = bureau_json_get_string (answer, "body");

  if (body)
    bureau_reply_append (reply, body);
}

static DexFuture *
bureau_builtin_provider_answer (BureauProvider *provider, BureauTask *task, BureauReply *reply)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = bureau_builtin_answer (task, &error);

  bureau_reply_set_origin (reply, "builtin", "rules");

  if (!answer)
    return dex_future_new_for_error (g_steal_pointer (&error));

  show (reply, answer);
  bureau_reply_set_answer (reply, answer);

  return dex_future_new_true ();
}

static void
provider_iface_init (BureauProviderInterface *iface)
{
  iface->get_name = bureau_builtin_provider_get_name;
  iface->answer = bureau_builtin_provider_answer;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauBuiltinProvider, bureau_builtin_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BUREAU_TYPE_PROVIDER, provider_iface_init))

static void
bureau_builtin_provider_class_init (BureauBuiltinProviderClass *klass)
{
}

static void
bureau_builtin_provider_init (BureauBuiltinProvider *self)
{
}

/**
 * bureau_builtin_provider_create:
 * @settings: (nullable): not used; rules have no settings
 *
 * Returns: (transfer full): the provider that is always there
 */
BureauProvider *
bureau_builtin_provider_create (JsonObject *settings, GError **error)
{
  return g_object_new (BUREAU_TYPE_BUILTIN_PROVIDER, NULL);
}
