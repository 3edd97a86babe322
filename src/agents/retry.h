/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What keeps failing is parked after so many attempts, and what stopped the program after so many.
 */
#define BUREAU_RETRY_ATTEMPTS 8
#define BUREAU_RETRY_CRASHES 3

gboolean bureau_retry_is_worthwhile (const GError *error, guint attempt);
gint64 bureau_retry_delay (guint attempt, double random);
gint64 bureau_retry_delivery_delay (guint tries);
char *bureau_retry_advice (const GError *error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
