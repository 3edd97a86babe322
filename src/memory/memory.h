/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "memory/database.h"
#include "memory/guard.h"
#include "memory/transaction.h"

G_BEGIN_DECLS

/**
 * BureauMemory:
 *
 * An open workspace: one writer that groups transactions into one flush, readers of their own, the
 * guard, and news of every commit in this process or another.
 *
 * Signal `changed (gint64 entry)`: on the main context, after one or more commits became visible;
 * entry is the newest of the journal. Several commits may be told as one.
 */
#define BUREAU_TYPE_MEMORY (bureau_memory_get_type ())
G_DECLARE_FINAL_TYPE (BureauMemory, bureau_memory, BUREAU, MEMORY, GObject)

/**
 * BureauWriteFunc:
 * @result: set to what the future resolves to; left unset it resolves to %TRUE
 *
 * Runs on the writer's thread inside a savepoint. May run again after a failed group, so it changes
 * nothing but the database and @result. Returns %FALSE with @error set to undo all it did.
 */
typedef gboolean (*BureauWriteFunc) (BureauTransaction *transaction, gpointer data, GValue *result,
                                     GError **error);
typedef gboolean (*BureauReadFunc) (BureauDatabase *database, gpointer data, GValue *result,
                                    GError **error);
typedef gboolean (*BureauGuardFunc) (BureauGuard *guard, gpointer data, GValue *result,
                                     GError **error);

typedef enum
{
  BUREAU_MEMORY_DEFAULT = 0,
  BUREAU_MEMORY_CREATE = 1 << 0, /* make the file; it is an error if there is one */
  BUREAU_MEMORY_ENGINE = 1 << 1, /* take the engine's lock: a second engine is BUREAU_ERROR_BUSY */
  BUREAU_MEMORY_READ_ONLY = 1 << 2,
} BureauMemoryFlags;

BureauMemory *bureau_memory_open (const char *path, BureauMemoryFlags flags, GError **error);
void bureau_memory_close (BureauMemory *self);
const char *bureau_memory_get_path (BureauMemory *self);
char *bureau_memory_default_path (void);
gboolean bureau_memory_is_engine (BureauMemory *self);

DexFuture *bureau_memory_write (BureauMemory *self, const BureauCause *cause, BureauWriteFunc func,
                                gpointer data, GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_memory_write_unflushed (BureauMemory *self, const BureauCause *cause,
                                          BureauWriteFunc func, gpointer data,
                                          GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_memory_write_blocking (BureauMemory *self, const BureauCause *cause,
                                       BureauWriteFunc func, gpointer data, GError **error);
DexFuture *bureau_memory_define (BureauMemory *self, const BureauCause *cause, const char *sql,
                                 BureauWriteFunc func, gpointer data,
                                 GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_memory_read (BureauMemory *self, BureauReadFunc func, gpointer data,
                               GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_memory_guard (BureauMemory *self, BureauGuardFunc func, gpointer data,
                                GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_memory_next_change (BureauMemory *self) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_memory_rows (BureauMemory *self, const char *sql, const char *types,
                               ...) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
