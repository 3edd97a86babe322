/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Search at growing sizes: bench-search [DOCUMENTS…], usually 10000 100000 1000000. Each kind of
 * query is timed against bm25 over every match, in an index of the usual kind beside ours, in the
 * same run. */
#include <glib/gprintf.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/json.h"
#include "memory/search-fixture.h"

#define N_WORDS 60000
#define N_QUERIES 100
#define BATCH 1000

typedef struct
{
  BureauDatabase *database;
  BureauStatement *message;
  BureauStatement *draft;
  BureauStatement *client;
  BureauStatement *full;
  GRand *random;
  char words[N_WORDS][12];
  double shares[N_WORDS]; /* cumulated */
  guint n_documents;
} Bench;

/* Words that can be spoken, the n-th as frequent as 1 / (n + 2.7): Zipf and Mandelbrot. */
static void
make_words (Bench *self)
{
  static const char consonants[] = "bcdfghjklmnprstvwz";
  static const char vowels[] = "aeiou";
  double sum = 0;

  for (guint i = 0; i < N_WORDS; i++)
    {
      gint length = g_rand_int_range (self->random, 3, 10);

      for (gint k = 0; k < length; k++)
        self->words[i][k] = k % 2 == 0 ? consonants[g_rand_int_range (self->random, 0, 18)]
                                       : vowels[g_rand_int_range (self->random, 0, 5)];
      sum += 1 / (i + 2.7);
      self->shares[i] = sum;
    }
}

static const char *
any_word (Bench *self)
{
  double wanted = g_rand_double_range (self->random, 0, self->shares[N_WORDS - 1]);
  guint first = 0;
  guint last = N_WORDS - 1;

  while (first < last)
    {
      guint middle = (first + last) / 2;

      if (self->shares[middle] < wanted)
        first = middle + 1;
      else
        last = middle;
    }
  return self->words[first];
}

static char *
make_text (Bench *self, gsize length)
{
  GString *text = g_string_sized_new (length + 16);

  while (text->len < length)
    g_string_append_printf (text, "%s ", any_word (self));
  return g_string_free (text, FALSE);
}

static void
run (BureauStatement *statement, gint64 id, const char *title, const char *body)
{
  g_autoptr (GError) error = NULL;

  bureau_statement_bind_int (statement, 1, id);
  bureau_statement_bind_text (statement, 2, title);
  bureau_statement_bind_text (statement, 3, body);
  bureau_statement_step (statement, &error);
  g_assert_no_error (error);
  sqlite3_reset (bureau_statement_get_handle (statement));
}

/* Seven messages, two drafts and a client in ten, one each 20 ms. */
static BureauStatement *
pick (Bench *self, guint n)
{
  if (n % 10 < 7)
    return self->message;
  return n % 10 < 9 ? self->draft : self->client;
}

static void
insert_batch (Bench *self, double *ours, double *full)
{
  char *titles[BATCH];
  char *bodies[BATCH];
  gint64 first = self->n_documents;
  gint64 start;

  for (guint i = 0; i < BATCH; i++)
    {
      titles[i] = make_text (self, 30);
      bodies[i] = make_text (self, 460);
    }
  start = g_get_monotonic_time ();
  search_fixture_run (self->database, "BEGIN");
  for (guint i = 0; i < BATCH; i++)
    run (pick (self, i), (first + i + 1) * 20 << 22, titles[i], bodies[i]);
  search_fixture_run (self->database, "COMMIT");
  *ours += (double)(g_get_monotonic_time () - start);
  start = g_get_monotonic_time ();
  search_fixture_run (self->database, "BEGIN");
  for (guint i = 0; i < BATCH; i++)
    run (self->full, (first + i + 1) * 20 << 22, titles[i], bodies[i]);
  search_fixture_run (self->database, "COMMIT");
  *full += (double)(g_get_monotonic_time () - start);
  for (guint i = 0; i < BATCH; i++)
    {
      g_free (titles[i]);
      g_free (bodies[i]);
    }
  self->n_documents += BATCH;
}

static void
grow (Bench *self, guint size)
{
  guint before = self->n_documents;
  double ours = 0;
  double full = 0;

  while (self->n_documents < size)
    insert_batch (self, &ours, &full);
  search_fixture_run (self->database, "PRAGMA wal_checkpoint (TRUNCATE)");
  g_print (
      "\n%u documents: %.0f us to insert one with its place in the index; the usual index alone"
      " takes %.0f us\n",
      size, ours / (size - before), full / (size - before));
}

