/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "engine-fixture.h"
#include "memory/connection.h"

/* A folder's file is a record within two seconds; a broken one is shown as such. */
static void
test_watched_folder (Bench *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("bureau-inbox-XXXXXX", NULL);
  g_autofree char *file = g_build_filename (folder, "a.eml", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"%s\"}}", folder);
  g_autoptr (JsonObject) connection = json_object_of (text);

  g_assert_true (g_file_set_contents (file,
                                      "From: Anna <anna@example.org>\r\nTo: us@example.net\r\n"
                                      "Subject: Quote for a brand identity\r\nMessage-ID: <1@x>\r\n"
                                      "Date: Fri, 20 Nov 2026 09:00:00 +0100\r\n\r\n"
                                      "Could you send us a quote for a brand identity?\r\n",
                                      -1, NULL));
  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_message", 1);
  bench_assert_number (self, "SELECT count(*) FROM inquiries", 1);

  bench_reopen (self);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_message", 1);
  bench_stop (self);
  g_unlink (file);
  g_rmdir (folder);
}

static gboolean
mark_begun (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_scratch SET key = 'begun:' || value || ':' ||"
                              " substr(key, length('arrived:') + 1), value = '2'"
                              " WHERE key GLOB 'arrived:*bad.eml'",
                              "");
}

/* A file that the program stopped in three times is told of and read no more; others are read. */
static void
test_file_crashes (Bench *self, gconstpointer data)
{
  static const char mail[] = "From: Anna <anna@example.org>\nMessage-ID: <%s@x>\n\nHello.\n";
  static const char *const names[] = { "bad.eml", "good.eml" };
  g_autofree char *folder = g_dir_make_tmp ("bureau-inbox-XXXXXX", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"%s\"}}", folder);
  g_autoptr (JsonObject) connection = json_object_of (text);
  const BureauCause cause = { "system", "test" };

  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);
      g_autofree char *content = g_strdup_printf (mail, names[i]);

      g_assert_true (g_file_set_contents (path, content, -1, NULL));
      bench_reopen (self);
      await_ok (bureau_memory_write (self->workspace.memory, &cause, mark_begun, NULL, NULL));
      bench_settle (self);
    }
  bench_assert_number (self, "SELECT count(*) FROM bureau_message WHERE source LIKE '%good.eml'",
                       1);
  bench_assert_number (self,
                       "SELECT count(*) FROM bureau_request WHERE state = 'failed'"
                       " AND args ->> 'file' LIKE '%/bad.eml' AND error LIKE 'Bureau stopped%'",
                       1);
  bench_assert_number (self, "SELECT count(*) FROM bureau_scratch WHERE key GLOB 'begun:*'", 0);
  bench_stop (self);
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_unlink (path);
    }
  g_rmdir (folder);
}

/* A folder that is not there is told of, once; no restart is needed for it to be looked for. */
static void
test_absent_folder (Bench *self, gconstpointer data)
{
  g_autoptr (JsonObject) connection = json_object_of (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"/nowhere/at/all\"}}");

  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  bench_settle (self);
  bench_set (self, "undo_seconds", "1");
  bench_settle (self);
  bench_assert_text (self,
                     "SELECT group_concat(state || ' ' || (args ->> 'file')) FROM bureau_request",
                     "failed /nowhere/at/all");
}

/* Ninety mails of 100 kB in one file, and a connection to its folder. */
static char *
watch_long_file (Bench *self, const char *folder)
{
  char *file = g_build_filename (folder, "a.mbox", NULL);
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"inbox\",\"kind\":\"folder\",\"config\":{\"path\":\"%s\"}}", folder);
  g_autoptr (JsonObject) connection = json_object_of (text);
  g_autoptr (GString) mbox = g_string_new (NULL);

  for (guint i = 0; i < 90; i++)
    {
      g_autofree char *body = g_strnfill (100 * 1000, 'x');

      g_string_append_printf (
          mbox, "From x Fri Nov 20 09:00:00 2026\nMessage-ID: <%u@x>\nFrom: a@b.example\n\n%s\n\n",
          i, body);
    }
  g_assert_true (g_file_set_contents (file, mbox->str, (gssize)mbox->len, NULL));
  await_id (bureau_connection_put (self->workspace.memory, &operator_cause, connection));
  return file;
}

/* What takes long is a request from its begin on, so that it is seen and can be ended. */
static void
test_long_file (Bench *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("bureau-inbox-XXXXXX", NULL);
  g_autofree char *file = watch_long_file (self, folder);

  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_message", 90);
  bench_assert_text (self, "SELECT kind || ' ' || \"by\" || ' ' || state FROM bureau_request",
                     "import system done");
  bench_reopen (self);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_request", 1);
  bench_stop (self);
  g_unlink (file);
  g_rmdir (folder);
}

static gboolean
limit_pages (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("PRAGMA max_page_count = %u", GPOINTER_TO_UINT (data));

  return bureau_database_run (bureau_transaction_get_database (transaction), error, sql, "");
}

static void
limit (Bench *self, guint n_pages)
{
  await_ok (bureau_memory_write (self->workspace.memory, &operator_cause, limit_pages,
                                 GUINT_TO_POINTER (n_pages), NULL));
}

/* What the disk had no room for comes in at the next start, and nothing twice. */
static void
test_long_file_on_full_disk (Bench *self, gconstpointer data)
{
  g_autofree char *folder = g_dir_make_tmp ("bureau-inbox-XXXXXX", NULL);
  g_autofree char *file = NULL;

  limit (self, 1500);
  file = watch_long_file (self, folder);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) BETWEEN 1 AND 89 FROM bureau_message", 1);
  bench_assert_text (self, "SELECT state || ' ' || (error LIKE '%full%') FROM bureau_request",
                     "failed 1");
  bench_reopen (self);
  bench_settle (self);
  bench_assert_number (self, "SELECT count(*) FROM bureau_message", 90);
  bench_assert_text (self, "SELECT state FROM bureau_request ORDER BY id DESC", "done");
  bench_stop (self);
  g_unlink (file);
  g_rmdir (folder);
}

#define ADD(name, set_up, func)                                                                    \
  g_test_add ("/agents/folders/" name, Bench, NULL, set_up, func, bench_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("folder", bench_set_up_lead_intake, test_watched_folder);
  ADD ("long-file", bench_set_up, test_long_file);
  ADD ("long-file-on-full-disk", bench_set_up, test_long_file_on_full_disk);
  ADD ("file-crashes", bench_set_up, test_file_crashes);
  ADD ("absent-folder", bench_set_up, test_absent_folder);

  return g_test_run ();
}
