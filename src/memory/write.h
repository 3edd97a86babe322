/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* A thread that stands still until its write is settled. */
typedef struct
{
  GMutex mutex;
  GCond changed;
  gboolean is_settled;
  GError *error;
} BureauWaiter;

void bureau_waiter_init (BureauWaiter *self);
gboolean bureau_waiter_wait (BureauWaiter *self, GError **error);

/* One transaction that somebody waits for. */
typedef struct
{
  BureauCause cause;
  char *sql; /* DDL to run first, in an entry of its own, or NULL */
  BureauWriteFunc func;
  gpointer data;
  GDestroyNotify destroy;
  gboolean is_unflushed; /* the next flush is soon enough */
  DexPromise *promise;
  BureauWaiter *waiter; /* instead of a promise */
  GValue result;
  GError *error;
} BureauWrite;

BureauWrite *bureau_write_new (const BureauCause *cause, BureauWriteFunc func, gpointer data,
                               GDestroyNotify destroy);
void bureau_write_free (BureauWrite *self);
void bureau_write_forget (BureauWrite *self);
void bureau_write_settle (BureauWrite *self);

G_END_DECLS
