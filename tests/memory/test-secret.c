/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/log.h"
#include "folder-fixture.h"
#include "memory/secret.h"

/* libsecret's file backend, which only tests use, forgets a few small things. */
const char *__asan_default_options (void);
const char *__lsan_default_suppressions (void);

const char *
__asan_default_options (void)
{
  return "fast_unwind_on_malloc=0";
}

const char *
__lsan_default_suppressions (void)
{
  return "leak:libsecret-1.so";
}

#define CANARY "canary-7f3a-not-to-be-seen"

typedef struct
{
  void (*body) (TestFolder *folder);
  TestFolder *folder;
  GMainLoop *loop;
} Run;

static DexFuture *
run_fiber (gpointer data)
{
  Run *run = data;

  run->body (run->folder);
  g_main_loop_quit (run->loop);
  return dex_future_new_true ();
}

/* A keyring of libsecret's own in a file, so that no bus is needed. */
static void
run_with_keyring (gconstpointer data)
{
  g_autoptr (TestFolder) folder = test_folder_new ();
  g_autofree char *path = test_folder_file (folder, "keyring");
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Run run = { (void (*) (TestFolder *))data, folder, loop };

  g_setenv ("SECRET_FILE_TEST_PATH", path, TRUE);
  dex_future_disown (dex_scheduler_spawn (NULL, 0, run_fiber, &run, NULL));
  g_main_loop_run (loop);
}

static void
test_keyring (TestFolder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *secret = NULL;
  g_autofree char *shown = NULL;

  g_assert_true (dex_await (bureau_secret_set (42, "office", CANARY), &error));
  g_assert_no_error (error);
  secret = dex_await_string (bureau_secret_get (42, "office", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (secret, ==, CANARY);
  shown = bureau_log_redact ("AUTH " CANARY " sent");
  g_assert_null (strstr (shown, CANARY));

  g_assert_true (dex_await (bureau_secret_clear (42), &error));
  g_assert_null (dex_await_string (bureau_secret_get (42, "office", NULL), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "BUREAU_SECRET_OFFICE"));
}

static void
test_environment (TestFolder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;
  g_autofree char *named = NULL;

  g_setenv ("BUREAU_SECRET_MAIL_BOX", CANARY "-1", TRUE);
  g_setenv ("SMTP_PASSWORD", CANARY "-2", TRUE);
  first = dex_await_string (bureau_secret_get (7, "mail box", NULL), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, CANARY "-1");
  g_assert_null (g_getenv ("BUREAU_SECRET_MAIL_BOX"));
  again = dex_await_string (bureau_secret_get (7, "mail box", NULL), &error);
  g_assert_cmpstr (again, ==, CANARY "-1");
  named = dex_await_string (bureau_secret_get (8, "other", "SMTP_PASSWORD"), &error);
  g_assert_cmpstr (named, ==, CANARY "-2");
  g_assert_null (g_getenv ("SMTP_PASSWORD"));
}

static void
test_vendors (TestFolder *folder)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *key = NULL;

  g_setenv ("ANTHROPIC_API_KEY", CANARY "-3", TRUE);
  g_setenv ("BUREAU_SECRET_EMPTY", "", TRUE);
  bureau_secret_take_environment ();
  g_assert_null (g_getenv ("ANTHROPIC_API_KEY"));
  g_assert_null (g_getenv ("BUREAU_SECRET_EMPTY"));
  key = dex_await_string (bureau_secret_get (9, "anthropic", NULL), &error);
  g_assert_cmpstr (key, ==, CANARY "-3");
  g_assert_null (dex_await_string (bureau_secret_get (10, "empty", NULL), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

/* What connections name freely goes before it is used; what programs need stays, whoever names it.
 */
static void
test_named (TestFolder *folder)
{
  g_autofree char *path = g_strdup (g_getenv ("PATH"));
  g_autofree char *key = NULL;

  g_setenv ("OFFICE_PASSWORD", CANARY "-4", TRUE);
  bureau_secret_take_variable ("OFFICE_PASSWORD");
  bureau_secret_take_variable ("PATH");
  bureau_secret_take_variable ("XDG_RUNTIME_DIR");
  g_assert_null (g_getenv ("OFFICE_PASSWORD"));
  g_assert_null (bureau_secret_dup_from_environment ("PATH"));
  g_assert_cmpstr (g_getenv ("PATH"), ==, path);
  key = bureau_secret_dup_from_environment ("OFFICE_PASSWORD");
  g_assert_cmpstr (key, ==, CANARY "-4");
}

/* The child has a bus address behind which nobody listens, as on a server. */
static void
test_no_keyring_body (TestFolder *folder)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (dex_await_string (bureau_secret_get (42, "office", NULL), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
  g_assert_nonnull (strstr (error->message, "BUREAU_SECRET_OFFICE"));
  g_clear_error (&error);
  g_assert_false (dex_await (bureau_secret_set (42, "office", CANARY), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE);
  g_assert_null (strstr (error->message, CANARY));
}

static void
test_no_keyring (void)
{
  g_unsetenv ("SECRET_BACKEND");
  g_setenv ("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nonexistent/bus", TRUE);
  g_test_trap_subprocess ("/secret/subprocess/no-keyring", 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  if (!g_test_subprocess ())
    {
      g_setenv ("SECRET_BACKEND", "file", TRUE);
      g_setenv ("SECRET_FILE_TEST_PASSWORD", "test", TRUE);
    }
  g_test_add_data_func ("/secret/keyring", test_keyring, run_with_keyring);
  g_test_add_data_func ("/secret/environment", test_environment, run_with_keyring);
  g_test_add_data_func ("/secret/vendors", test_vendors, run_with_keyring);
  g_test_add_data_func ("/secret/named", test_named, run_with_keyring);
  g_test_add_func ("/secret/no-keyring", test_no_keyring);
  g_test_add_data_func ("/secret/subprocess/no-keyring", test_no_keyring_body, run_with_keyring);
  return g_test_run ();
}
