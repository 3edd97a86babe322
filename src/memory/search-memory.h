/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/search-private.h"

G_BEGIN_DECLS

/* What recall keeps with a connection: which words are common, and where they lead. */
typedef struct _BureauSearchMemory BureauSearchMemory;

BureauSearchMemory *bureau_search_memory_get (BureauDatabase *database);
gboolean bureau_search_memory_refresh (BureauSearchMemory *self, BureauDatabase *database,
                                       GError **error);
void bureau_search_memory_recognize (BureauSearchMemory *self, BureauSearchWords *words);
gboolean bureau_search_memory_learn (BureauSearchMemory *self, BureauDatabase *database,
                                     BureauSearchWords *words, GError **error);
GArray *bureau_search_memory_find (BureauSearchMemory *self, const char *table, const char *match);
GArray *bureau_search_memory_add (BureauSearchMemory *self, const char *table, const char *match,
                                  GArray *ids);

G_END_DECLS
