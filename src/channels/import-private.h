/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "channels/import-reader.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* What an import knows of the workspace. */
typedef struct
{
  char *into; /* the collection of records, or NULL */
  char **own_addresses;
  JsonObject *collection;
  char *currency;
} BureauImportGround;

void bureau_import_ground_clear (BureauImportGround *self);
gboolean bureau_import_ground_read (BureauDatabase *database, gpointer data, GValue *result,
                                    GError **error);

DexFuture *bureau_import_write (BureauMemory *memory, const BureauCause *cause, GPtrArray *batch,
                                const char *into, const char *mark) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_import_may_pass (const GError *error);
JsonArray *bureau_import_list_failures (GPtrArray *batch,
                                        const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
