/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Workflows, agents and views as versioned documents: every version is kept. */
const char *bureau_document_get_name (const char *kind, JsonObject *body);
gboolean bureau_document_put (BureauTransaction *transaction, const char *kind, JsonObject *body,
                              const char *note, GError **error);
gboolean bureau_document_require_version (BureauDatabase *database, const char *kind,
                                          const char *name, gint64 version, GError **error);
DexFuture *bureau_document_save (BureauMemory *memory, const BureauCause *cause, const char *kind,
                                 JsonObject *body, const char *note) G_GNUC_WARN_UNUSED_RESULT;
JsonArray *bureau_document_list (BureauDatabase *database, const char *kind, GError **error);
JsonObject *bureau_document_find (BureauDatabase *database, const char *kind, const char *name,
                                  GError **error);
JsonObject *bureau_document_version (BureauDatabase *database, const char *kind, const char *name,
                                     gint64 version, GError **error);
DexFuture *bureau_document_enable (BureauMemory *memory, const BureauCause *cause, const char *kind,
                                   const char *name, gboolean enabled);

G_END_DECLS
