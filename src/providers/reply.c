/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/reply.h"

/**
 * BureauReply:
 *
 * The answer of a provider while it is coming and when it has come. `content` is the text as it
 * arrives and notifies at each piece; `answer` is the JSON it stands for, once complete. Instead of
 * an answer, tools may be called: then their results are wanted first.
 */
struct _BureauReply
{
  GObject parent_instance;

  GString *content;
  JsonObject *answer;
  JsonArray *calls;
  JsonArray *said;
  char *provider;
  char *model;
  BureauUsage usage;
  BureauReplyFailure failure;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (BureauReply, bureau_reply, G_TYPE_OBJECT)

enum
{
  PROP_0,
  PROP_CONTENT,
  PROP_ANSWER,
  PROP_PROVIDER,
  PROP_MODEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
bureau_reply_finalize (GObject *object)
{
  BureauReply *self = BUREAU_REPLY (object);

  g_string_free (self->content, TRUE);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->calls, json_array_unref);
  g_clear_pointer (&self->said, json_array_unref);
  g_clear_pointer (&self->provider, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (bureau_reply_parent_class)->finalize (object);
}

static void
bureau_reply_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauReply *self = BUREAU_REPLY (object);

  switch (id)
    {
    case PROP_CONTENT:
      g_value_set_string (value, self->content->str);
      break;
    case PROP_ANSWER:
      g_value_set_boxed (value, self->answer);
      break;
    case PROP_PROVIDER:
      g_value_set_string (value, self->provider);
      break;
    case PROP_MODEL:
      g_value_set_string (value, self->model);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_reply_class_init (BureauReplyClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = bureau_reply_finalize;
  object_class->get_property = bureau_reply_get_property;

  properties[PROP_CONTENT] = g_param_spec_string ("content", NULL, NULL, "", flags);
  properties[PROP_ANSWER] = g_param_spec_boxed ("answer", NULL, NULL, JSON_TYPE_OBJECT, flags);
  properties[PROP_PROVIDER] = g_param_spec_string ("provider", NULL, NULL, NULL, flags);
  properties[PROP_MODEL] = g_param_spec_string ("model", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bureau_reply_init (BureauReply *self)
{
  self->content = g_string_new (NULL);
  self->failure.wait_ms = -1;
  self->cancellable = g_cancellable_new ();
}

/**
 * bureau_reply_new:
 *
 * Returns: (transfer full): a reply that nothing has come for yet
 */
BureauReply *
bureau_reply_new (void)
{
  return g_object_new (BUREAU_TYPE_REPLY, NULL);
}

/**
 * bureau_reply_get_content:
 *
 * Returns: (transfer none): the text that has come so far; of `builtin` the body of a draft only
 */
const char *
bureau_reply_get_content (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), NULL);

  return self->content->str;
}

/**
 * bureau_reply_get_answer:
 *
 * Returns: (transfer none) (nullable): the answer, %NULL until it is complete
 */
JsonObject *
bureau_reply_get_answer (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), NULL);

  return self->answer;
}

/**
 * bureau_reply_get_calls:
 *
 * Returns: (transfer none) (nullable): the tools that are called, [{"id","name","input"?}], where
 *   there is no answer yet; without `input` where it was no JSON object
 */
JsonArray *
bureau_reply_get_calls (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), NULL);

  return self->calls;
}

/**
 * bureau_reply_get_said:
 *
 * Returns: (transfer none) (nullable): what its provider wants to see again with the results
 */
JsonArray *
bureau_reply_get_said (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), NULL);

  return self->said;
}

/**
 * bureau_reply_set_calls:
 *
 * Says that tools are called, and what has to go with their results.
 */
void
bureau_reply_set_calls (BureauReply *self, JsonArray *calls, JsonArray *said)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));
  g_return_if_fail (self->calls == NULL);

  self->calls = json_array_ref (calls);
  self->said = json_array_ref (said);
}

/**
 * bureau_reply_get_provider:
 *
 * Returns: (transfer none) (nullable): who answers
 */
const char *
bureau_reply_get_provider (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), NULL);

  return self->provider;
}

/**
 * bureau_reply_get_model:
 *
 * Returns: (transfer none) (nullable): the model that answers; “rules” for builtin
 */
const char *
bureau_reply_get_model (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), NULL);

  return self->model;
}

/**
 * bureau_reply_get_usage:
 *
 * Returns: what the reply has used up so far
 */
BureauUsage
bureau_reply_get_usage (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), (BureauUsage){ 0 });

  return self->usage;
}

/**
 * bureau_reply_get_failure:
 *
 * Returns: what is known about why it did not come
 */
BureauReplyFailure
bureau_reply_get_failure (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), (BureauReplyFailure){ 0 });

  return self->failure;
}

/**
 * bureau_reply_set_failure:
 * @failure: copied
 */
void
bureau_reply_set_failure (BureauReply *self, const BureauReplyFailure *failure)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));
  g_return_if_fail (failure != NULL);

  self->failure = *failure;
}

/**
 * bureau_reply_cancel:
 *
 * Stops what is coming; what has come stays readable as the part that it is.
 */
void
bureau_reply_cancel (BureauReply *self)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));

  g_cancellable_cancel (self->cancellable);
}

/**
 * bureau_reply_get_cancellable:
 *
 * Returns: (transfer none): cancelled when nobody waits for the reply any more
 */
GCancellable *
bureau_reply_get_cancellable (BureauReply *self)
{
  g_return_val_if_fail (BUREAU_IS_REPLY (self), NULL);

  return self->cancellable;
}

/**
 * bureau_reply_append:
 * @text: the next piece of the reply, whole UTF-8 characters
 *
 * Lets `content` grow.
 */
void
bureau_reply_append (BureauReply *self, const char *text)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));
  g_return_if_fail (text != NULL);

  if (*text == '\0')
    return;

  g_string_append (self->content, text);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
}

/**
 * bureau_reply_clear:
 *
 * Forgets what has come, because the turn is started again: a stream that broke off is not resumed.
 */
void
bureau_reply_clear (BureauReply *self)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));

  if (self->content->len > 0)
    {
      g_string_truncate (self->content, 0);
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_CONTENT]);
    }

  bureau_reply_set_answer (self, NULL);
}

/**
 * bureau_reply_set_answer:
 * @answer: (nullable): what the content stands for, now that it is complete
 *
 * Completes the reply.
 */
void
bureau_reply_set_answer (BureauReply *self, JsonObject *answer)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));

  if (self->answer == answer)
    return;

  g_clear_pointer (&self->answer, json_object_unref);
  self->answer = answer ? json_object_ref (answer) : NULL;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ANSWER]);
}

/**
 * bureau_reply_set_origin:
 * @provider: the provider's name
 * @model: (nullable): the model that answered, as the provider named it
 */
void
bureau_reply_set_origin (BureauReply *self, const char *provider, const char *model)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));

  if (g_set_str (&self->provider, provider))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROVIDER]);
  if (g_set_str (&self->model, model))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_MODEL]);
}

/**
 * bureau_reply_set_usage:
 * @usage: totals so far, which replace the ones before (wire.md §2.4: they are cumulative)
 */
void
bureau_reply_set_usage (BureauReply *self, const BureauUsage *usage)
{
  g_return_if_fail (BUREAU_IS_REPLY (self));
  g_return_if_fail (usage != NULL);

  self->usage = *usage;
}
