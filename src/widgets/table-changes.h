/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/table-order.h"

G_BEGIN_DECLS

/**
 * BureauTableTellFunc:
 * @removed_or_0: the record that went, where one did
 *
 * Is told of each span in turn, while the order is as it was left by it.
 */
typedef void (*BureauTableTellFunc) (BureauTableSpan span, gint64 removed_or_0, gpointer data);

gboolean bureau_table_changes_apply (BureauTableOrder *order, GArray *changes,
                                     BureauTableTellFunc tell, gpointer data);

G_END_DECLS
