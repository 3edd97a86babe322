/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauOwnDays:
 *
 * A button that lets a person choose a time from a day to a day.
 *
 * Signal `chosen (const char *range)`: "2026-11-01..2026-11-30"
 */
#define BUREAU_TYPE_OWN_DAYS (bureau_own_days_get_type ())
G_DECLARE_FINAL_TYPE (BureauOwnDays, bureau_own_days, BUREAU, OWN_DAYS, AdwBin)

GtkWidget *bureau_own_days_new (const char *label) G_GNUC_WARN_UNUSED_RESULT;
void bureau_own_days_show (BureauOwnDays *self, const char *range);

G_END_DECLS
