/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/agenda.h"
#include "agents/catalog.h"
#include "memory/guard.h"

G_BEGIN_DECLS

/**
 * BureauCursor:
 *
 * What a batch of the journal starts: for each change and each workflow whose trigger it may meet,
 * whether it does. Made on the engine's side, evaluated under the guard, committed on the writer's.
 */
typedef struct _BureauCursor BureauCursor;

BureauCursor *bureau_cursor_new (BureauCatalog *catalog, BureauAgenda *agenda);
void bureau_cursor_free (BureauCursor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauCursor, bureau_cursor_free)

gboolean bureau_cursor_read (BureauDatabase *database, gint64 *entry, GError **error);
gboolean bureau_cursor_write (BureauTransaction *transaction, gint64 entry, GError **error);

gboolean bureau_cursor_read_matches (BureauCursor *self, BureauDatabase *database, GError **error);
gboolean bureau_cursor_needs_guard (BureauCursor *self);
void bureau_cursor_evaluate (BureauCursor *self, BureauGuard *guard);
gboolean bureau_cursor_has_work (BureauCursor *self);
gboolean bureau_cursor_commit (BureauCursor *self, BureauTransaction *transaction, GArray *started,
                               guint room, GError **error);

G_END_DECLS
