/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "agents/catalog.h"
#include "agents/trouble.h"

G_BEGIN_DECLS

/**
 * BureauSender:
 *
 * Takes approved drafts out: holds them for the undo delay, queues them, and has them sent one
 * after another, oldest approval first.
 */
typedef struct _BureauSender BureauSender;

/* Told when a delivery came to rest. */
typedef void (*BureauSenderFunc) (gpointer data);

BureauSender *bureau_sender_new (BureauMemory *memory, BureauTroubles *troubles,
                                 BureauSenderFunc rested, gpointer data);
void bureau_sender_free (BureauSender *self);
void bureau_sender_start (BureauSender *self, BureauCatalog *catalog);
DexFuture *bureau_sender_stop (BureauSender *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_sender_set_catalog (BureauSender *self, BureauCatalog *catalog);
void bureau_sender_wake (BureauSender *self);
gboolean bureau_sender_is_idle (BureauSender *self);

G_END_DECLS
