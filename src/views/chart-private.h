/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/chart.h"

G_BEGIN_DECLS

/* Beyond it a figure has no place on an axis. */
#define BUREAU_CHART_HUGE 1e300

/* What stands along the axis. */
typedef enum
{
  BUREAU_CHART_WORDS,
  BUREAU_CHART_NUMBERS,
  BUREAU_CHART_TIMES, /* at: milliseconds since 1970 */
} BureauChartAxis;

/* @at is the index of a word. */
typedef struct
{
  char *label;
  double at;
} BureauChartPlace;

/* @values has NAN where there is none; @rows has -1 where there are several. */
typedef struct
{
  guint index;
  double at; /* in the order of its type */
  char *label;
  const char *column;
  char *currency;
  GArray *values;
  GArray *rows;
} BureauChartSeries;

typedef struct
{
  double low, high;
  double from, to; /* px */
} BureauChartScale;

/* A chart while it is laid out. */
typedef struct
{
  const BureauChartWish *wish;
  const char *mark;
  BureauChartAxis axis;
  const char *x_type;
  GPtrArray *places; /* BureauChartPlace */
  GPtrArray *series; /* BureauChartSeries */
  gboolean is_stacked;
  gboolean is_by_currency; /* each currency is a series of its own */
  GString *note;
  BureauScene *scene;
  BureauSceneRect free; /* what of the room is not taken yet */
  BureauChartScale along;
  BureauChartScale value;
  gboolean is_lying; /* bars lie: values run across */
} BureauChart;

/* chart-rows.c: columns and cells of the source. */
int bureau_chart_find_column (const BureauChart *self, const char *name);
JsonObject *bureau_chart_get_column (const BureauChart *self, const char *name);
const char *bureau_chart_get_type (const BureauChart *self, const char *name);
const char *bureau_chart_get_label (const BureauChart *self, const char *name);
JsonNode *bureau_chart_get_cell (const BureauChart *self, guint row, int column);
double bureau_chart_get_number (JsonNode *cell);
gboolean bureau_chart_get_time (JsonNode *cell, double *at);
char *bureau_chart_dup_currency (const BureauChart *self, guint row, const char *column);
char *bureau_chart_dup_words (const BureauChart *self, guint row, const char *column);
char *bureau_chart_say (const BureauChart *self, const BureauChartSeries *series, double value);
char *bureau_chart_say_part (const BureauChart *self, const BureauChartSeries *series, double value,
                             double whole);
void bureau_chart_add_note (BureauChart *self, char *sentence);

/* chart-data.c: places and series. */
void bureau_chart_read (BureauChart *self);
void bureau_chart_place_free (BureauChartPlace *place);
void bureau_chart_series_free (BureauChartSeries *series);
double bureau_chart_value (const BureauChartSeries *series, guint place);
int bureau_chart_row (const BureauChartSeries *series, guint place);
void bureau_chart_keep_places (BureauChart *self, guint most);

/* chart-ticks.c */
typedef struct
{
  double low, high, step;
  guint n;
} BureauChartTicks;

void bureau_chart_find_ticks (double low, double high, guint most, double least_step,
                              BureauChartTicks *ticks);
char **bureau_chart_say_ticks (const BureauChart *self, const char *type, const char *currency,
                               const BureauChartTicks *ticks) G_GNUC_WARN_UNUSED_RESULT;
double bureau_chart_least_step (const char *type);

/* chart-times.c */
typedef struct
{
  double at;
  char *label;
} BureauChartTime;

GArray *bureau_chart_find_times (double low, double high, guint most,
                                 gboolean is_local) G_GNUC_WARN_UNUSED_RESULT;

/* chart-text.c */
void bureau_chart_measure (const BureauChart *self, const char *text, BureauSceneFont font,
                           double *width, double *height);
double bureau_chart_line_height (const BureauChart *self, BureauSceneFont font);
double bureau_chart_text_width (const BureauChart *self, const char *text, BureauSceneFont font);
BureauSceneText *bureau_chart_write (BureauChart *self, const char *text, BureauSceneFont font,
                                     BureauSceneAlign align, double x, double y, double most);

/* chart-legend.c */
typedef struct
{
  guint series;
  const char *label;
} BureauChartEntry;

void bureau_chart_add_legend (BureauChart *self, const BureauChartEntry *entries, guint n);
void bureau_chart_add_series_legend (BureauChart *self);

/* chart-axes.c: scales, rules and their texts. */
void bureau_chart_add_axes (BureauChart *self);
double bureau_chart_map (const BureauChartScale *scale, double value);
double bureau_chart_band (const BureauChart *self);
void bureau_chart_add_target (BureauChart *self);

/* One file a mark. */
void bureau_chart_draw_bars (BureauChart *self);
void bureau_chart_draw_lines (BureauChart *self);
void bureau_chart_draw_pie (BureauChart *self);
void bureau_chart_draw_heatmap (BureauChart *self);
void bureau_chart_draw_funnel (BureauChart *self);

/* Marks of a value; chart.c. */
void bureau_chart_name_mark (const BureauChart *self, BureauSceneMark *mark,
                             const BureauChartSeries *series, guint place);

G_END_DECLS
