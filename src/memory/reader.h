/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* A thread with a reading connection, or a guard, of its own; opened when first used. */
typedef struct _BureauReader BureauReader;

BureauReader *bureau_reader_new (const char *path, const char *name);
void bureau_reader_free (BureauReader *self);
int bureau_reader_get_load (BureauReader *self);
DexFuture *bureau_reader_read (BureauReader *self, BureauReadFunc func, gpointer data,
                               GDestroyNotify destroy);
DexFuture *bureau_reader_guard (BureauReader *self, BureauGuardFunc func, gpointer data,
                                GDestroyNotify destroy);

G_END_DECLS
