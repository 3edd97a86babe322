/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/problem.h"
#include "memory/memory.h"
#include "views/context.h"

G_BEGIN_DECLS

/* A view is a JSON document, `view/1` (views.md §4). These work on the document as it is. */

JsonObject *bureau_view_parse (const char *text, gssize length,
                               GError **error) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_view_check (JsonObject *document,
                              BureauViewContext *context) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_view_verify (BureauMemory *memory,
                               JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_view_store (BureauMemory *memory, const BureauCause *cause, const char *name,
                              JsonObject *document, gint64 version,
                              const char *note) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *bureau_view_to_canonical (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *bureau_view_schema (void) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_view_llm_schema (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
