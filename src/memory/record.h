/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Records of collections. Fields without a column go to `meta`; nothing is lost. Money may be
 * given as {"minor","currency"} where the field names its currency field. */
gint64 bureau_record_insert (BureauTransaction *transaction, const char *collection,
                             JsonObject *fields, GError **error);
gboolean bureau_record_update (BureauTransaction *transaction, const char *collection, gint64 id,
                               JsonObject *fields, GError **error);
gboolean bureau_record_delete (BureauTransaction *transaction, const char *collection, gint64 id,
                               GError **error);

/* {"id","collection","created_at","updated_at","fields":{…},"meta":{…}} */
JsonObject *bureau_record_load (BureauDatabase *database, const char *collection, gint64 id,
                                GError **error);
JsonArray *bureau_record_evidence (BureauDatabase *database, gint64 id, GError **error);

/* The same from the window or the terminal. insert resolves to the new id. */
DexFuture *bureau_record_add (BureauMemory *memory, const BureauCause *cause,
                              const char *collection, JsonObject *fields);
DexFuture *bureau_record_set (BureauMemory *memory, const BureauCause *cause,
                              const char *collection, gint64 id, JsonObject *fields);
DexFuture *bureau_record_remove (BureauMemory *memory, const BureauCause *cause,
                                 const char *collection, gint64 id) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
