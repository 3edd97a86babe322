/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Ids (design.md §3): milliseconds since 2020 << 22, then a random start within the millisecond
 * counting up, never below the last. */
gint64 bureau_id_next (gint64 last, gint64 now_ms, guint32 random);
gint64 bureau_id_at (gint64 milliseconds);
gboolean bureau_id_parse (const char *text, gint64 *id);

G_END_DECLS
