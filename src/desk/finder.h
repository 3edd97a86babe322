/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauFinder:
 *
 * A search over everything, as a person types: the newest words count, and a search that was
 * overtaken is not begun, or its answer dropped.
 *
 * Signal `found`: the answer to the words that were set last is in the list.
 */
#define BUREAU_TYPE_FINDER (bureau_finder_get_type ())
G_DECLARE_FINAL_TYPE (BureauFinder, bureau_finder, BUREAU, FINDER, GObject)

BureauFinder *bureau_finder_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
GListModel *bureau_finder_get_list (BureauFinder *self);
void bureau_finder_set_words (BureauFinder *self, const char *words);

G_END_DECLS
