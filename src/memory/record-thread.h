/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/* All that is known around one record, message, draft or run. */
JsonObject *bureau_record_thread (BureauDatabase *database, const char *collection_or_null,
                                  gint64 id, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Where in a timeline to go on; { NULL, 0 } is at its newest end. */
typedef struct
{
  const char *at;
  gint64 id;
} BureauTimelinePlace;

JsonArray *bureau_record_timeline (BureauDatabase *database, const char *collection, gint64 id,
                                   const BureauTimelinePlace *before, guint limit,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
