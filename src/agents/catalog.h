/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "memory/price.h"
#include "workflows/document.h"

G_BEGIN_DECLS

/**
 * BureauCatalog:
 *
 * What is in force: workflows, agents, collections, settings and connections, read once and read
 * anew when one of them changes. Immutable, reference counted, safe to share between threads.
 */
typedef struct _BureauCatalog BureauCatalog;

/* A workflow in force and whether it starts by itself. */
typedef struct
{
  BureauWorkflow *workflow;
  gint64 version;
  gboolean enabled;
} BureauCatalogEntry;

BureauCatalog *bureau_catalog_load (BureauDatabase *database,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauCatalog *bureau_catalog_ref (BureauCatalog *self);
void bureau_catalog_unref (BureauCatalog *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauCatalog, bureau_catalog_unref)

gboolean bureau_catalog_is_about (const char *table);

const BureauCatalogEntry *bureau_catalog_get_workflows (BureauCatalog *self, guint *n_workflows);
const BureauCatalogEntry *bureau_catalog_find_workflow (BureauCatalog *self, const char *name);
BureauAgent *bureau_catalog_find_agent (BureauCatalog *self, const char *name, GError **error);
JsonObject *bureau_catalog_find_collection (BureauCatalog *self, const char *name, GError **error);
JsonArray *bureau_catalog_get_skipped (BureauCatalog *self);
gboolean bureau_catalog_has_skipped_news (BureauCatalog *self);
JsonObject *bureau_catalog_get_settings (BureauCatalog *self);
JsonArray *bureau_catalog_get_connections (BureauCatalog *self);
JsonObject *bureau_catalog_find_connection (BureauCatalog *self, const char *kind);
BureauPriceList *bureau_catalog_get_prices (BureauCatalog *self);
gboolean bureau_catalog_has_taught_labels (BureauCatalog *self);
gboolean bureau_catalog_has_private (BureauCatalog *self);

G_END_DECLS
