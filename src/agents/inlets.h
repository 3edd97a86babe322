/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "agents/catalog.h"
#include "agents/trouble.h"

G_BEGIN_DECLS

/* The watched folders: what arrives in them is imported, each file once. */
typedef struct _BureauInlets BureauInlets;

/* Told when files were brought in, or turned out to be none. */
typedef void (*BureauInletsFunc) (gpointer data);

BureauInlets *bureau_inlets_new (BureauMemory *memory, BureauTroubles *troubles,
                                 BureauInletsFunc imported, gpointer data);
void bureau_inlets_free (BureauInlets *self);
void bureau_inlets_set_catalog (BureauInlets *self, BureauCatalog *catalog);
DexFuture *bureau_inlets_stop (BureauInlets *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_inlets_is_idle (BureauInlets *self);

G_END_DECLS
