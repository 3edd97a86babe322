/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauCollectionCounts:
 *
 * How many records each collection has. They are counted once; from then on what the journal says
 * came and went is added, for counting a million takes longer than a commit.
 *
 * Signal `changed`.
 */
#define BUREAU_TYPE_COLLECTION_COUNTS (bureau_collection_counts_get_type ())
G_DECLARE_FINAL_TYPE (BureauCollectionCounts, bureau_collection_counts, BUREAU, COLLECTION_COUNTS,
                      GObject)

BureauCollectionCounts *
bureau_collection_counts_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_collection_counts_get (BureauCollectionCounts *self, const char *collection,
                                       gint64 *count);

G_END_DECLS