static const char *
ranked (Bench *self, gint first, gint last)
{
  return self->words[g_rand_int_range (self->random, first, last)];
}

static char *
very_common (Bench *self)
{
  return g_strdup (ranked (self, 0, 5));
}

static char *
common (Bench *self)
{
  return g_strdup (ranked (self, 20, 220));
}

static char *
rare (Bench *self)
{
  return g_strdup (ranked (self, 20000, 50000));
}

static char *
and_two (Bench *self)
{
  return g_strjoin (" ", ranked (self, 0, 20), ranked (self, 20, 220), NULL);
}

static char *
and_three (Bench *self)
{
  return g_strjoin (" ", ranked (self, 0, 20), ranked (self, 20, 220), ranked (self, 100, 500),
                    NULL);
}

static char *
or_three (Bench *self)
{
  return g_strjoin (" ", ranked (self, 20, 220), ranked (self, 3000, 9000),
                    ranked (self, 9000, 20000), NULL);
}

static char *
beginning (Bench *self, gsize length)
{
  return g_strndup (ranked (self, 0, 2000), length);
}

static char *
beginning_two (Bench *self)
{
  return beginning (self, 2);
}

static char *
beginning_three (Bench *self)
{
  return beginning (self, 3);
}

static char *
beginning_four (Bench *self)
{
  return beginning (self, 4);
}

static char *
and_beginning (Bench *self)
{
  g_autofree char *last = beginning (self, 4);

  return g_strjoin (" ", ranked (self, 0, 220), last, NULL);
}

static char *
letter (Bench *self)
{
  return make_text (self, 500);
}

static const char *const some[] = { "clients", "drafts", NULL };
static const BureauSearchOptions newest_ten = { .limit = 10, .newest_first = TRUE };
static const BureauSearchOptions five_of_some = { .limit = 5, .collections = some };
static const BureauSearchOptions ten = { .limit = 10 };

typedef JsonArray *(*SearchFunc) (BureauDatabase *, const char *, const BureauSearchOptions *,
                                  GError **);

static const struct
{
  const char *name;
  char *(*make) (Bench *self);
  const BureauSearchOptions *options;
  SearchFunc search;
  const char *compared; /* how the words are joined for bm25 over all, or NULL */
} kinds[] = {
  { "rare word", rare, &ten, bureau_search_words, " " },
  { "common word", common, &ten, bureau_search_words, " " },
  { "very common word", very_common, &ten, bureau_search_words, " " },
  { "2 words", and_two, &ten, bureau_search_words, " " },
  { "3 words", and_three, &ten, bureau_search_words, " " },
  { "any of 3 words", or_three, &ten, bureau_search_words, " OR " },
  { "2 letters", beginning_two, &ten, bureau_search_words, "*" },
  { "3 letters", beginning_three, &ten, bureau_search_words, "*" },
  { "4 letters", beginning_four, &ten, bureau_search_words, "*" },
  { "word, 4 letters", and_beginning, &ten, bureau_search_words, "*" },
  { "common in 2 collections", common, &five_of_some, bureau_search_words, NULL },
  { "newest: very common", very_common, &newest_ten, bureau_search_words, NULL },
  { "newest: 2 words", and_two, &newest_ten, bureau_search_words, NULL },
  { "newest: 4 letters", beginning_four, &newest_ten, bureau_search_words, NULL },
  { "recall by a message", letter, &ten, bureau_search_like, NULL },
  { "recall in 2 collections", letter, &five_of_some, bureau_search_like, NULL },
};

typedef struct
{
  double wall[N_QUERIES];
  double work[N_QUERIES];
  guint n;
} Times;

static gint64
worked (void)
{
  struct timespec now;

  clock_gettime (CLOCK_THREAD_CPUTIME_ID, &now);
  return now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

static void
times_add (Times *self, gint64 wall, gint64 work)
{
  self->wall[self->n] = (double)(g_get_monotonic_time () - wall) / 1000;
  self->work[self->n] = (double)(worked () - work) / 1000;
  self->n++;
}

static int
compare (const void *first, const void *second)
{
  double a = *(const double *)first;
  double b = *(const double *)second;

  return a < b ? -1 : a > b;
}

/* Returns the median of the work. */
static double
times_print (Times *self)
{
  qsort (self->wall, self->n, sizeof (double), compare);
  qsort (self->work, self->n, sizeof (double), compare);
  g_print (" %8.2f /%8.2f ms (work %7.2f /%7.2f)", self->wall[self->n / 2],
           self->wall[self->n * 95 / 100], self->work[self->n / 2], self->work[self->n * 95 / 100]);
  return self->work[self->n / 2];
}

static void
time_ours (Bench *self, gsize kind, const char *words, Times *times)
{
  gint64 wall = g_get_monotonic_time ();
  gint64 work = worked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) results = kinds[kind].search (self->database, words, kinds[kind].options,
                                                      &error);

  g_assert_no_error (error);
  times_add (times, wall, work);
}

