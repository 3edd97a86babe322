/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What models cost is counted in micros: millionths of a currency's major unit. Whole numbers only;
 * what does not go in evenly is rounded up. */
#define BUREAU_MICROS G_GINT64_CONSTANT (1000000)

gint64 bureau_micros_add (gint64 a, gint64 b);
gint64 bureau_micros_of_minor (gint64 minor, const char *currency);
char *bureau_micros_format (gint64 micros, const char *currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
