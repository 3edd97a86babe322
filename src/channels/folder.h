/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * BureauFolder:
 *
 * A watched folder. Tells of each file once it is whole, and leaves it where it is.
 *
 * Signal `arrived (const char *path)`: on the main context, for a file that nobody is writing any
 * more; again if it is written anew. After bureau_folder_start() also for every file that is there
 * already: who listens keeps in mind what was handled.
 *
 * Signal `settled`: no file is about to be told any more, see bureau_folder_is_arriving().
 *
 * Signal `lost (const char *why)`: the folder is gone or cannot be read any more.
 */
#define BUREAU_TYPE_FOLDER (bureau_folder_get_type ())
G_DECLARE_FINAL_TYPE (BureauFolder, bureau_folder, BUREAU, FOLDER, GObject)

BureauFolder *bureau_folder_new (const char *path, gboolean is_polled);
gboolean bureau_folder_start (BureauFolder *self, GError **error);
void bureau_folder_stop (BureauFolder *self);
gboolean bureau_folder_is_arriving (BureauFolder *self);
void bureau_folder_tell_again (BureauFolder *self, const char *path);

G_END_DECLS
