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
};

const char *bureau_provider_get_name (BureauProvider *self);
DexFuture *bureau_provider_answer (BureauProvider *self, BureauTask *task,
                                   BureauReply *reply) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_provider_test_connection (BureauProvider *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_provider_list_models (BureauProvider *self) G_GNUC_WARN_UNUSED_RESULT;

BureauProvider *bureau_provider_for_kind (const char *kind, JsonObject *settings,
                                          GError **error) G_GNUC_WARN_UNUSED_RESULT;
const char *const *bureau_provider_list_kinds (void);

G_END_DECLS
