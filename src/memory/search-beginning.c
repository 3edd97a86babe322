/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-private.h"

static gboolean
has_beginning (BureauSearch *self, gint64 id, const char *collection, GError **error)
{
  BureauSearchDocument document;

  if (!bureau_search_sources_load (self->sources, id, collection, &document, error))
    return FALSE;
  for (guint i = 0; i < document.n_columns; i++)
    {
      gsize length;
      const char *text = bureau_search_document_text (&document, i, &length);

      if (bureau_search_hits_any (&self->words, self->words.n_words - 1, text,
                                  MIN (length, BUREAU_SEARCH_TEXT)))
        return TRUE;
    }
  return FALSE;
}

typedef struct
{
  guint n_read;
  guint n_found;
} Scan;

/* Reads the newest @limit documents that match, and where @keep makes candidates of those that have
 * the beginning, until there are enough. */
static gboolean
scan (BureauSearch *self, const char *match, guint limit, gboolean keep, Scan *result,
      GError **error)
{
  g_autoptr (BureauStatement) statement = bureau_search_open_newest (self, match, limit, error);
  g_autoptr (GError) failure = NULL;

  while (statement != NULL && result->n_found < bureau_search_enough (self)
         && bureau_statement_step (statement, &failure))
    {
      gint64 id = bureau_statement_int (statement, 0);
      gboolean found = has_beginning (self, id, bureau_statement_text (statement, 1), &failure);

      if (failure != NULL)
        break;
      result->n_read++;
      result->n_found += found;
      if (found && keep)
        bureau_search_add (self, id, NULL);
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return statement != NULL && failure == NULL;
}

/* A beginning must be merged from all its words before the first match is known: that is cheap
 * where few documents have it. */
static gboolean
is_small (BureauSearch *self)
{
  gint64 more = 0;

  return bureau_database_int (
             self->database, &more, NULL,
             "SELECT count(*) FROM (SELECT 1 FROM bureau_search_document LIMIT 1 OFFSET ?)", "i",
             (gint64)BUREAU_SEARCH_SMALL)
         && more == 0;
}

static gboolean
collect_merged (BureauSearch *self, GError **error)
{
  g_autofree char *words = bureau_search_match_words (self, 0, self->words.n_words, "AND");

  return bureau_search_collect (self, words, BUREAU_SEARCH_CANDIDATES, error);
}

/**
 * bureau_search_collect_beginning:
 *
 * Makes candidates of documents that have all the words, the last of them as a beginning. A look at
 * the newest of all documents tells whether it is rare, and so cheap to merge, or common, and so
 * quickly found by reading on.
 */
gboolean
bureau_search_collect_beginning (BureauSearch *self, GError **error)
{
  guint n_before = self->words.n_words - 1;
  g_autofree char *before = n_before > 0 ? bureau_search_match_words (self, 0, n_before, "AND")
                                         : NULL;
  g_autofree char *match = bureau_search_match_all (self, before);
  Scan probe = { 0, 0 };
  Scan scanned = { 0, 0 };

  if (is_small (self))
    return collect_merged (self, error);
  if (!scan (self, NULL, BUREAU_SEARCH_PROBE, match == NULL, &probe, error))
    return FALSE;
  if (match == NULL && probe.n_found >= bureau_search_enough (self))
    return TRUE;
  if (probe.n_found <= BUREAU_SEARCH_PROBE / 100)
    return collect_merged (self, error);
  if (!scan (self, match, BUREAU_SEARCH_SCAN, TRUE, &scanned, error))
    return FALSE;
  if (scanned.n_found >= bureau_search_limit (self) || scanned.n_read < BUREAU_SEARCH_SCAN
      || probe.n_found > BUREAU_SEARCH_PROBE / 10)
    return TRUE;
  return collect_merged (self, error);
}
