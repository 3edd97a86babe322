/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Something asked of the engine (design.md §4). Kinds are one table here;
 * handlers live in agents/. */
gboolean bureau_request_is_kind (const char *kind);
/* Resolves to the request's id at once; bureau_request_wait() resolves to the row once it is no
 * longer asked or doing: {"id","kind","args","state","result","error"}. */
DexFuture *bureau_request_ask (BureauMemory *memory, const BureauCause *cause, const char *kind,
                               JsonObject *args);
DexFuture *bureau_request_wait (BureauMemory *memory, gint64 request);
gint64 bureau_request_insert (BureauTransaction *transaction, const char *kind, JsonObject *args,
                              GError **error);
DexFuture *bureau_request_withdraw (BureauMemory *memory, const BureauCause *cause, gint64 request,
                                    const char *why) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_request_withdraw_unbegun (BureauMemory *memory, const BureauCause *cause,
                                            gint64 request,
                                            const char *why) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_request_is_open (BureauDatabase *database, gint64 request);
gboolean bureau_request_move (BureauTransaction *transaction, gint64 request, const char *state,
                              JsonNode *result, const char *error_text, GError **error);

DexFuture *bureau_request_tell (BureauMemory *memory, gint64 request, const char *what,
                                const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
