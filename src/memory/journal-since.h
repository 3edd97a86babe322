/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/* One record that a commit touched. */
typedef struct
{
  gint64 record;
  enum
  {
    BUREAU_CHANGE_INSERT,
    BUREAU_CHANGE_UPDATE,
    BUREAU_CHANGE_DELETE,
  } op;
} BureauChange;

/* For whoever shows records: what happened to them since an entry that they know. */
GArray *bureau_journal_since (BureauDatabase *database, const char *collection, gint64 entry,
                              guint limit, GError **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_journal_touched (BureauDatabase *database, const char *collection, gint64 entry);
JsonObject *bureau_journal_grown (BureauDatabase *database, gint64 entry,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
