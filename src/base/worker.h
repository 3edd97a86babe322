/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * BureauWorkFunc:
 * @data: what was given to bureau_worker_run()
 * @result: (out): set to what the future resolves to; left unset, the future resolves to %TRUE
 * @error: return location
 *
 * Blocking work on the worker's thread.
 *
 * Returns: %FALSE with @error set where the work failed
 */
typedef gboolean (*BureauWorkFunc) (gpointer data, GValue *result, GError **error);

#define BUREAU_TYPE_WORKER (bureau_worker_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorker, bureau_worker, BUREAU, WORKER, GObject)

BureauWorker *bureau_worker_new (const char *name);
DexFuture *bureau_worker_run (BureauWorker *self, BureauWorkFunc func, gpointer data,
                              GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
void bureau_worker_stop (BureauWorker *self);
gboolean bureau_worker_is_current (BureauWorker *self);

void bureau_promise_settle (DexPromise *promise, gboolean ok, GValue *result, GError *error);

G_END_DECLS
