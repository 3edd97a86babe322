/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/story-page.h"

G_BEGIN_DECLS

/* One run: what started it, its state and what to do about it, and its steps with exactly what went
 * in and came out. It follows the run while that is at work. */
#define BUREAU_TYPE_RUN_PAGE (bureau_run_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauRunPage, bureau_run_page, BUREAU, RUN_PAGE, BureauStoryPage)

AdwNavigationPage *bureau_run_page_new (BureauMemory *memory, gint64 run) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
