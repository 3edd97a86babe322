/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/query.h"

G_BEGIN_DECLS

/* A source's statement and what it is given. */
typedef struct
{
  char *inner;
  JsonObject *params;
  JsonArray *tables;  /* that it rests on */
  JsonArray *columns; /* that it gives */
} BureauViewPrepared;

gboolean bureau_view_query_prepare (BureauViewPrepared *self, BureauGuard *guard,
                                    JsonObject *document, const BureauViewQuery *query,
                                    GError **error);
void bureau_view_query_clear (BureauViewPrepared *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauViewPrepared, bureau_view_query_clear)

void bureau_view_query_add_order (GString *sql, JsonObject *source, const BureauViewQuery *query);

void bureau_view_query_align (const BureauViewPrepared *self, JsonObject *source,
                              JsonObject *result);

JsonObject *bureau_view_reduce (BureauGuard *guard, JsonObject *source,
                                const BureauViewQuery *query, const char *inner, JsonObject *params,
                                GError **error);

G_END_DECLS
