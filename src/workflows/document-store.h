/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_document_check_in (BureauMemory *memory,
                                     JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_document_store (BureauMemory *memory, const BureauCause *cause, const char *name,
                                  JsonObject *document, gint64 version,
                                  const char *note) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
