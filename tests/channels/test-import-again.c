/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Imports that are cut short, taken back and done again. */
#include "channels/import.h"
#include "import-fixture.h"
#include "memory/collection.h"
#include "memory/journal.h"

/* A request that was cut off is done again and doubles nothing; another request is another. */
static void
test_again (Workspace *workspace, gconstpointer data)
{
  static const char *const requests[] = { "request:7", "request:7", "request:8" };
  static const gint64 counts[] = { 2, 2, 4 };
  g_autofree char *path = import_put (workspace, "clients.csv", "name\nHall\nBerg\n");
  const char *const paths[] = { path, NULL };
  define_clients (workspace);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      const BureauCause cause = { "operator:test", requests[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) results = import_wait (
          bureau_import_files (workspace->memory, &cause, paths, "clients", NULL), &error);
      g_assert_no_error (error);
      g_assert_cmpint (
          json_object_get_int_member (json_array_get_object_element (results, 0), "records"), ==,
          2);
      g_assert_cmpint (await_number (workspace, "SELECT count(*) FROM clients"), ==, counts[i]);
    }
}

/* So many that they do not go in together. */
#define MANY 2000

static char *
put_many (Workspace *workspace)
{
  g_autoptr (GString) mbox = g_string_new (NULL);
  for (guint i = 0; i < MANY; i++)
    g_string_append_printf (
        mbox, "From x Fri Nov 20 09:00:00 2026\nMessage-ID: <%u@x>\nFrom: a@b.example\n\nHello\n\n",
        i);
  return import_put (workspace, "many.mbox", mbox->str);
}

static void
test_progress (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = put_many (workspace);
  const char *const paths[] = { path, NULL };
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) results = import_wait (
      bureau_import_files (workspace->memory, &operator_cause, paths, NULL, progress), &error);
  BureauProgressState state;
  g_assert_no_error (error);
  bureau_progress_get (progress, &state);
  g_assert_cmpint (state.items, ==, MANY);
  g_assert_cmpint (bureau_progress_get_percent (progress), ==, 100);
}

/* What came in stays, the rest is not read, and doing it again brings each in once. */
static void
test_cancelled (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = put_many (workspace);
  const char *const paths[] = { path, NULL };
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (JsonArray) results = NULL, again = NULL;
  DexFuture *future = bureau_import_files (workspace->memory, &operator_cause, paths, NULL,
                                           progress);
  BureauProgressState state = { 0 };
  while (state.items <= 0)
    {
      g_main_context_iteration (NULL, TRUE);
      bureau_progress_get (progress, &state);
    }
  bureau_progress_cancel (progress);
  results = import_wait (future, NULL);
  gint64 n = await_number (workspace, "SELECT count(*) FROM bureau_message");
  g_assert_cmpint (n, >=, state.items);
  g_assert_cmpint (n, <, MANY);
  g_assert_cmpint (n, ==, json_array_get_length (results));
  again = import_all (workspace, paths, NULL);
  g_assert_cmpint (await_number (workspace, "SELECT count(*) FROM bureau_message"), ==, MANY);
}

static gint64
count_clients (Workspace *workspace)
{
  return await_number (workspace, "SELECT count(*) FROM clients");
}

static DexFuture *
begin_clients (Workspace *workspace, const char *path, BureauProgress *progress)
{
  const char *const paths[] = { path, NULL };
  return bureau_import_files (workspace->memory, &operator_cause, paths, "clients", progress);
}

/* A file is counted in one place, whatever comes between. */
static void
test_records_counted (Workspace *workspace, gconstpointer data)
{
  define_clients (workspace);
  g_autofree char *one = import_put (workspace, "one.csv", "name\nA\nB\n");
  g_autofree char *other = import_put (workspace, "other.csv", "name\nC\n");
  const char *const paths[] = { one, other, one, NULL };
  g_autoptr (JsonArray) results = import_all (workspace, paths, "clients");
  g_assert_cmpuint (json_array_get_length (results), ==, 2);
  g_assert_cmpint (
      json_object_get_int_member (json_array_get_object_element (results, 0), "records"), ==, 4);
  g_assert_cmpint (
      json_object_get_int_member (json_array_get_object_element (results, 1), "records"), ==, 1);
}

