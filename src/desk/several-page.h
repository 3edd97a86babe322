/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauSeveralPage:
 *
 * Several drafts that are chosen: what would happen to each, to be decided about at once.
 */
#define BUREAU_TYPE_SEVERAL_PAGE (bureau_several_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauSeveralPage, bureau_several_page, BUREAU, SEVERAL_PAGE, AdwBin)

void bureau_several_page_show (BureauSeveralPage *self, BureauMemory *memory, GPtrArray *subjects);
GPtrArray *bureau_several_page_dup_shown (BureauSeveralPage *self);

G_END_DECLS
