/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/**
 * BureauGuard:
 *
 * The one door for SQL that is not in our own source: views, expressions, `bureauctl query`,
 * agents, MCP. A read-only connection of its own with the walls of views.md §4.3; belongs to one
 * thread at a time.
 */
typedef struct _BureauGuard BureauGuard;

/* The limits, one table for everybody (views.md wall 5 and §4.7). */
typedef struct
{
  guint max_rows;
  guint deadline_ms;
  const char *const *collections; /* NULL: all that are exposed */
} BureauGuardLimits;

BureauGuard *bureau_guard_new (const char *path, GError **error);
void bureau_guard_free (BureauGuard *self);
gboolean bureau_guard_check (BureauGuard *self, const char *sql, const BureauGuardLimits *limits,
                             GError **error);
char *bureau_guard_today (BureauGuard *self) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_guard_describe (BureauGuard *self, const char *sql, GError **error);
JsonObject *bureau_guard_query (BureauGuard *self, const char *sql, JsonObject *params,
                                const BureauGuardLimits *limits, GError **error);
JsonObject *bureau_guard_extremes (BureauGuard *self, const char *sql, JsonObject *params,
                                   GError **error);
GArray *bureau_guard_ids (BureauGuard *self, const char *sql, JsonObject *params, GError **error);
JsonNode *bureau_guard_evaluate (BureauGuard *self, const char *collection, gint64 record,
                                 const char *expression, JsonObject *params, GError **error);
gboolean bureau_guard_check_expression (BureauGuard *self, const char *collection,
                                        const char *expression, const char *const *params,
                                        GError **error);
void bureau_guard_interrupt (BureauGuard *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauGuard, bureau_guard_free)

G_END_DECLS
