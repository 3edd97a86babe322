/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/search-private.h"

#include "base/json.h"
#include "base/text.h"

#include <math.h>
#include <string.h>

#define TITLE_WEIGHT 3
#define FOLLOW_WEIGHT 2
#define WHOLE_WEIGHT 0.5
#define SNIPPET_BEFORE 60
#define SNIPPET_LENGTH 200

static void
count_column (BureauSearch *self, const BureauSearchDocument *document, guint column,
              BureauSearchHits *hits, gsize *length)
{
  const char *text = bureau_search_document_text (document, column, length);

  bureau_search_hits_count (hits, &self->words, text, MIN (*length, BUREAU_SEARCH_TEXT));
}

/* As bm25 does: more of a word counts less and less, and less in a long text.
 * @parts: (inout): what each word adds, before it is weighed
 *
 * Returns: what does not hang on a word */
static double
score_column (BureauSearch *self, const BureauSearchHits *hits, gsize length, double factor,
              double *parts)
{
  for (guint i = 0; i < self->words.n_words; i++)
    parts[i] += factor * hits->n[i] / (hits->n[i] + 0.3 + length / 700.0);
  return factor * FOLLOW_WEIGHT * hits->n_follow / (hits->n_follow + 1.0)
         + factor * WHOLE_WEIGHT * hits->n_whole / (hits->n_whole + 1.0);
}

static double
score_document (BureauSearch *self, const BureauSearchDocument *document, double *parts)
{
  double score = 0;

  for (guint i = 0; i < document->n_columns; i++)
    {
      BureauSearchHits hits = { 0 };
      gsize length;

      count_column (self, document, i, &hits, &length);
      score += score_column (self, &hits, length, i == 0 ? TITLE_WEIGHT : 1, parts);
    }
  return score;
}

/* What rare words lead to has been read: the fewer, the more the word says. */
static void
weigh_rare (BureauSearch *self, const double *parts)
{
  guint n_words = self->words.n_words;

  for (guint i = 0; i < n_words; i++)
    {
      guint n = 0;

      for (guint k = 0; k < self->candidates->len; k++)
        n += parts[k * n_words + i] > 0;
      if (!self->words.words[i].is_common)
        self->words.words[i].weight = 1 + MAX (0, log2 (BUREAU_SEARCH_RARE / (double)MAX (n, 1)));
    }
}

static int
compare (gconstpointer first, gconstpointer second)
{
  const BureauSearchCandidate *a = first;
  const BureauSearchCandidate *b = second;

  if (a->is_partial != b->is_partial)
    return a->is_partial ? 1 : -1;
  if (a->score != b->score)
    return a->score < b->score ? 1 : -1;
  return a->id < b->id ? 1 : a->id > b->id ? -1 : 0;
}

/* Returns: %FALSE where the document is not there any more, or with @error set */
static gboolean
load (BureauSearch *self, BureauSearchCandidate *candidate, BureauSearchDocument *document,
      GError **error)
{
  return bureau_search_sources_load (self->sources, candidate->id, candidate->collection, document,
                                     error);
}

