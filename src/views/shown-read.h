/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauViewPlan:
 *
 * A checked view as the guard's thread reads it: a copy that no other thread looks into, for
 * json-glib counts its references without a lock.
 */
typedef struct _BureauViewPlan BureauViewPlan;

BureauViewPlan *bureau_view_plan_new (JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;
BureauViewPlan *bureau_view_plan_ref (BureauViewPlan *self);
void bureau_view_plan_unref (BureauViewPlan *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauViewPlan, bureau_view_plan_unref)

/**
 * BureauShownWish:
 * @source: the id of an entry of “data”
 * @sort: (nullable): a declared column, with - before it for the largest first
 * @group: (nullable): as #BureauViewQuery has it
 * @unbound: (nullable): a parameter that it does not read, for its element sets it
 * @is_before: the same of the time before
 * @x: (nullable): as #BureauViewQuery has it
 * @y: (nullable): as #BureauViewQuery has it
 * @key: (nullable): the column that tells rows apart, for who can show any number of them: at first
 *   some are read, then the order of all and those that are looked at
 *
 * Which rows an element shows.
 */
typedef struct
{
  const char *source;
  const char *sort;
  const char *group;
  const char *unbound;
  gboolean is_before;
  const char *x;
  const char *y;
  const char *key;
} BureauShownWish;

#define BUREAU_SHOWN_FIRST 200 /* of any number, so many are read at first */

DexFuture *bureau_shown_read (BureauMemory *memory, BureauViewPlan *plan,
                              const BureauShownWish *wish,
                              JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;

DexFuture *bureau_shown_read_order (BureauMemory *memory, BureauViewPlan *plan,
                                    const BureauShownWish *wish,
                                    JsonObject *values) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_shown_read_rows (BureauMemory *memory, BureauViewPlan *plan,
                                   const BureauShownWish *wish, JsonObject *values,
                                   GArray *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_shown_read_totals (BureauMemory *memory, BureauViewPlan *plan,
                                     const BureauShownWish *wish, JsonObject *values,
                                     const char *const *columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
