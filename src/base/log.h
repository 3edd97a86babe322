/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One structured log (JSON lines) under $XDG_STATE_HOME/bureau, with secrets taken out. */
gboolean bureau_log_open (const char *program, GError **error);
void bureau_log_close (void);
void bureau_log_event (const char *room, const char *event, ...) G_GNUC_NULL_TERMINATED;
void bureau_log_hide (const char *secret);
char *bureau_log_redact (const char *text) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
