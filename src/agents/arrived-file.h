/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What memory knows of a file in a watched folder. */
typedef struct
{
  char *path;
  char *key; /* of the mark that says it was handled, with its stamp */
  char *stamp;
  char *begun; /* the key of a mark that stands while it is being imported */
  gint64 crashes;
  gboolean is_handled;
  gboolean is_aside; /* not now, but perhaps later */
  gboolean is_long;  /* so large that a person sees how far it is, and may end it */
} BureauArrivedFile;

GArray *bureau_arrived_files_list (const char *const *paths) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_arrived_file_read (BureauArrivedFile *self, BureauDatabase *database,
                                   GError **error);
gboolean bureau_arrived_file_write_begun (const BureauArrivedFile *self,
                                          BureauTransaction *transaction, GError **error);
gboolean bureau_arrived_file_write_end (const BureauArrivedFile *self,
                                        BureauTransaction *transaction, GError **error);
gboolean bureau_arrived_file_forget (BureauTransaction *transaction, const char *path,
                                     GError **error);
gboolean bureau_arrived_files_count_crashes (BureauTransaction *transaction, GError **error);

G_END_DECLS
