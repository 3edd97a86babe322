/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/search-source.h"
#include "memory/search-words.h"
#include "memory/search.h"

G_BEGIN_DECLS

/* What one search may look at. Ranking every match costs in proportion to all of them (227 ms for a
 * very common word in a million documents), so only the newest are ranked; performance.md §4. */
#define BUREAU_SEARCH_CANDIDATES 200
#define BUREAU_SEARCH_SCAN 1200       /* documents read to find beginnings of words */
#define BUREAU_SEARCH_PROBE 250       /* documents read to see whether a beginning is rare */
#define BUREAU_SEARCH_READ 50         /* documents with a beginning that are enough to rank */
#define BUREAU_SEARCH_SMALL 20000     /* documents up to which a beginning may be merged whole */
#define BUREAU_SEARCH_TEXT 16384      /* bytes of a document that are ranked */
#define BUREAU_SEARCH_MAX_INPUT 10240 /* bytes of what is typed, or of a text to recall by */
#define BUREAU_SEARCH_FEW 3           /* fewer results than this are too few */

/* Documents that make a word common, for recall. */
#define BUREAU_SEARCH_COMMON 32

typedef struct
{
  gint64 id;
  const char *collection; /* NULL where it is not known yet */
  gboolean is_partial;    /* has some of the words, not all */
  double score;
} BureauSearchCandidate;

typedef struct
{
  BureauDatabase *database;
  const BureauSearchOptions *options;
  BureauSearchWords words;
  BureauSearchSources *sources;
  gboolean is_partial; /* what is found from here on */
  gboolean is_recall;  /* rare words are weighed by what they lead to */
  GArray *candidates;  /* BureauSearchCandidate */
  GHashTable *seen;    /* gint64 */
} BureauSearch;

void bureau_search_init (BureauSearch *self, BureauDatabase *database,
                         const BureauSearchOptions *options);
void bureau_search_clear (BureauSearch *self);
void bureau_search_forget (BureauSearch *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauSearch, bureau_search_clear)

char *bureau_search_word_of_collection (const char *collection) G_GNUC_WARN_UNUSED_RESULT;

guint bureau_search_limit (BureauSearch *self);
guint bureau_search_enough (BureauSearch *self);
void bureau_search_add (BureauSearch *self, gint64 id, const char *collection_or_null);
char *bureau_search_match_all (BureauSearch *self, const char *words) G_GNUC_WARN_UNUSED_RESULT;
BureauStatement *bureau_search_open_newest (BureauSearch *self, const char *match, guint limit,
                                            GError **error);
char *bureau_search_match_words (BureauSearch *self, guint first, guint n, const char *operator);
gboolean bureau_search_collect (BureauSearch *self, const char *words, guint limit, GError **error);
gboolean bureau_search_collect_beginning (BureauSearch *self, GError **error);
gboolean bureau_search_weigh (BureauSearch *self, GError **error);
void bureau_search_choose (BureauSearch *self, const char *text);
double bureau_search_nth (double *values, guint n_values, guint n);
void bureau_search_keep_rarest (BureauSearch *self, guint n);
JsonArray *bureau_search_results (BureauSearch *self, GError **error);

G_END_DECLS
