/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/environment.h"

G_BEGIN_DECLS

/* No more messages than these are replayed at once. */
#define BUREAU_REPLAY_MAX 50

/**
 * BureauReplayTerms:
 * @provider: who answers this time: "builtin", or the name of a connection
 * @model: (nullable): which of its models, instead of the connection's
 * @workflow: (nullable): only steps of this workflow
 * @last: how many messages, the newest; 1 to %BUREAU_REPLAY_MAX
 */
typedef struct
{
  const char *provider;
  const char *model;
  const char *workflow;
  gint64 last;
} BureauReplayTerms;

/**
 * BureauReplayFunc:
 * @item: what came of one step, as in the result of bureau_replay()
 * @done: how many are done, this one included
 * @n: how many there are
 */
typedef void (*BureauReplayFunc) (JsonObject *item, guint done, guint n, gpointer data);

JsonObject *bureau_replay_estimate (BureauEnvironment *environment, const BureauReplayTerms *terms,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_replay (BureauEnvironment *environment, const BureauReplayTerms *terms,
                           const char *reason, GCancellable *cancellable, BureauReplayFunc func,
                           gpointer data, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
