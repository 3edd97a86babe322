/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "agents/environment.h"
#include "agents/fleet.h"

G_BEGIN_DECLS

/* What was asked of the engine and is being done (design.md §4, request). */
typedef struct _BureauRequests BureauRequests;

/* Told when a request was answered. */
typedef void (*BureauRequestsFunc) (gpointer data);

BureauRequests *bureau_requests_new (BureauEnvironment *environment, BureauFleet *fleet,
                                     BureauRequestsFunc answered, gpointer data);
void bureau_requests_free (BureauRequests *self);
void bureau_requests_take (BureauRequests *self, GArray *ids);
void bureau_requests_cancel (BureauRequests *self, gint64 id);
gboolean bureau_requests_is_empty (BureauRequests *self);
DexFuture *bureau_requests_end (BureauRequests *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_requests_recover (BureauTransaction *transaction, GError **error);

G_END_DECLS
