/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* A folder of its own for one test, removed with all that is in it. */
typedef struct _TestFolder TestFolder;

TestFolder *test_folder_new (void);
void test_folder_free (TestFolder *self);
const char *test_folder_get_path (TestFolder *self);
char *test_folder_file (TestFolder *self, const char *name);
/* A workspace with a few hundred rows in it, without an engine or a journal entry. */
char *test_folder_workspace (TestFolder *self, const char *name);
char *test_file_hash (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TestFolder, test_folder_free)

G_END_DECLS
