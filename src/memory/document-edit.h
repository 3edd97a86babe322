/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

DexFuture *bureau_document_edit (BureauMemory *memory, const BureauCause *cause, const char *kind,
                                 const char *name, JsonObject *body, gint64 version,
                                 const char *note, DexFuture *problems) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
