/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "desk/list-source.h"
#include "desk/row-item.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauLiveList:
 *
 * The rows of a source as a list model that follows memory. It holds pages from the beginning and
 * takes the next one when its end comes into sight. After commits only the rows that they touched
 * are read, off the main thread and a few times a second at most. An item lives as long as its row
 * is in the list, so a selection stays where it is.
 *
 * Properties: `is-loaded`; `n-items`; `count`, how many rows ask for a person's eye, loaded or not;
 * `problem`, why the rows could not be read.
 *
 * Signal `refreshed`: something was read, also where no row came or went.
 */
#define BUREAU_TYPE_LIVE_LIST (bureau_live_list_get_type ())
G_DECLARE_FINAL_TYPE (BureauLiveList, bureau_live_list, BUREAU, LIVE_LIST, GObject)

BureauLiveList *bureau_live_list_new (BureauMemory *memory,
                                      const BureauListSource *source) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_live_list_get_is_loaded (BureauLiveList *self);
guint bureau_live_list_get_count (BureauLiveList *self);
void bureau_live_list_set_where (BureauLiveList *self, const char *where);
void bureau_live_list_set_is_asleep (BureauLiveList *self, gboolean is_asleep);
gboolean bureau_live_list_find (BureauLiveList *self, gint64 id, guint *position);
void bureau_live_list_hide (BureauLiveList *self, gint64 id);
void bureau_live_list_unhide (BureauLiveList *self, gint64 id);
void bureau_live_list_refresh (BureauLiveList *self);

G_END_DECLS
