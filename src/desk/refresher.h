/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauRefresher:
 *
 * Keeps what a page shows of memory up to date: it is read again after commits, a few times a
 * second at most, and told only where it reads differently.
 *
 * Signal `shown` (#JsonObject): what was read; signal `failed` (text): why nothing could be.
 */
#define BUREAU_TYPE_REFRESHER (bureau_refresher_get_type ())
G_DECLARE_FINAL_TYPE (BureauRefresher, bureau_refresher, BUREAU, REFRESHER, GObject)

BureauRefresher *bureau_refresher_new (BureauMemory *memory, BureauReadFunc read, gpointer data,
                                       GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
void bureau_refresher_start (BureauRefresher *self);
void bureau_refresher_set_pace (BureauRefresher *self, guint milliseconds);

G_END_DECLS
