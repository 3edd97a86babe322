/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Stored times are text in UTC with milliseconds, "2026-11-22T14:05:09.123Z", so that SQLite's date
 * functions read them and text order is time order. Dates are "2026-11-22". In C all are
 * milliseconds: since 1970 in UTC, or on the monotonic clock, which deadlines use. */
gint64 bureau_time_now (void);
char *bureau_time_format (gint64 milliseconds) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_time_now_text (void) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_time_parse (const char *text, gint64 *milliseconds);
gint64 bureau_time_monotonic (void);

G_END_DECLS
