/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BUREAU_SEARCH_MAX_WORDS 16
#define BUREAU_SEARCH_MAX_LETTERS 64

/* A run of letters and digits in a text, as the index cuts it (FTS5's unicode61 with
 * its accents off). */
typedef struct
{
  const char *start;
  gsize length;
  char folded[BUREAU_SEARCH_MAX_LETTERS];
  gsize folded_length;
} BureauSearchToken;

gboolean bureau_search_next_token (const char **cursor, const char *end, BureauSearchToken *token);

/* So many matches, or how far back they reach, tell how rare a word is. */
#define BUREAU_SEARCH_RARE 16

/* A word that is looked for. */
typedef struct
{
  char text[BUREAU_SEARCH_MAX_LETTERS];
  gsize length;
  gboolean is_beginning; /* longer words count too */
  gboolean follows;      /* it stood right behind the one before */
  gboolean is_common;
  guint n_documents; /* where they were counted */
  double weight;
} BureauSearchWord;

typedef struct
{
  BureauSearchWord words[BUREAU_SEARCH_MAX_WORDS];
  guint n_words;
} BureauSearchWords;

void bureau_search_words_add (BureauSearchWords *self, const BureauSearchToken *token,
                              gboolean follows);

/* What one text has of the words. */
typedef struct
{
  guint n[BUREAU_SEARCH_MAX_WORDS];
  guint n_whole;  /* hits that are the whole word */
  guint n_follow; /* hits right behind the word before, as in the words */
  const char *first;
} BureauSearchHits;

void bureau_search_hits_count (BureauSearchHits *self, const BureauSearchWords *words,
                               const char *text, gsize length);
gboolean bureau_search_hits_any (const BureauSearchWords *words, guint word, const char *text,
                                 gsize length);

G_END_DECLS
