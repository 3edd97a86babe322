/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/setting-page.h"

G_BEGIN_DECLS

/* What models cost this month, of what they may cost, by agent and by client. */
#define BUREAU_TYPE_COSTS_PREFERENCES (bureau_costs_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BureauCostsPreferences, bureau_costs_preferences, BUREAU, COSTS_PREFERENCES,
                      BureauSettingPage)

G_END_DECLS
