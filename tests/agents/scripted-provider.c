/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "scripted-provider.h"

#include <string.h>

#include "base/json.h"
#include "providers/prompt.h"

static ScriptFunc script;
static guint n_calls;

struct _ScriptedProvider
{
  GObject parent_instance;
};

#define SCRIPTED_TYPE_PROVIDER (scripted_provider_get_type ())
G_DECLARE_FINAL_TYPE (ScriptedProvider, scripted_provider, SCRIPTED, PROVIDER, GObject)

static const char *
scripted_provider_get_name (BureauProvider *provider)
{
  return "scripted";
}

typedef struct
{
  guint number;
  BureauTask *task;
  BureauReply *reply;
} Call;

static void
call_free (gpointer data)
{
  Call *self = data;

  bureau_task_unref (self->task);
  g_clear_object (&self->reply);
  g_free (self);
}

/* Others get their turn before it answers, as with a model. */
static DexFuture *
answer_fiber (gpointer data)
{
  Call *self = data;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i <= self->number % 3; i++)
    if (!dex_await (dex_timeout_new_msec (0), &error))
      g_clear_error (&error);
  return script (self->number, self->task, self->reply, &error)
             ? dex_future_new_true ()
             : dex_future_new_for_error (g_steal_pointer (&error));
}

static DexFuture *
scripted_provider_answer (BureauProvider *provider, BureauTask *task, BureauReply *reply)
{
  Call *call = g_new0 (Call, 1);

  call->number = n_calls++;
  call->task = bureau_task_ref (task);
  call->reply = g_object_ref (reply);
  return dex_scheduler_spawn (NULL, 0, answer_fiber, call, call_free);
}

static const char *
scripted_provider_get_model (BureauProvider *provider)
{
  return "test-model";
}

static gsize
scripted_provider_measure (BureauProvider *provider, BureauTask *task, guint *max_tokens)
{
  g_autoptr (BureauPrompt) prompt = bureau_prompt_new (task);

  *max_tokens = prompt->max_tokens;
  return strlen (prompt->system) + strlen (prompt->request);
}

static void
provider_iface_init (BureauProviderInterface *iface)
{
  iface->get_name = scripted_provider_get_name;
  iface->answer = scripted_provider_answer;
  iface->get_model = scripted_provider_get_model;
  iface->measure = scripted_provider_measure;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (ScriptedProvider, scripted_provider, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (BUREAU_TYPE_PROVIDER, provider_iface_init))

static void
scripted_provider_class_init (ScriptedProviderClass *klass)
{
}

static void
scripted_provider_init (ScriptedProvider *self)
{
}

static BureauProvider *
create (JsonObject *settings, GError **error)
{
  return g_object_new (SCRIPTED_TYPE_PROVIDER, NULL);
}

void
scripted_provider_set (ScriptFunc func)
{
  script = func;
  n_calls = 0;
  bureau_provider_set_extra ("scripted", create);
}

guint
scripted_provider_get_calls (void)
{
  return n_calls;
}

void
scripted_answer (BureauReply *reply, const char *json)
{
  g_autoptr (JsonObject) answer = bureau_json_parse_object (json, -1, NULL);

  bureau_reply_append (reply, json);
  bureau_reply_set_answer (reply, answer);
}
