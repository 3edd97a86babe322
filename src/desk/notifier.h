/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauNotifier:
 *
 * Tells the desktop what came to wait for the person while its window does not have the focus: one
 * notification for each draft and question, one for all where many come at once. They say who and
 * about what, never more, and are withdrawn when somebody saw to it, wherever that was.
 *
 * They use the actions `app.show-item` and `app.hold-item` (file, id), which call the window's
 * `win.open` and `win.hold` (id). The window gets `win.hold` here.
 */
#define BUREAU_TYPE_NOTIFIER (bureau_notifier_get_type ())
G_DECLARE_FINAL_TYPE (BureauNotifier, bureau_notifier, BUREAU, NOTIFIER, GObject)

BureauNotifier *bureau_notifier_new (GtkWindow *window, const char *path,
                                     BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
