/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/scene.h"

G_BEGIN_DECLS

/* The least that a chart is laid out on; smaller is cut off. */
#define BUREAU_CHART_MIN_WIDTH 120.0
#define BUREAU_CHART_MIN_HEIGHT 80.0

/**
 * BureauChartWish:
 * @element: a chart of a checked view
 * @source: its source, an entry of “data”
 * @rows: the rows, as bureau_view_query() gives them: a list of lists
 * @currency: (nullable): the firm's, for money that names none
 * @width: in px
 * @height: in px
 * @is_rtl: whether one reads from right to left
 * @measure: (nullable): tells how large a text is; %NULL goes by a table of widths
 * @measure_data: for @measure
 *
 * What is laid out, and on how much room.
 */
typedef struct
{
  JsonObject *element;
  JsonObject *source;
  JsonArray *rows;
  const char *currency;
  double width;
  double height;
  gboolean is_rtl;
  BureauSceneMeasure measure;
  gpointer measure_data;
} BureauChartWish;

BureauScene *bureau_chart_lay_out (const BureauChartWish *wish) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_chart_has_points (JsonObject *element, const char **x, const char **y);
GArray *bureau_chart_reduce (const double *at, const double *values, guint n,
                             guint columns) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
