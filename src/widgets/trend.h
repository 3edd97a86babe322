/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauTrend:
 *
 * A small line through figures, without axes, that ends in a dot.
 */
#define BUREAU_TYPE_TREND (bureau_trend_get_type ())
G_DECLARE_FINAL_TYPE (BureauTrend, bureau_trend, BUREAU, TREND, GtkWidget)

GtkWidget *bureau_trend_new (GArray *values, const char *words) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
