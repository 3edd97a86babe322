/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/amount.h"
#include "providers/source.h"

G_BEGIN_DECLS

/**
 * BureauSum:
 * @n: how many tokens it took, “k” or “thousand” behind it among them
 * @minor: the number in minor units
 * @shared: the same with the factor that the other end of its range has: 3,000 in “3 to 5k”; else
 *   @minor
 *
 * A number in a text.
 */
typedef struct
{
  guint n;
  gint64 minor;
  gint64 shared;
} BureauSum;

guint bureau_sum_take_number (const BureauSource *source, guint token, BureauAmount *amount);
gboolean bureau_sum_at (const BureauSource *source, guint token, guint exponent, BureauSum *sum);

G_END_DECLS
