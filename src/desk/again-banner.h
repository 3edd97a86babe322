/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauAgainBanner:
 *
 * Says what became of asking an agent to write a draft again: that it does, why it cannot, or that
 * it was stopped.
 *
 * Signal `whole`: the person wants the part that there is to be the whole.
 */
#define BUREAU_TYPE_AGAIN_BANNER (bureau_again_banner_get_type ())
G_DECLARE_FINAL_TYPE (BureauAgainBanner, bureau_again_banner, BUREAU, AGAIN_BANNER, AdwBin)

void bureau_again_banner_show (BureauAgainBanner *self, JsonObject *thread);

G_END_DECLS
