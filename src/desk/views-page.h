/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Where views will stand: it says so until there are some. Properties `memory`, set once, and
 * `count`, which is 0. */
#define BUREAU_TYPE_VIEWS_PAGE (bureau_views_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewsPage, bureau_views_page, BUREAU, VIEWS_PAGE, AdwBin)

G_END_DECLS
