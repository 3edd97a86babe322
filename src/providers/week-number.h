/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/when.h"

G_BEGIN_DECLS

/**
 * BureauWeekNumber:
 * @n: how many tokens it took
 * @number: from 1 to 53
 * @year: its year; 0 where none is told
 * @is_sure: whether its word is of no other use: “KW”, not “week”
 *
 * A week of the calendar, by ISO 8601.
 */
typedef struct
{
  guint n;
  int number;
  int year;
  gboolean is_sure;
} BureauWeekNumber;

gboolean bureau_week_number_at (BureauExtraction *self, guint token, BureauWeekNumber *week);

G_END_DECLS