static gboolean
score_all (BureauSearch *self, double *parts, GError **error)
{
  BureauSearchCandidate *candidates = (BureauSearchCandidate *)self->candidates->data;

  for (guint i = 0; i < self->candidates->len; i++)
    {
      g_autoptr (GError) failure = NULL;
      BureauSearchDocument document;

      if (load (self, &candidates[i], &document, &failure))
        candidates[i].score = score_document (self, &document, parts + i * self->words.n_words);
      if (failure == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  return TRUE;
}

static void
add_parts (BureauSearch *self, const double *parts)
{
  BureauSearchCandidate *candidates = (BureauSearchCandidate *)self->candidates->data;

  for (guint i = 0; i < self->candidates->len; i++)
    for (guint k = 0; k < self->words.n_words; k++)
      candidates[i].score += self->words.words[k].weight * *parts++;
}

static gboolean
rank (BureauSearch *self, GError **error)
{
  g_autofree double *parts = g_new0 (double, self->candidates->len * self->words.n_words);

  if (self->options == NULL || !self->options->newest_first)
    {
      if (!score_all (self, parts, error))
        return FALSE;
      if (self->is_recall)
        weigh_rare (self, parts);
      add_parts (self, parts);
    }
  g_array_sort (self->candidates, compare);
  return TRUE;
}

static const char *
step_back (const char *text, const char *at, gsize n)
{
  const char *start = (gsize)(at - text) > n ? at - n : text;

  while (start > text && ((guchar)*start & 0xc0) == 0x80)
    start--;
  while (start > text && start < at && !g_ascii_isspace (start[-1]))
    start++;
  while (start < at && ((guchar)*start & 0xc0) == 0x80)
    start++;
  return start;
}

/* Plain text of one line around the first hit. */
static char *
make_snippet (const char *text, const char *hit)
{
  const char *start = step_back (text, hit, SNIPPET_BEFORE);
  g_autofree char *cut = bureau_text_shorten (start, SNIPPET_LENGTH);
  g_autofree char *line = bureau_text_one_line (cut);

  return g_strconcat (start > text ? "…" : "", line,
                      strlen (start) > SNIPPET_LENGTH && !g_str_has_suffix (line, "…") ? "…" : "",
                      NULL);
}

/* "fence, garden in subject; hart in sender" */
static void
append_why (BureauSearch *self, GString *why, const BureauSearchHits *hits, const char *column)
{
  gboolean is_first = TRUE;

  for (guint i = 0; i < self->words.n_words; i++)
    if (hits->n[i] > 0)
      {
        g_string_append_printf (why, "%s%s", is_first ? (why->len > 0 ? "; " : "") : ", ",
                                self->words.words[i].text);
        is_first = FALSE;
      }
  if (!is_first)
    g_string_append_printf (why, " in %s", column);
}

static JsonObject *
describe (BureauSearch *self, const BureauSearchDocument *document)
{
  JsonObject *result = json_object_new ();
  g_autoptr (GString) why = g_string_new (NULL);
  g_autofree char *snippet = NULL;
  g_autofree char *title = NULL;
  gsize length;

  for (guint i = 0; i < document->n_columns; i++)
    {
      BureauSearchHits hits = { 0 };

      count_column (self, document, i, &hits, &length);
      append_why (self, why, &hits, bureau_search_document_name (document, i));
      if (snippet == NULL && hits.first != NULL && (i > 0 || document->n_columns == 1))
        snippet = make_snippet (bureau_search_document_text (document, i, &length), hits.first);
    }
  if (snippet == NULL && document->n_columns > 1)
    {
      const char *text = bureau_search_document_text (document, 1, &length);

      snippet = make_snippet (text, text);
    }
  title = bureau_text_one_line (bureau_search_document_text (document, 0, &length));
  bureau_json_set_id (result, "id", document->id);
  json_object_set_string_member (result, "collection", document->collection);
  json_object_set_string_member (result, "title", title);
  json_object_set_string_member (result, "snippet", snippet != NULL ? snippet : "");
  json_object_set_string_member (result, "why", why->str);
  return result;
}

static gboolean
is_wanted (BureauSearch *self, const char *collection)
{
  const char *const *wanted = self->options != NULL ? self->options->collections : NULL;

  return wanted == NULL || g_strv_contains (wanted, collection);
}

/**
 * bureau_search_results:
 *
 * Ranks the candidates and describes the best.
 *
 * Returns: (transfer full): [{"id","collection","title","snippet","why"}]
 */
JsonArray *
bureau_search_results (BureauSearch *self, GError **error)
{
  g_autoptr (JsonArray) results = json_array_new ();

  if (!rank (self, error))
    return NULL;
  for (guint i = 0;
       i < self->candidates->len && json_array_get_length (results) < bureau_search_limit (self);
       i++)
    {
      g_autoptr (GError) failure = NULL;
      BureauSearchDocument document;

      if (load (self, &g_array_index (self->candidates, BureauSearchCandidate, i), &document,
                &failure)
          && is_wanted (self, document.collection))
        json_array_add_object_element (results, describe (self, &document));
      if (failure == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  return g_steal_pointer (&results);
}
