/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/setting-page.h"

G_BEGIN_DECLS

/* The firm and the names and addresses it writes under. */
#define BUREAU_TYPE_BUSINESS_PREFERENCES (bureau_business_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BureauBusinessPreferences, bureau_business_preferences, BUREAU,
                      BUSINESS_PREFERENCES, BureauSettingPage)

G_END_DECLS
