/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauKeeperFunc:
 *
 * Returns: (transfer full) (nullable): the words as they are now; %NULL where none need be kept
 */
typedef char *(*BureauKeeperFunc) (gpointer data);

/**
 * BureauKeeper:
 *
 * Keeps what a person types until it is stored: as a scratch row, less than half a second after a
 * key, so that it survives the end of the program.
 */
typedef struct _BureauKeeper BureauKeeper;

BureauKeeper *bureau_keeper_new (BureauMemory *memory, BureauKeeperFunc print,
                                 gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bureau_keeper_free (BureauKeeper *self);
void bureau_keeper_turn (BureauKeeper *self, const char *key);
void bureau_keeper_touch (BureauKeeper *self);
void bureau_keeper_keep (BureauKeeper *self);
void bureau_keeper_drop (BureauKeeper *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauKeeper, bureau_keeper_free)

G_END_DECLS
