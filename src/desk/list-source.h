/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauListSource:
 * @get_item_type: the kind of #BureauRowItem
 * @select: "SELECT … FROM …" of our own, with a column `id` and without WHERE
 * @key: the column of the id in @select, by which the rows stand in order
 * @is_oldest_first: the order; newest first where it is not set
 * @where: which rows, as a condition
 * @touched: one SELECT of `id`: the rows that may read differently because of the entries of the
 *   journal above ?1 and up to ?2. It may name rows that are none
 * @unsettled: (nullable): one SELECT of `id`: rows that change without an entry of the journal, of
 *   which there are few at any time; they are read again every second
 * @count: (nullable): one SELECT of a number: how many rows ask for a person's eye
 *
 * Where the rows of a #BureauLiveList come from. All of it is of our own source and static.
 */
typedef struct
{
  GType (*get_item_type) (void);
  const char *select;
  const char *key;
  gboolean is_oldest_first;
  const char *where;
  const char *touched;
  const char *unsettled;
  const char *count;
} BureauListSource;

/* How many rows a page has, and how many of the journal's entries are looked at in one reading. */
#define BUREAU_LIST_PAGE_ROWS 200
#define BUREAU_LIST_MAX_ENTRIES 2000

DexFuture *bureau_list_source_read_page (BureauMemory *memory, const BureauListSource *self,
                                         const char *where, gint64 after) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_list_source_read_news (BureauMemory *memory, const BureauListSource *self,
                                         const char *where, gint64 entry,
                                         JsonArray *ids) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_list_source_read_count (BureauMemory *memory,
                                          const BureauListSource *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
