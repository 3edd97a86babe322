/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/extract.h"

G_BEGIN_DECLS

/* “on the”, “de la” */
#define BUREAU_WHEN_MAX_SKIPPED 3

/**
 * BureauWhen:
 * @n: how many tokens it took
 * @date: the day it means; not valid where it is a time that cannot be told
 * @precision: (nullable): "week", "half_month", "month", "quarter" or "year" where only that is
 * known
 *
 * A date in a text.
 */
typedef struct
{
  guint n;
  GDate date;
  const char *precision;
} BureauWhen;

/**
 * BureauWhenPattern:
 * @token: where it may begin
 * @when: (out): the date
 *
 * A way to write a date.
 *
 * Returns: %FALSE where it is not written there
 */
typedef gboolean (*BureauWhenPattern) (BureauExtraction *self, guint token, BureauWhen *when);

gboolean bureau_when_at (BureauExtraction *self, guint token, BureauWhen *when);
gboolean bureau_when_written_at (BureauExtraction *self, guint token, BureauWhen *when);
gboolean bureau_when_said_at (BureauExtraction *self, guint token, BureauWhen *when);
gboolean bureau_when_named_at (BureauExtraction *self, guint token, BureauWhen *when);
gboolean bureau_when_feast_at (BureauExtraction *self, guint token, BureauWhen *when);
gboolean bureau_when_week_at (BureauExtraction *self, guint token, BureauWhen *when);
gboolean bureau_when_counted_at (BureauExtraction *self, guint token, BureauWhen *when);

/* What they share. */
gboolean bureau_when_match (BureauExtraction *self, const BureauWhenPattern *patterns, guint token,
                            BureauWhen *when);
gboolean bureau_when_set_day (BureauExtraction *self, BureauWhen *when, int day, int month,
                              int year);
guint bureau_when_skip_between (const BureauSource *source, guint token);
int bureau_when_take_year (const BureauSource *source, guint *token);
int bureau_when_weekday_at (const BureauSource *source, guint token, guint *n);
guint bureau_when_days_of (const char *unit);
void bureau_when_move_to_part (BureauWhen *when, const char *unit, const char *part);
int bureau_when_number_at (const BureauSource *source, guint token);
int bureau_when_value_at (const BureauSource *source, BureauPhraseKind kind, guint token, guint *n);
const char *bureau_when_tag_at (const BureauSource *source, BureauPhraseKind kind, guint token,
                                guint *n);

G_END_DECLS
