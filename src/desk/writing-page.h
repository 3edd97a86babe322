/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/**
 * BureauWritingPage:
 *
 * The drafts that agents write now: which there are, and one of them as it grows beside the message
 * that it answers.
 *
 * Signal `written` (gint64 run): the one that is looked at is not being written any more.
 */
#define BUREAU_TYPE_WRITING_PAGE (bureau_writing_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauWritingPage, bureau_writing_page, BUREAU, WRITING_PAGE, BureauListPage)

G_END_DECLS
