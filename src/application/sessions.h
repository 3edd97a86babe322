/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "application/session.h"

G_BEGIN_DECLS

/* The workspaces that the program has open, one session for each. */
typedef struct _BureauSessions BureauSessions;

BureauSessions *bureau_sessions_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_sessions_free (BureauSessions *self);
void bureau_sessions_add (BureauSessions *self, BureauSession *session);
void bureau_sessions_remove (BureauSessions *self, BureauSession *session);
BureauSession *bureau_sessions_find (BureauSessions *self, const char *path);
BureauSession *bureau_sessions_find_of (BureauSessions *self, GtkWindow *window);

G_END_DECLS
