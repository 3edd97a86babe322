/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/progress.h"

G_BEGIN_DECLS

/* "BURE", in SQLite's header of every workspace. */
#define BUREAU_APPLICATION_ID 0x42555245
#define BUREAU_SCHEMA_VERSION 1

/**
 * BureauCheckFlags:
 * @BUREAU_CHECK_READ: it will only be read
 * @BUREAU_CHECK_WRITE: it will be written: file and folder must allow it, the disk must have room
 * @BUREAU_CHECK_ENGINE: by the one that owns it: every page is looked at after a crash, whatever
 * the size
 * @BUREAU_CHECK_WHOLE: every page is looked at, always
 */
typedef enum
{
  BUREAU_CHECK_READ = 0,
  BUREAU_CHECK_WRITE = 1 << 0,
  BUREAU_CHECK_ENGINE = 1 << 1,
  BUREAU_CHECK_WHOLE = 1 << 2,
} BureauCheckFlags;

gboolean bureau_workspace_check (const char *path, BureauCheckFlags flags, GError **error);
gboolean bureau_workspace_look_through (const char *path, BureauProgress *progress_or_null,
                                        GError **error);

/* Where each version of the schema comes from. */
typedef struct
{
  guint version;
  GBytes *(*load) (guint version, GError **error);
} BureauSchema;

extern const BureauSchema bureau_schema_current;

gboolean bureau_workspace_create (const char *path, GError **error);
void bureau_workspace_remove (const char *path);
gboolean bureau_workspace_migrate (const char *path, const BureauSchema *schema, GError **error);

G_END_DECLS
