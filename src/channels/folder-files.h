/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The files of a watched folder. One arrives until it is whole, and is then told, once for each
 * state it is in. */
typedef struct _BureauFolderFiles BureauFolderFiles;

BureauFolderFiles *bureau_folder_files_new (void);
void bureau_folder_files_free (BureauFolderFiles *self);

void bureau_folder_files_hear (BureauFolderFiles *self, const char *path);
void bureau_folder_files_forget (BureauFolderFiles *self, const char *path);
void bureau_folder_files_end_sweep (BureauFolderFiles *self);

gboolean bureau_folder_files_has_arriving (BureauFolderFiles *self);
gboolean bureau_folder_files_will_arrive (BureauFolderFiles *self);
GPtrArray *bureau_folder_files_list_arriving (BureauFolderFiles *self) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_folder_files_look (BureauFolderFiles *self, const char *path);
void bureau_folder_files_tell_again (BureauFolderFiles *self, const char *path);

G_END_DECLS
