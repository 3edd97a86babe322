/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

#include "base/json.h"
#include "base/log.h"

static char *
log_path (const char *name)
{
  return g_build_filename (g_get_user_state_dir (), "bureau", name, NULL);
}

static char **
read_lines (const char *name)
{
  g_autofree char *path = log_path (name);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_suffix (text, "\n"));
  text[strlen (text) - 1] = '\0';
  return g_strsplit (text, "\n", -1);
}

static guint
mode_of (const char *name)
{
  g_autofree char *path = log_path (name);
  struct stat status = { 0 };

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  return status.st_mode & 0777;
}

static void
open_log (const char *program)
{
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_log_open (program, &error));
  g_assert_no_error (error);
}

static void
test_event (void)
{
  g_auto (GStrv) lines = NULL;
  g_autoptr (JsonObject) first = NULL;
  g_autoptr (JsonObject) second = NULL;

  bureau_log_event ("base", "dropped", NULL);
  open_log ("event");
  bureau_log_event ("base", "opened", NULL);
  bureau_log_event ("channels", "sent", "to", "anna@example.org\nline two", "reply", "250 \xff ok",
                    NULL);
  bureau_log_event ("channels", "ended", "why", NULL);
  bureau_log_close ();
  bureau_log_event ("base", "dropped", NULL);

  lines = read_lines ("event.log");
  g_assert_cmpuint (g_strv_length (lines), ==, 3);
  first = bureau_json_parse_object (lines[0], -1, NULL);
  g_assert_cmpuint (strlen (bureau_json_get_string (first, "at")), ==, 24);
  g_assert_cmpstr (bureau_json_get_string (first, "room"), ==, "base");
  g_assert_cmpstr (bureau_json_get_string (first, "event"), ==, "opened");
  second = bureau_json_parse_object (lines[1], -1, NULL);
  g_assert_cmpstr (bureau_json_get_string (second, "to"), ==, "anna@example.org\nline two");
  g_assert_cmpstr (bureau_json_get_string (second, "reply"), ==, "250 \xef\xbf\xbd ok");
  g_assert_nonnull (strstr (lines[2], "\"why\":null"));
}

static void
test_private (void)
{
  g_autofree char *path = NULL;

  open_log ("private");
  g_assert_cmpuint (mode_of ("private.log"), ==, 0600);
  g_assert_cmpuint (mode_of (""), ==, 0700);
  bureau_log_close ();

  path = log_path ("private.log");
  g_assert_cmpint (g_chmod (path, 0644), ==, 0);
  open_log ("private");
  g_assert_cmpuint (mode_of ("private.log"), ==, 0600);
  bureau_log_close ();
}

static void
test_rotation (void)
{
  g_autofree char *path = log_path ("rotation.log");
  g_autofree char *older = log_path ("rotation.log.1");
  g_autofree char *value = g_strnfill (4000, 'x');
  struct stat status = { 0 };

  open_log ("rotation");
  for (guint i = 0; i < 2500; i++)
    bureau_log_event ("base", "much", "text", value, NULL);
  bureau_log_close ();

  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, 4 * 1024 * 1024);
  g_assert_cmpint (g_stat (older, &status), ==, 0);
  g_assert_cmpint (status.st_size, <=, 4 * 1024 * 1024);
  g_assert_cmpint (status.st_size, >, 4 * 1024 * 1024 - 8192);
  g_assert_cmpuint (mode_of ("rotation.log.1"), ==, 0600);
}

static gpointer
log_thread (gpointer data)
{
  for (guint i = 0; i < 500; i++)
    bureau_log_event ("base", "thread", "name", data, NULL);
  return NULL;
}

static void
test_threads (void)
{
  g_auto (GStrv) lines = NULL;
  GThread *threads[4] = { NULL };

  open_log ("threads");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("log", log_thread, (gpointer) "x");
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  bureau_log_close ();

  lines = read_lines ("threads.log");
  g_assert_cmpuint (g_strv_length (lines), ==, 2000);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      g_autoptr (JsonObject) line = bureau_json_parse_object (lines[i], -1, NULL);
      g_assert_nonnull (line);
    }
}

