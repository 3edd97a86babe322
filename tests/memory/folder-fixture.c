/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "folder-fixture.h"

#include <ftw.h>
#include <stdio.h>

#include "memory/check.h"
#include "memory/database.h"

struct _TestFolder
{
  char *path;
};

static const char rows[]
    = "WITH n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300)"
      "INSERT INTO bureau_message (id, created_at, updated_at, channel, source, identity, subject, "
      "text)"
      " SELECT i, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'file', 'a', 'm' || i,"
      " 'Loft conversion ' || i, 'Could you look at the roof of number ' || i || '? '"
      " || hex (randomblob (150)) FROM n;"
      "INSERT INTO bureau_setting (id, created_at, updated_at, key, value) VALUES"
      " (1000, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z', 'firm', '\"Weber\"');";

TestFolder *
test_folder_new (void)
{
  TestFolder *self = g_new0 (TestFolder, 1);
  GError *error = NULL;

  self->path = g_dir_make_tmp ("bureau-test-XXXXXX", &error);
  g_assert_no_error (error);
  return self;
}

static int
remove_cb (const char *path, const struct stat *info, int type, struct FTW *walk)
{
  return remove (path);
}

void
test_folder_free (TestFolder *self)
{
  nftw (self->path, remove_cb, 16, FTW_DEPTH | FTW_PHYS);
  g_free (self->path);
  g_free (self);
}

const char *
test_folder_get_path (TestFolder *self)
{
  return self->path;
}

char *
test_folder_file (TestFolder *self, const char *name)
{
  return g_build_filename (self->path, name, NULL);
}

char *
test_folder_workspace (TestFolder *self, const char *name)
{
  g_autofree char *path = test_folder_file (self, name);
  g_autoptr (BureauDatabase) database = NULL;
  g_autoptr (GError) error = NULL;

  bureau_workspace_create (path, &error);
  g_assert_no_error (error);
  database = bureau_database_open (path, BUREAU_DATABASE_WRITE, &error);
  g_assert_no_error (error);
  bureau_database_script (database, rows, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&path);
}

char *
test_file_hash (const char *path)
{
  g_autofree char *bytes = NULL;
  gsize size;

  if (!g_file_get_contents (path, &bytes, &size, NULL))
    return g_strdup ("absent");
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (guchar *)bytes, size);
}
