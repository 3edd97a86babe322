/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauBanners:
 *
 * Says what keeps the workspace of its window from work (#BureauObstacles), below the header bar of
 * a page. Where two panes stand side by side the wider one says it.
 */
#define BUREAU_TYPE_BANNERS (bureau_banners_get_type ())
G_DECLARE_FINAL_TYPE (BureauBanners, bureau_banners, BUREAU, BANNERS, AdwBin)

G_END_DECLS
