/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauDayButton:
 *
 * A calendar to choose a day from, beside a line that a day can be written in.
 *
 * Signal `chosen (const char *day)`: "2026-11-22"
 */
#define BUREAU_TYPE_DAY_BUTTON (bureau_day_button_get_type ())
G_DECLARE_FINAL_TYPE (BureauDayButton, bureau_day_button, BUREAU, DAY_BUTTON, AdwBin)

GtkWidget *bureau_day_button_new (GtkEditable *line) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
