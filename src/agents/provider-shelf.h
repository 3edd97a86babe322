/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/catalog.h"
#include "providers/provider.h"

G_BEGIN_DECLS

/* The providers in use, each made once: "builtin", or the name of a connection of kind provider. */
typedef struct _BureauProviderShelf BureauProviderShelf;

BureauProviderShelf *bureau_provider_shelf_new (void);
void bureau_provider_shelf_free (BureauProviderShelf *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauProviderShelf, bureau_provider_shelf_free)

BureauProvider *bureau_provider_shelf_find (BureauProviderShelf *self, BureauCatalog *catalog,
                                            const char *name, GError **error);
gboolean bureau_provider_shelf_learn (BureauProviderShelf *self, const char *name, char **lacks);
void bureau_provider_shelf_forget (BureauProviderShelf *self);

JsonObject *bureau_provider_find_connection (BureauCatalog *catalog, const char *name);

G_END_DECLS
