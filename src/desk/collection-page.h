/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauCollectionPage:
 *
 * The records of one collection as a table.
 *
 * Signal `opened (char *collection, gint64 id)`: a person wants to see a record.
 */
#define BUREAU_TYPE_COLLECTION_PAGE (bureau_collection_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauCollectionPage, bureau_collection_page, BUREAU, COLLECTION_PAGE,
                      AdwNavigationPage)

void bureau_collection_page_show (BureauCollectionPage *self, BureauMemory *memory,
                                  const char *collection, const char *title);
const char *bureau_collection_page_get_collection (BureauCollectionPage *self);

G_END_DECLS
