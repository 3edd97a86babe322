/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/setting-page.h"

G_BEGIN_DECLS

/* Language models: which are connected, who answers for the agents, what all may cost, and what
 * they do not get to see. Property `memory`, set once. */
#define BUREAU_TYPE_MODELS_PREFERENCES (bureau_models_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BureauModelsPreferences, bureau_models_preferences, BUREAU,
                      MODELS_PREFERENCES, BureauSettingPage)

G_END_DECLS
