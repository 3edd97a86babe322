/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Full-text search over messages, records, drafts and runs. */
typedef struct
{
  const char *const *collections; /* NULL: all */
  guint limit;
  gboolean newest_first; /* no ranking: first rows within 2 ms */
  gboolean sent_only;    /* recall: of drafts, those that were sent */
  gint64 except;         /* a record that is not wanted, or 0 */
} BureauSearchOptions;

/* What a person types: [{"id","collection","title","snippet","why"}]. All words must occur, the
 * last may be a beginning; when too few do, any of them. Never an error for odd input. */
JsonArray *bureau_search_words (BureauDatabase *database, const char *words,
                                const BureauSearchOptions *options, GError **error);
/* What is like this text (recall): the rarest of its words, any of them, ranked. */
JsonArray *bureau_search_like (BureauDatabase *database, const char *text,
                               const BureauSearchOptions *options, GError **error);

/* The SQL that keeps a collection's records in the index. */
gboolean bureau_search_tell_news (BureauDatabase *database, GError **error);
char *bureau_search_triggers (const char *collection, JsonArray *fields) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
