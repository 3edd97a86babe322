/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauLiveRowsFunc:
 *
 * Is told what changed, as g_list_model_items_changed() is.
 */
typedef void (*BureauLiveRowsFunc) (guint position, guint removed, guint added, gpointer data);

/**
 * BureauLiveRows:
 *
 * The rows of a source from its beginning up to an edge, in order of their ids. What is beyond the
 * edge comes with the next page. An item lives as long as its row is here.
 */
typedef struct _BureauLiveRows BureauLiveRows;

BureauLiveRows *bureau_live_rows_new (const BureauListSource *source, BureauLiveRowsFunc tell,
                                      gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bureau_live_rows_free (BureauLiveRows *self);
guint bureau_live_rows_get_length (BureauLiveRows *self);
gint64 bureau_live_rows_get_edge (BureauLiveRows *self);
gboolean bureau_live_rows_get_is_complete (BureauLiveRows *self);
BureauRowItem *bureau_live_rows_get_item (BureauLiveRows *self, guint position);
gboolean bureau_live_rows_find (BureauLiveRows *self, gint64 id, guint *position);
void bureau_live_rows_append (BureauLiveRows *self, JsonArray *rows);
void bureau_live_rows_update (BureauLiveRows *self, JsonArray *touched, JsonArray *rows);
void bureau_live_rows_cut (BureauLiveRows *self, guint n);
void bureau_live_rows_clear (BureauLiveRows *self);
void bureau_live_rows_hide (BureauLiveRows *self, gint64 id);
void bureau_live_rows_unhide (BureauLiveRows *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauLiveRows, bureau_live_rows_free)

G_END_DECLS
