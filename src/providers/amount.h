/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A number as it was written, kept exactly: 4,200.50 is 420050 with two decimals. */
typedef struct
{
  gint64 digits;
  guint decimals;
} BureauAmount;

gboolean bureau_amount_parse (const char *text, gsize length, BureauAmount *amount);
gboolean bureau_amount_to_minor (const BureauAmount *amount, gint64 factor, guint exponent,
                                 gint64 *minor);
gboolean bureau_amount_shares_scale (const BureauAmount *low, const BureauAmount *high);

G_END_DECLS
