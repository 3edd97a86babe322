/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* News of commits by other processes: inotify on the write-ahead log, re-checked until it
 * is quiet (the event comes before the commit is visible), and a look once a second for file
 * systems without inotify. */
typedef struct _BureauWatch BureauWatch;

typedef void (*BureauWatchFunc) (gpointer data);

BureauWatch *bureau_watch_new (const char *workspace, BureauWatchFunc look, gpointer data);
void bureau_watch_free (BureauWatch *self);

G_END_DECLS
