/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "base/progress.h"
#include "desk/window.h"

G_BEGIN_DECLS

/**
 * BureauSession:
 *
 * One open workspace of the program: its memory, the engine that runs its agents, and its window.
 */
#define BUREAU_TYPE_SESSION (bureau_session_get_type ())
G_DECLARE_FINAL_TYPE (BureauSession, bureau_session, BUREAU, SESSION, GObject)

BureauSession *bureau_session_new (GtkApplication *application,
                                   const char *path) G_GNUC_WARN_UNUSED_RESULT;
BureauSession *bureau_session_new_after (GtkApplication *application, const char *path,
                                         DexFuture *before,
                                         BureauProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
BureauWindow *bureau_session_get_window (BureauSession *self);
const char *bureau_session_get_path (BureauSession *self);
gboolean bureau_session_works (BureauSession *self);
DexFuture *bureau_session_open (BureauSession *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_session_present (BureauSession *self);
DexFuture *bureau_session_begin (BureauSession *self, const char *path, const char *kind,
                                 JsonObject *answers) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_session_close (BureauSession *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
