/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/guard.h"

G_BEGIN_DECLS

/**
 * BureauViewContext:
 *
 * What a view may name: the collections, workflows and other views that exist, and the guard that
 * its SQL is prepared under. Belongs to one thread at a time.
 */
typedef struct _BureauViewContext BureauViewContext;

BureauViewContext *bureau_view_context_new (BureauGuard *guard);
BureauViewContext *bureau_view_context_load (BureauDatabase *database, BureauGuard *guard,
                                             GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_view_context_free (BureauViewContext *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauViewContext, bureau_view_context_free)

void bureau_view_context_add_collection (BureauViewContext *self, JsonObject *document);

void bureau_view_context_set_guard (BureauViewContext *self, BureauGuard *guard);
BureauGuard *bureau_view_context_get_guard (BureauViewContext *self);
JsonObject *bureau_view_context_get_collection (BureauViewContext *self, const char *name);
JsonObject *bureau_view_context_get_workflow (BureauViewContext *self, const char *name);
JsonObject *bureau_view_context_get_view (BureauViewContext *self, const char *name);
const char **bureau_view_context_list_collections (BureauViewContext *self);
const char **bureau_view_context_list_workflows (BureauViewContext *self);
const char **bureau_view_context_list_views (BureauViewContext *self);

G_END_DECLS
