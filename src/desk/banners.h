/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauBanners:
 *
 * What keeps a workspace from its work, said for as long as it does: the network, whoever else runs
 * the agents, what stopped them, a folder that cannot be read.
 */
#define BUREAU_TYPE_BANNERS (bureau_banners_get_type ())
G_DECLARE_FINAL_TYPE (BureauBanners, bureau_banners, BUREAU, BANNERS, AdwBin)

void bureau_banners_set_memory (BureauBanners *self, BureauMemory *memory);

G_END_DECLS
