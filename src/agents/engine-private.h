/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/engine.h"
#include "agents/environment.h"
#include "agents/fleet.h"
#include "agents/inlets.h"
#include "agents/requests.h"
#include "agents/sender.h"

G_BEGIN_DECLS

typedef enum
{
  BUREAU_ENGINE_NEW,
  BUREAU_ENGINE_RUNNING,
  BUREAU_ENGINE_STOPPING,
  BUREAU_ENGINE_STOPPED,
} BureauEngineState;

struct _BureauEngine
{
  GObject parent_instance;

  BureauEngineState state;
  BureauEnvironment environment;
  BureauFleet *fleet;
  BureauRequests *requests;
  BureauSender *sender;
  BureauInlets *inlets;
  gint64 cursor;         /* the entry dealt with; the stored one may lag behind */
  gint64 stored_cursor;  /* the entry the next start begins behind */
  char *next_due;        /* when something becomes due, or NULL */
  gboolean owes_skipped; /* what cannot be read in the catalog is to be told */
  gboolean again;        /* something happened since the turn began */
  DexPromise *wake;      /* resolved by the next thing that happens, while the loop rests */
  GPtrArray *idlers;     /* of DexPromise: who waits until there is nothing to do */
  DexFuture *loop;
};

/* engine-turn.c: one look at the workspace and all that follows from it. Runs in the loop's fiber.
 */
gboolean bureau_engine_take_turn (BureauEngine *self, gboolean *is_idle, GError **error);

/* engine.c: something happened; the loop takes another turn. */
void bureau_engine_wake (BureauEngine *self);

G_END_DECLS
