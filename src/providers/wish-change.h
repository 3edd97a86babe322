/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/wish-private.h"

G_BEGIN_DECLS

/**
 * BureauWishParts:
 * @from: where it begins; 0 where there is none, and so with the others
 * @end: of what WHERE says, or where it would stand
 * @table: (nullable): what is read
 * @is_plain: whether rules can change it
 *
 * Where the parts of a plain SELECT begin, in bytes.
 */
typedef struct
{
  gsize from, where, group, end;
  char *table;
  gboolean is_plain;
} BureauWishParts;

/* wish-sql.c: where the parts are, and the statement with one more. */
void bureau_wish_parts_find (BureauWishParts *parts, const char *sql);
void bureau_wish_parts_clear (BureauWishParts *parts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauWishParts, bureau_wish_parts_clear)
char *bureau_wish_with_condition (const char *sql, const BureauWishParts *parts,
                                  const char *condition) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_wish_with_column (const char *sql, const BureauWishParts *parts,
                               const char *expression, const char *name) G_GNUC_WARN_UNUSED_RESULT;

/**
 * BureauWishChange:
 * @view: a copy of the view of the inputs, which is changed
 * @n_changes: how much was
 *
 * A view while it is changed.
 */
typedef struct
{
  BureauWish *wish;
  JsonObject *view;
  guint n_changes;
} BureauWishChange;

/* wish-change.c */
gboolean bureau_wish_change_reads (BureauWishChange *self, const BureauWishParts *parts);
JsonObject *bureau_wish_change_find (BureauWishChange *self, const char *type);
JsonObject *bureau_wish_change_source (BureauWishChange *self, JsonObject *element);
void bureau_wish_change_put_on_top (BureauWishChange *self, JsonObject *element);

/* wish-change-rows.c, wish-change-chart.c, wish-remove.c */
void bureau_wish_change_rows (BureauWishChange *self);
void bureau_wish_change_chart (BureauWishChange *self);
void bureau_wish_change_remove (BureauWishChange *self);

G_END_DECLS
