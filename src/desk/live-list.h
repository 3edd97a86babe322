/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "desk/row-item.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauLiveList:
 *
 * The rows of one statement as a list model that follows memory: after each commit it is read anew
 * off the main thread, and only what differs changes. An item lives as long as its row is in the
 * list, so a selection stays where it is.
 *
 * Signal `refreshed`: the rows were read anew, also where none came or went.
 */
#define BUREAU_TYPE_LIVE_LIST (bureau_live_list_get_type ())
G_DECLARE_FINAL_TYPE (BureauLiveList, bureau_live_list, BUREAU, LIVE_LIST, GObject)

BureauLiveList *bureau_live_list_new (BureauMemory *memory, GType item_type,
                                      const char *sql) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_live_list_get_is_loaded (BureauLiveList *self);
gboolean bureau_live_list_find (BureauLiveList *self, gint64 id, guint *position);
void bureau_live_list_hide (BureauLiveList *self, gint64 id);
void bureau_live_list_unhide (BureauLiveList *self, gint64 id);
void bureau_live_list_refresh (BureauLiveList *self);

G_END_DECLS
