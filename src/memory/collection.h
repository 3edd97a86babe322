/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* A field's type decides its column: text, email, phone, url, person, company, choice, date,
 * datetime and list (JSON) are TEXT; int, money (minor units), duration (seconds), bool and ref are
 * INTEGER; number and ratio are REAL. */
const char *bureau_field_sql_type (const char *type);

/* A collection's document: {"collection","title","fields":[{"name","type","title"?,…}]}
 * (data/schemas). */
DexFuture *bureau_collection_define (BureauMemory *memory, const BureauCause *cause,
                                     JsonObject *document);

gboolean bureau_collection_has_field (JsonObject *document, const char *name);
JsonObject *bureau_collection_find (BureauDatabase *database, const char *name, GError **error);
JsonArray *bureau_collection_list (BureauDatabase *database, GError **error);
char *bureau_collection_of_record (BureauDatabase *database, gint64 id, GError **error);

G_END_DECLS
