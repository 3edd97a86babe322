/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/* Where the words of the index come from: the index keeps none of the texts. */
typedef struct _BureauSearchSources BureauSearchSources;
typedef struct _BureauSearchSource BureauSearchSource;

/* One document; its texts are good until the next is loaded. */
typedef struct
{
  gint64 id;
  const char *collection;
  const BureauSearchSource *source;
  guint n_columns; /* the first is the title */
} BureauSearchDocument;

BureauSearchSources *bureau_search_sources_new (BureauDatabase *database);
void bureau_search_sources_free (BureauSearchSources *self);
gboolean bureau_search_sources_load (BureauSearchSources *self, gint64 id,
                                     const char *collection_or_null, BureauSearchDocument *document,
                                     GError **error);
const char *bureau_search_document_text (const BureauSearchDocument *self, guint column,
                                         gsize *length);
const char *bureau_search_document_name (const BureauSearchDocument *self, guint column);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauSearchSources, bureau_search_sources_free)

G_END_DECLS
