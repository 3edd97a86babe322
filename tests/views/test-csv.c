/* SPDX-License-Identifier: GPL-3.0-or-later */
/* All rows of a source as a file, more than are shown at once. */
#include "../memory/workspace-fixture.h"
#include "base/error.h"
#include "base/json.h"
#include "views/csv.h"
#include "widgets/many-records.h"

#include <glib/gstdio.h>
#include <locale.h>

#define N 6001

/* 900 kB, so that the guard does not give 20 such rows at once. */
#define LONG "printf('%.900000c', 'x') AS long"

static const char document_text[]
    = "{\"spec\":\"view/1\",\"id\":\"many\",\"title\":\"Many\","
      "\"params\":[{\"id\":\"least\",\"type\":\"int\",\"default\":0}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, fee, currency FROM "
      "clients WHERE fee >= :least ORDER BY id DESC\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\",\"label\":\"Client\"},"
      "  {\"name\":\"fee\",\"type\":\"money\",\"currency_col\":\"currency\"},"
      "  {\"name\":\"currency\",\"type\":\"text\"}]},"
      "{\"id\":\"bare\",\"rows\":\"many\",\"sql\":\"SELECT name FROM clients ORDER BY id\","
      " \"columns\":[{\"name\":\"name\",\"type\":\"text\"}]},"
      "{\"id\":\"wide\",\"rows\":\"many\",\"sql\":\"SELECT id, name, " LONG " FROM clients"
      " ORDER BY id DESC LIMIT 30\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\"},{\"name\":\"long\",\"type\":\"text\"}]},"
      "{\"id\":\"wide-bare\",\"rows\":\"many\",\"sql\":\"SELECT name, " LONG " FROM clients"
      " ORDER BY id LIMIT 30\","
      " \"columns\":[{\"name\":\"name\",\"type\":\"text\"},{\"name\":\"long\",\"type\":\"text\"}"
      "]},"
      "{\"id\":\"bad\",\"rows\":\"many\",\"sql\":\"SELECT name FROM nowhere\","
      " \"columns\":[{\"name\":\"name\",\"type\":\"text\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]}],\"elements\":[{\"id\":\"t\",\"type\":\"table\"}]}";

typedef struct
{
  Workspace workspace;
  JsonObject *document;
  JsonObject *values;
  BureauProgress *progress;
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  bureau_memory_close (self->workspace.memory);
  many_records_fill (self->workspace.path, "clients", N);
  workspace_reopen (&self->workspace, BUREAU_MEMORY_ENGINE);
  self->document = json_object_of (document_text);
  self->values = json_object_of ("{\"least\":0}");
  self->progress = bureau_progress_new ();
  self->folder = g_dir_make_tmp ("bureau-csv-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "rows.csv", NULL);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_unlink (self->path);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0); /* nothing else is left in it */
  g_clear_object (&self->progress);
  g_clear_pointer (&self->document, json_object_unref);
  g_clear_pointer (&self->values, json_object_unref);
  g_free (self->folder);
  g_free (self->path);
  workspace_tear_down (&self->workspace, NULL);
}

static DexFuture *
save (Fixture *self, const char *source)
{
  const BureauCsvWish wish = { self->document, self->values, source };

  return bureau_view_save_csv (self->workspace.memory, &wish, self->path, self->progress);
}

static char **
read_lines (Fixture *self)
{
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  return g_strsplit (text, "\r\n", -1);
}

static void
test_by_ids (Fixture *self, gconstpointer data)
{
  BureauProgressState state;
  g_auto (GStrv) lines = NULL;

  await_ok (save (self, "all"));
  lines = read_lines (self);
  g_assert_cmpuint (g_strv_length (lines), ==, N + 2);
  g_assert_cmpstr (lines[0], ==, "\"id\",\"Client\",\"fee\",\"currency\"");
  g_assert_nonnull (strstr (lines[1], "\"Client 6001\""));
  g_assert_nonnull (strstr (lines[2001], "\"Client 4001\""));
  g_assert_nonnull (strstr (lines[N], "\"Client 1\""));
  bureau_progress_get (self->progress, &state);
  g_assert_cmpint (state.done, ==, N);
  g_assert_cmpint (state.total, ==, N);
}

/* Where nothing tells rows apart, their place does. */
static void
test_by_place (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  await_ok (save (self, "bare"));
  lines = read_lines (self);
  g_assert_cmpuint (g_strv_length (lines), ==, N + 2);
  g_assert_cmpstr (lines[1], ==, "\"Client 1\"");
  g_assert_cmpstr (lines[2001], ==, "\"Client 2001\"");
  g_assert_cmpstr (lines[N], ==, "\"Client 6001\"");
}

static void
assert_all_wide (Fixture *self, const char *source, const char *first, const char *last)
{
  g_auto (GStrv) lines = NULL;

  await_ok (save (self, source));
  lines = read_lines (self);
  g_assert_cmpuint (g_strv_length (lines), ==, 30 + 2);
  g_assert_nonnull (g_strstr_len (lines[1], 64, first));
  g_assert_nonnull (g_strstr_len (lines[30], 64, last));
}

/* Rows that are too large to come together all come. */
static void
test_wide (Fixture *self, gconstpointer data)
{
  assert_all_wide (self, "wide", "\"Client 6001\"", "\"Client 5972\"");
  assert_all_wide (self, "wide-bare", "\"Client 1\"", "\"Client 30\"");
}

static void
test_as_it_is_set (Fixture *self, gconstpointer data)
{
  g_auto (GStrv) lines = NULL;

  json_object_set_int_member (self->values, "least", G_MAXINT);
  await_ok (save (self, "all"));
  lines = read_lines (self);
  g_assert_cmpuint (g_strv_length (lines), ==, 2);
}

static void
assert_fails (DexFuture *future, GQuark domain, int code)
{
  g_autoptr (DexFuture) kept = future;
  g_autoptr (GError) error = NULL;

  while (dex_future_is_pending (kept))
    g_main_context_iteration (NULL, TRUE);
  dex_future_get_value (kept, &error);
  g_assert_error (error, domain, code);
}

/* What was there before stays, and no half file beside it. */
static void
test_cancels (Fixture *self, gconstpointer data)
{
  BureauProgressState state = { 0 };
  g_autofree char *text = NULL;
  DexFuture *saving;

  g_assert_true (g_file_set_contents (self->path, "before", -1, NULL));
  saving = save (self, "all");
  while (state.done == 0)
    {
      g_main_context_iteration (NULL, TRUE);
      bureau_progress_get (self->progress, &state);
    }
  bureau_progress_cancel (self->progress);
  assert_fails (saving, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_true (g_file_get_contents (self->path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "before");
}

static void
test_fails (Fixture *self, gconstpointer data)
{
  g_autofree char *nowhere = g_build_filename (self->folder, "none", "rows.csv", NULL);

  assert_fails (save (self, "bad"), BUREAU_ERROR, BUREAU_ERROR_INVALID);
  g_assert_false (g_file_test (self->path, G_FILE_TEST_EXISTS));
  g_free (self->path);
  self->path = g_steal_pointer (&nowhere);
  assert_fails (save (self, "all"), G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/views/csv/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("ids", test_by_ids);
  ADD ("place", test_by_place);
  ADD ("wide", test_wide);
  ADD ("params", test_as_it_is_set);
  ADD ("cancel", test_cancels);
  ADD ("fail", test_fails);
  return g_test_run ();
}
