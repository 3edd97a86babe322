/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "base/json.h"
#include "desk/intake.h"
#include "memory/request.h"

static void
test_says (void)
{
  static const struct
  {
    const char *fates;
    const char *says;
    gint64 message;
  } rows[] = {
    { "[{\"file\":\"a.eml\",\"message\":\"1\"}]", "1 message came in", 1 },
    { "[{\"file\":\"a.eml\",\"message\":\"1\"},{\"file\":\"b.mbox\",\"records\":3}]",
      "2 files came in", 0 },
    { "[{\"file\":\"a.eml\",\"message\":\"1\"},{\"file\":\"b\",\"error\":\"b is <b>no</b> "
      "mail.\"}]",
      "b is <b>no</b> mail.", 0 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (JsonNode) fates = bureau_json_parse (rows[i].fates, -1, NULL);
      g_autofree char *says = bureau_intake_say (json_node_get_array (fates));

      g_assert_cmpstr (says, ==, rows[i].says);
      g_assert_cmpint (bureau_intake_find_message (json_node_get_array (fates)), ==,
                       rows[i].message);
    }
}

/* The engine's part, played by the test. */
static gboolean
answer (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (JsonNode) done = bureau_json_parse (
      "{\"files\":[{\"file\":\"/tmp/a.eml\",\"message\":\"1\"}]}", -1, NULL);
  g_autofree char *args = bureau_database_text (
      database, error, "SELECT args ->> '$.files[0]' FROM bureau_request WHERE kind = 'import'",
      "");
  gint64 request = 0;

  g_assert_cmpstr (args, ==, "/tmp/a.eml");
  return bureau_database_int (database, &request, error, "SELECT id FROM bureau_request", "")
         && bureau_request_move (transaction, request, "doing", NULL, NULL, error)
         && bureau_request_move (transaction, request, "done", done, NULL, error);
}

static void
wait_for (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
}

static void
remove_all (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

static gboolean
has_request (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 n = 0;

  g_value_init (result, G_TYPE_INT64);
  if (!bureau_database_int (database, &n, error, "SELECT count(*) FROM bureau_request", ""))
    return FALSE;
  g_value_set_int64 (result, n);
  return TRUE;
}

static void
wait_for_request (BureauMemory *memory)
{
  gint64 n = 0;

  while (n == 0)
    {
      g_autoptr (DexFuture) read = bureau_memory_read (memory, has_request, NULL, NULL);

      wait_for (read);
      n = dex_await_int64 (dex_ref (read), NULL);
    }
}

static void
test_asks_the_engine (void)
{
  const BureauCause cause = { "system", "request" };
  g_autofree char *folder = g_dir_make_tmp ("bureau-intake-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "test.bureau", NULL);
  g_autoptr (BureauMemory) memory = bureau_memory_open (
      path, BUREAU_MEMORY_CREATE | BUREAU_MEMORY_ENGINE, NULL);
  g_autoptr (GListStore) files = g_list_store_new (G_TYPE_FILE);
  g_autoptr (GFile) file = g_file_new_for_path ("/tmp/a.eml");
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (DexFuture) answered = NULL;
  g_autoptr (JsonObject) outcome = NULL;

  g_list_store_append (files, file);
  future = bureau_intake_files (memory, G_LIST_MODEL (files));
  wait_for_request (memory);
  g_assert_true (dex_future_is_pending (future));
  answered = bureau_memory_write (memory, &cause, answer, NULL, NULL);
  wait_for (answered);
  g_assert_true (dex_future_is_resolved (answered));
  wait_for (future);
  outcome = dex_await_boxed (dex_ref (future), NULL);
  g_assert_cmpstr (bureau_json_get_string (outcome, "says"), ==, "1 message came in");
  g_assert_cmpint (bureau_json_get_id (outcome, "message"), ==, 1);
  bureau_memory_close (memory);
  remove_all (folder);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/intake/says", test_says);
  g_test_add_func ("/desk/intake/asks-the-engine", test_asks_the_engine);
  return g_test_run ();
}
