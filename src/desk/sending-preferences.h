/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/setting-page.h"

G_BEGIN_DECLS

/* How approved drafts leave, and when the agents work. */
#define BUREAU_TYPE_SENDING_PREFERENCES (bureau_sending_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BureauSendingPreferences, bureau_sending_preferences, BUREAU,
                      SENDING_PREFERENCES, BureauSettingPage)

G_END_DECLS
