/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Copies of the workspace: made now, listed, and how one goes back. Property `memory`, set once. */
#define BUREAU_TYPE_SNAPSHOTS_PREFERENCES (bureau_snapshots_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BureauSnapshotsPreferences, bureau_snapshots_preferences, BUREAU,
                      SNAPSHOTS_PREFERENCES, AdwPreferencesPage)

G_END_DECLS
