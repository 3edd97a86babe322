/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/environment.h"
#include "agents/fleet.h"
#include "base/progress.h"

G_BEGIN_DECLS

typedef struct _BureauRequestTask BureauRequestTask;

/**
 * BureauRequestEffect:
 *
 * What a request changes, in the transaction that also marks it done: so it is done once, whatever
 * happens in between. Runs on the writer's thread.
 */
typedef gboolean (*BureauRequestEffect) (BureauTransaction *transaction, BureauRequestTask *task,
                                         GError **error);

/**
 * BureauRequestTask:
 * @environment: memory, providers
 * @catalog: what was in force when it was taken up, also on the writer's thread
 * @fleet: the runs that are taken up
 * @id: the request's row
 * @kind: what is asked
 * @args: with what
 * @by: who asks
 * @actor: (nullable): in whose name the effect is, where it is not who asks
 * @ending: cancelled when the engine ends, for what takes long
 * @progress: told how far it is; a request that was withdrawn is cancelled by it
 * @is_cut_short: whether it was cancelled so
 * @result: what came of it, an object to be filled
 * @effect: (nullable): what it changes
 * @data: (nullable): what the effect needs besides, freed with @destroy
 *
 * A request while it is being done.
 */
struct _BureauRequestTask
{
  BureauEnvironment *environment;
  BureauCatalog *catalog;
  BureauFleet *fleet;
  gint64 id;
  char *kind;
  JsonObject *args;
  char *by;
  char *actor;
  GCancellable *ending;
  BureauProgress *progress;
  gboolean is_cut_short;
  JsonObject *result;
  BureauRequestEffect effect;
  gpointer data;
  GDestroyNotify destroy;
};

/* Does a request in its fiber; may await. An error refuses it, or says that it failed. */
typedef gboolean (*BureauRequestFunc) (BureauRequestTask *task, GError **error);

/* One file each; the table in requests.c calls them. */
gboolean bureau_request_do_run (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_retry (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_cancel (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_stop (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_ask (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_answer (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_teach (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_test_connection (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_list_models (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_import (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_redraft (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_replay (BureauRequestTask *task, GError **error);
gboolean bureau_request_do_snapshot (BureauRequestTask *task, GError **error);

JsonObject *bureau_request_find_connection (BureauRequestTask *task, GError **error);
gint64 bureau_request_get_id (BureauRequestTask *task, const char *name, GError **error);

G_END_DECLS