static void
test_no_folder (void)
{
  const char *state = g_get_user_state_dir ();
  g_autofree char *folder = log_path (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (g_mkdir_with_parents (state, 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "a file", -1, NULL));
  g_assert_false (bureau_log_open ("none", &error));
  g_assert_error (error, G_FILE_ERROR, G_FILE_ERROR_NOTDIR);
  bureau_log_event ("base", "dropped", NULL);
}

static void
test_redact_patterns (void)
{
  static const struct
  {
    const char *text;
    const char *redacted;
  } cases[] = {
    { NULL, "" },
    { "", "" },
    { "nothing to hide", "nothing to hide" },
    { "key sk-ant-REDACTED is bad", "key … is bad" },
    { "sk-abcdefgh", "…" },
    { "task-management", "task-management" },
    { "Authorization: Bearer abcdef123456.xyz", "Authorization: Bearer …" },
    { "authorization: basic dXNlcjpwYXNz", "authorization: basic …" },
    { "api_key=QUJDREVGR0hJSktMTU5P&x=1", "api_key=…&x=1" },
    { "{\"x-api-key\":\"QUJDREVGR0hJSktMTU5P\"}", "{\"x-api-key\":\"…\"}" },
    { "password=hunter22 user=anna", "password=… user=anna" },
    { "Password: s3cr3t!", "Password: …" },
    { "access_token: 0123456789", "access_token: …" },
    { "ghp_0123456789abcdef", "…" },
    { "AKIAIOSFODNN7EXAMPLE", "…" },
    { "eyJhbGciOiJIUzI1.eyJzdWIiOiIxMjM0.SflKxwRJSM", "…" },
    { "smtp://anna:geheim@mail.example.org/x", "smtp://…@mail.example.org/x" },
    { "https://example.org:8080/a@b", "https://example.org:8080/a@b" },
    { "the key: inquiries", "the key: inquiries" },
    { "bad \xff byte", "bad \xef\xbf\xbd byte" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *redacted = bureau_log_redact (cases[i].text);
      g_assert_cmpstr (redacted, ==, cases[i].redacted);
    }
}

static void
test_redact_hidden (void)
{
  g_auto (GStrv) lines = NULL;
  g_autofree char *redacted = NULL;
  g_autofree char *too_short = NULL;

  bureau_log_hide (NULL);
  bureau_log_hide ("");
  bureau_log_hide ("is");
  bureau_log_hide ("correct horse");
  bureau_log_hide ("correct horse & staple");
  bureau_log_hide ("correct horse & staple");

  redacted = bureau_log_redact ("correct horse & staple|correct%20horse%20%26%20staple|"
                                "Y29ycmVjdCBob3JzZSAmIHN0YXBsZQ==|correct horse");
  g_assert_cmpstr (redacted, ==, "…|…|…|…");
  too_short = bureau_log_redact ("this is it");
  g_assert_cmpstr (too_short, ==, "this is it");

  open_log ("hidden");
  bureau_log_event ("base", "said", "text", "the correct horse", NULL);
  bureau_log_close ();
  lines = read_lines ("hidden.log");
  g_assert_nonnull (strstr (lines[0], "\"text\":\"the …\""));
}

/* A canary is found nowhere, wherever it stands in whatever is logged. */
static void
test_redact_everywhere (void)
{
  static const char around[] = "a=\"b\"&c: d\n\\\xff 😀";

  bureau_log_hide ("CANARY-1f0c");
  for (gsize i = 0; i <= strlen (around); i++)
    {
      g_autofree char *text = g_strdup_printf ("%.*sCANARY-1f0c%s", (int)i, around, around + i);
      g_autofree char *redacted = bureau_log_redact (text);

      g_assert_null (strstr (redacted, "CANARY"));
      g_assert_nonnull (strstr (redacted, "…"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, G_TEST_OPTION_ISOLATE_DIRS, NULL);
  g_test_add_func ("/log/event", test_event);
  g_test_add_func ("/log/private", test_private);
  g_test_add_func ("/log/rotation", test_rotation);
  g_test_add_func ("/log/threads", test_threads);
  g_test_add_func ("/log/no-folder", test_no_folder);
  g_test_add_func ("/log/redact-patterns", test_redact_patterns);
  g_test_add_func ("/log/redact-hidden", test_redact_hidden);
  g_test_add_func ("/log/redact-everywhere", test_redact_everywhere);
  return g_test_run ();
}