static void
time_all (Bench *self, gsize kind, const char *words, Times *times)
{
  g_auto (GStrv) parts = g_strsplit (words, " ", -1);
  gboolean starts = g_str_equal (kinds[kind].compared, "*");
  g_autofree char *joined = g_strjoinv (starts ? " " : kinds[kind].compared, parts);
  g_autofree char *match = g_strconcat (joined, starts ? "*" : "", NULL);
  gint64 wall = g_get_monotonic_time ();
  gint64 work = worked ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) rows = bureau_database_rows (
      self->database, &error,
      "SELECT rowid FROM bench_full WHERE bench_full MATCH ? ORDER BY rank LIMIT 10", "s", match);

  g_assert_no_error (error);
  times_add (times, wall, work);
}

static void
print_kind (Bench *self, gsize kind, double *last)
{
  g_autofree Times *ours = g_new0 (Times, 1);
  g_autofree Times *all = g_new0 (Times, 1);
  double median;

  for (guint i = 0; i < N_QUERIES; i++)
    {
      g_autofree char *words = kinds[kind].make (self);

      time_ours (self, kind, words, ours);
      if (kinds[kind].compared != NULL && i % 4 == 0)
        time_all (self, kind, words, all);
    }
  g_print ("  %-24s", kinds[kind].name);
  median = times_print (ours);
  g_print (last[kind] > 0 ? " %5.1fx" : "       ", median / last[kind]);
  last[kind] = median;
  if (all->n > 0)
    {
      g_print ("  bm25 of all");
      times_print (all);
    }
  g_print ("\n");
}

static void
set_up (Bench *self)
{
  g_autoptr (GError) error = NULL;

  self->random = g_rand_new_with_seed (20261122);
  self->database = search_fixture_new ();
  make_words (self);
  search_fixture_run (self->database,
                      "PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536;"
                      "CREATE VIRTUAL TABLE bench_full USING fts5 (title, body, content='',"
                      " contentless_delete=1, tokenize='unicode61 remove_diacritics 2')");
  self->message = bureau_database_prepare (self->database,
                                           "INSERT INTO bureau_message (id, created_at, "
                                           "updated_at, channel, source, identity, subject, text)"
                                           " VALUES (?1, '', '', 'file', '', ?1, ?2, ?3)",
                                           &error);
  self->draft = bureau_database_prepare (
      self->database,
      "INSERT INTO bureau_draft (id, created_at, updated_at, kind, state, subject, body)"
      " VALUES (?1, '', '', 'mail', 'drafted', ?2, ?3)",
      &error);
  self->client = bureau_database_prepare (
      self->database,
      "INSERT INTO clients (id, created_at, updated_at, name, notes) VALUES (?1, '', '', ?2, ?3)",
      &error);
  self->full = bureau_database_prepare (
      self->database, "INSERT INTO bench_full (rowid, title, body) VALUES (?1, ?2, ?3)", &error);
  g_assert_no_error (error);
}

static void
tear_down (Bench *self)
{
  bureau_statement_release (self->message);
  bureau_statement_release (self->draft);
  bureau_statement_release (self->client);
  bureau_statement_release (self->full);
  bureau_database_close (self->database);
  g_rand_free (self->random);
  search_fixture_remove ();
}

int
main (int argc, char **argv)
{
  static const char *const usual[] = { "10000", "100000", "1000000" };
  const char *const *sizes = argc > 1 ? (const char *const *)argv + 1 : usual;
  gint n_sizes = argc > 1 ? argc - 1 : (gint)G_N_ELEMENTS (usual);
  g_autofree Bench *self = g_new0 (Bench, 1);
  double last[G_N_ELEMENTS (kinds)] = { 0 };

  set_up (self);
  g_print ("p50 / p95 of %d queries each, growth of p50, and bm25 over every match\n", N_QUERIES);
  for (gint i = 0; i < n_sizes; i++)
    {
      guint size = (guint)strtoul (sizes[i], NULL, 10);

      grow (self, size);
      for (gsize kind = 0; kind < G_N_ELEMENTS (kinds); kind++)
        print_kind (self, kind, last);
    }
  tear_down (self);
  return 0;
}
