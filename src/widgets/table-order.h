/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * BureauTableSpan:
 * @position: the first row that is concerned
 * @removed: how many rows there were
 * @added: how many there are instead
 *
 * What changed on the screen; nothing where both are 0.
 */
typedef struct
{
  guint position;
  guint removed;
  guint added;
} BureauTableSpan;

/**
 * BureauTableOrder:
 *
 * The records of a table in their order: the id of each, eight bytes, so that every row's place is
 * known.
 */
typedef struct _BureauTableOrder BureauTableOrder;

BureauTableOrder *bureau_table_order_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_table_order_free (BureauTableOrder *self);
guint bureau_table_order_get_length (BureauTableOrder *self);
gboolean bureau_table_order_get_is_by_age (BureauTableOrder *self);
gboolean bureau_table_order_get_is_descending (BureauTableOrder *self);
gint64 bureau_table_order_get_id (BureauTableOrder *self, guint position);
gboolean bureau_table_order_find (BureauTableOrder *self, gint64 id, guint *position);
BureauTableSpan bureau_table_order_replace (BureauTableOrder *self, GArray *ids, gboolean is_by_age,
                                            gboolean is_descending);
BureauTableSpan bureau_table_order_append (BureauTableOrder *self, const gint64 *ids, guint n);
BureauTableSpan bureau_table_order_insert (BureauTableOrder *self, gint64 id);
BureauTableSpan bureau_table_order_remove (BureauTableOrder *self, gint64 id);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauTableOrder, bureau_table_order_free)

G_END_DECLS
