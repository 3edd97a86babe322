/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauRecordPage:
 *
 * Everything about one record: its fields, to be edited in place, where each came from, the records
 * around it, and what happened, newest first. Messages, drafts and runs are shown the same way, to
 * be read only.
 *
 * Signal `opened (gint64 id)`: a person wants to see another.
 */
#define BUREAU_TYPE_RECORD_PAGE (bureau_record_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauRecordPage, bureau_record_page, BUREAU, RECORD_PAGE, AdwNavigationPage)

AdwNavigationPage *bureau_record_page_new (BureauMemory *memory, const char *collection_or_null,
                                           gint64 id) G_GNUC_WARN_UNUSED_RESULT;
gint64 bureau_record_page_get_id (BureauRecordPage *self);

G_END_DECLS
