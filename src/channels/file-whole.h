/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What tells one state of a file from another. */
typedef struct
{
  guint64 inode;
  gint64 size;
  gint64 modified; /* ns */
} BureauFileStamp;

typedef enum
{
  BUREAU_FILE_GONE,    /* not there, or no regular file */
  BUREAU_FILE_WRITING, /* somebody has it open for writing */
  BUREAU_FILE_WHOLE,   /* nobody has */
  BUREAU_FILE_UNKNOWN, /* this file system does not say */
} BureauFileState;

gboolean bureau_file_stamp_read (BureauFileStamp *self, const char *path);
gboolean bureau_file_stamp_equal (const BureauFileStamp *one, const BureauFileStamp *other);
BureauFileState bureau_file_state (const char *path);

G_END_DECLS
