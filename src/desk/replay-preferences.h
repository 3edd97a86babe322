/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/setting-page.h"

G_BEGIN_DECLS

/* What another model would have answered, and what that costs, before the agents ask it. */
#define BUREAU_TYPE_REPLAY_PREFERENCES (bureau_replay_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BureauReplayPreferences, bureau_replay_preferences, BUREAU,
                      REPLAY_PREFERENCES, BureauSettingPage)

G_END_DECLS
