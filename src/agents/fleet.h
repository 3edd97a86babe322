/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/environment.h"
#include "agents/run.h"

G_BEGIN_DECLS

/**
 * BureauFleet:
 *
 * The runs that are taken up: at most so many work at once, some more are loaded and ready, so that
 * nobody waits for memory when one ends.
 */
typedef struct _BureauFleet BureauFleet;

/* Told when a run ended and there may be room for more. */
typedef void (*BureauFleetFunc) (gpointer data);

BureauFleet *bureau_fleet_new (BureauEnvironment *environment, BureauFleetFunc ended,
                               gpointer data);
void bureau_fleet_free (BureauFleet *self);
void bureau_fleet_set_concurrency (BureauFleet *self, guint concurrency);

guint bureau_fleet_get_room (BureauFleet *self);
gboolean bureau_fleet_has_suspect (BureauFleet *self);
gboolean bureau_fleet_is_empty (BureauFleet *self);
void bureau_fleet_add (BureauFleet *self, BureauRun *run);
gboolean bureau_fleet_cancel (BureauFleet *self, gint64 run);
void bureau_fleet_add_stuck (BureauFleet *self, const gint64 *ids, guint n_ids);
GArray *bureau_fleet_take_stuck (BureauFleet *self);

void bureau_fleet_pause (BureauFleet *self);
DexFuture *bureau_fleet_wait (BureauFleet *self) G_GNUC_WARN_UNUSED_RESULT;
GArray *bureau_fleet_take_ready (BureauFleet *self);

G_END_DECLS