/* A field may have any name, also that of a column of the marks. */
static void
define_clients_of_value (Workspace *workspace)
{
  g_autoptr (JsonObject) clients = json_object_of (
      "{\"collection\":\"clients\",\"title\":\"Clients\",\"fields\":["
      "{\"name\":\"name\",\"type\":\"company\"},{\"name\":\"key\",\"type\":\"text\"},"
      "{\"name\":\"value\",\"type\":\"money\"}]}");

  await_ok (bureau_collection_define (workspace->memory, &operator_cause, clients));
}

/* Returns: a file of @n_rows, of which more than @n_least records came in, and not all. */
static char *
cut_clients_short (Workspace *workspace, guint n_rows, gint64 n_least)
{
  g_autoptr (GString) text = g_string_new ("name\n");
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (JsonArray) results = NULL;
  BureauProgressState state = { 0 };
  DexFuture *future;
  char *path;

  define_clients_of_value (workspace);
  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "Client %u\n", i);
  path = import_put (workspace, "clients.csv", text->str);
  future = begin_clients (workspace, path, progress);
  while (state.items <= n_least)
    {
      g_main_context_iteration (NULL, TRUE);
      bureau_progress_get (progress, &state);
    }
  bureau_progress_cancel (progress);
  results = import_wait (future, NULL);
  g_assert_cmpint (count_clients (workspace), >, n_least);
  g_assert_cmpint (count_clients (workspace), <, n_rows);

  return path;
}

/* Records that came in before an import was cancelled do not come in twice; an import that came to
 * its end brings everything in again. */
static void
test_records_cancelled (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = cut_clients_short (workspace, MANY, 0);
  g_autoptr (JsonObject) rest = import_one (workspace, path, "clients");
  g_assert_cmpint (json_object_get_int_member (rest, "records"), ==, MANY);
  g_assert_cmpint (count_clients (workspace), ==, MANY);
  g_assert_cmpint (await_number (workspace, "SELECT count(DISTINCT name) FROM clients"), ==, MANY);
  g_autoptr (JsonObject) again = import_one (workspace, path, "clients");
  g_assert_cmpint (count_clients (workspace), ==, 2 * MANY);
}

/* The newest batches that were taken back come in again, the others not twice. */
static void
check_taken_back (Workspace *workspace, guint n_rows, gint64 n_least, guint n_undone)
{
  g_autofree char *path = cut_clients_short (workspace, n_rows, n_least);
  gint64 n = count_clients (workspace);

  for (guint i = 0; i < n_undone; i++)
    await_id (bureau_journal_undo (workspace->memory, &operator_cause, 0));
  g_assert_cmpint (count_clients (workspace), <, n);
  g_assert_cmpint (count_clients (workspace), >, 0);
  g_autoptr (JsonObject) rest = import_one (workspace, path, "clients");
  g_assert_cmpint (count_clients (workspace), ==, n_rows);
  g_assert_cmpint (await_number (workspace, "SELECT count(DISTINCT name) FROM clients"), ==,
                   n_rows);
}

static void
test_records_taken_back (Workspace *workspace, gconstpointer data)
{
  check_taken_back (workspace, MANY, 400, 2);
}

static void
test_many_taken_back (Workspace *workspace, gconstpointer data)
{
  check_taken_back (workspace, 4 * MANY, 7 * MANY / 2, 34);
}

/* What was taken back to the last comes in again, and nothing is left of how far it was. */
static void
test_all_taken_back (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = cut_clients_short (workspace, MANY, 400);

  while (count_clients (workspace) > 0)
    await_id (bureau_journal_undo (workspace->memory, &operator_cause, 0));
  g_autoptr (JsonObject) rest = import_one (workspace, path, "clients");
  g_assert_cmpint (count_clients (workspace), ==, MANY);
  g_assert_cmpint (
      await_number (workspace, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'import:*'"), ==,
      0);
}

static void
add (const char *path, void (*test) (Workspace *, gconstpointer))
{
  g_test_add (path, Workspace, NULL, workspace_set_up, test, workspace_tear_down);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  add ("/import/again", test_again);
  add ("/import/progress", test_progress);
  add ("/import/cancelled", test_cancelled);
  add ("/import/records-counted", test_records_counted);
  add ("/import/records-cancelled", test_records_cancelled);
  add ("/import/records-taken-back", test_records_taken_back);
  add ("/import/many-taken-back", test_many_taken_back);
  add ("/import/all-taken-back", test_all_taken_back);
  return g_test_run ();
}
