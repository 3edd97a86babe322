/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauOpeningPage:
 *
 * What a window shows until its workspace is open: that it is being opened, or why it cannot be.
 */
#define BUREAU_TYPE_OPENING_PAGE (bureau_opening_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauOpeningPage, bureau_opening_page, BUREAU, OPENING_PAGE, AdwBin)

void bureau_opening_page_set_name (BureauOpeningPage *self, const char *name);
void bureau_opening_page_set_problem (BureauOpeningPage *self, const char *problem);

G_END_DECLS
