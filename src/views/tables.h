/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/value.h"

G_BEGIN_DECLS

/* The tables that say what stands in a view (`view/1`). The check and both published schemas are
 * made of them. */

extern const BureauShape bureau_view_shape;
extern const BureauShape bureau_view_element_shape; /* tables-element.c */
extern const BureauShape bureau_view_action_shape;  /* tables-action.c */

/* The words that several tables share; tables.c. */
extern const char *const bureau_view_types[]; /* what a column's values mean */
extern const char
    *const bureau_view_formats[]; /* how a value is shown where its type is not enough */
extern const char *const bureau_view_tones[];
extern const char *const bureau_view_periods[]; /* what a date_range can begin with */
extern const char *const bureau_view_empty[];   /* no words */

/* Parts that stand in elements of several types; tables-part.c. */
extern const BureauShape bureau_view_open_shape;
extern const BureauShape bureau_view_select_shape;
extern const BureauShape bureau_view_nothing_shape;
extern const BureauShape bureau_view_cell_shape;
extern const BureauShape bureau_view_badge_shape;

/* Limits of views.md §4.7. */
#define BUREAU_VIEW_MAX_BYTES (128 * 1024)
#define BUREAU_VIEW_MAX_ELEMENTS 60
#define BUREAU_VIEW_MAX_SOURCES 30
#define BUREAU_VIEW_MAX_PARAMS 24
#define BUREAU_VIEW_MAX_COLUMNS 40
#define BUREAU_VIEW_MAX_SQL 8192
#define BUREAU_VIEW_MAX_TEXT 4000
#define BUREAU_VIEW_MAX_ACTIONS 24
#define BUREAU_VIEW_MAX_NUMBER 1e15

G_END_DECLS
