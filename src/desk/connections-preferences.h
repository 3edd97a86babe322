/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* The accounts and folders that mail leaves and arrives by. Property `memory`, set once. */
#define BUREAU_TYPE_CONNECTIONS_PREFERENCES (bureau_connections_preferences_get_type ())
G_DECLARE_FINAL_TYPE (BureauConnectionsPreferences, bureau_connections_preferences, BUREAU,
                      CONNECTIONS_PREFERENCES, AdwPreferencesPage)

G_END_DECLS
