/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "providers/reply.h"
#include "providers/task.h"

G_BEGIN_DECLS

#define BUREAU_TYPE_PROVIDER (bureau_provider_get_type ())
G_DECLARE_INTERFACE (BureauProvider, bureau_provider, BUREAU, PROVIDER, GObject)

/**
 * BureauProviderInterface:
 * @get_name: the name of the kind, such as "builtin"
 * @answer: answers the task into the reply; resolves to %TRUE once the reply holds its answer
 * @test_connection: resolves to a JsonObject `{"ok","verdict"}`; optional
 * @list_models: resolves to a JsonArray of `{"id","title"}`; optional
 * @list_lacks: what the server was found to lack; optional
 * @get_model: the model that answers where a task names none; optional
 * @measure: what a task would have at most; optional
 *
 * What answers a task. A new one is a file and a line in the table of provider.c.
 */
struct _BureauProviderInterface
{
  GTypeInterface parent_iface;

  const char *(*get_name) (BureauProvider *self);
  DexFuture *(*answer) (BureauProvider *self, BureauTask *task, BureauReply *reply);
  DexFuture *(*test_connection) (BureauProvider *self);
  DexFuture *(*list_models) (BureauProvider *self);
  JsonArray *(*list_lacks) (BureauProvider *self);
  const char *(*get_model) (BureauProvider *self);
  gsize (*measure) (BureauProvider *self, BureauTask *task, guint *max_tokens);
};

const char *bureau_provider_get_name (BureauProvider *self);
DexFuture *bureau_provider_answer (BureauProvider *self, BureauTask *task,
                                   BureauReply *reply) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_provider_test_connection (BureauProvider *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_provider_list_models (BureauProvider *self) G_GNUC_WARN_UNUSED_RESULT;

JsonArray *bureau_provider_list_lacks (BureauProvider *self) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_provider_get_model (BureauProvider *self);
gsize bureau_provider_measure (BureauProvider *self, BureauTask *task, guint *max_tokens);

typedef BureauProvider *(*BureauProviderFunc) (JsonObject *connection, GError **error);

BureauProvider *bureau_provider_for_kind (const char *kind, JsonObject *connection,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *const *bureau_provider_list_kinds (void);
void bureau_provider_set_extra (const char *kind, BureauProviderFunc create);

G_END_DECLS
