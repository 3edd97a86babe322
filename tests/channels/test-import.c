/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "corpus.h"
#include "import-fixture.h"
#include "memory/setting.h"

#define MAIL                                                                                       \
  "Message-ID: <a@b.example>\nFrom: Anna <anna@b.example>\nTo: me@own.example\nCc: c@d.example\n"  \
  "Subject: Kitchen\nDate: Sun, 22 Nov 2026 01:00:00 +0200\nContent-Type: multipart/mixed; "       \
  "boundary=x\n\n"                                                                                 \
  "--x\nContent-Type: text/plain\n\nA quote, please.\n--x\nContent-Type: application/pdf; "        \
  "name=p.pdf\n\n%PDF\n--x--\n"

static void
assert_text (Workspace *workspace, const char *sql, const char *expected)
{
  g_autofree char *text = await_text (workspace, sql);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_mail (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = import_put (workspace, "one.eml", MAIL);
  g_autofree char *copy = import_put (workspace, "two.eml", MAIL);
  g_autoptr (JsonObject) first = import_one (workspace, path, NULL);
  g_assert_true (json_object_get_boolean_member (first, "new"));
  g_assert_cmpint (bureau_json_get_id (first, "message"), >, 0);
  g_assert_cmpstr (bureau_json_get_string (first, "file"), ==, path);
  g_autoptr (JsonObject) again = import_one (workspace, copy, NULL);
  g_assert_false (json_object_get_boolean_member (again, "new"));
  g_assert_cmpint (bureau_json_get_id (first, "message"), ==,
                   bureau_json_get_id (again, "message"));

  g_assert_cmpint (await_number (workspace, "SELECT count(*) FROM bureau_message"), ==, 1);
  assert_text (
      workspace,
      "SELECT channel || '|' || source || '|' || sender_name || '|' || sender_address"
      " || '|' || subject || '|' || sent_at || '|' || trim(text, char(10)) FROM bureau_message",
      "mail|one.eml|Anna|anna@b.example|Kitchen|2026-11-21T23:00:00.000Z|A quote, please.");
  assert_text (workspace, "SELECT meta ->> 'local_date' FROM bureau_message", "2026-11-22");
  assert_text (workspace, "SELECT recipients ->> '$[1].address' FROM bureau_message",
               "c@d.example");
  assert_text (workspace, "SELECT name || type || size FROM bureau_attachment",
               "p.pdfapplication/pdf4");
  g_assert_cmpint (
      await_number (workspace, "SELECT size FROM bureau_blob JOIN bureau_message ON raw = sha256"),
      ==, strlen (MAIL));
}

static void
test_reply_to (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = import_put (
      workspace, "one.eml",
      "From: Web form <form@b.example>\r\n"
      "Reply-To: =?utf-8?q?J=C3=B6rg_M?= <jm@c.example>\r\n\r\nHello\r\n");
  g_autoptr (JsonObject) first = import_one (workspace, path, NULL);

  g_assert_true (json_object_get_boolean_member (first, "new"));
  assert_text (workspace, "SELECT meta ->> 'reply_to_name' || ' ' || reply_to FROM bureau_message",
               "Jörg M jm@c.example");
}

static void
test_own_address (Workspace *workspace, gconstpointer data)
{
  g_autoptr (JsonNode) identity = bureau_json_parse (
      "{\"name\":\"A\",\"address\":\"Anna@b.example\"}", -1, NULL);
  await_ok (bureau_setting_set (workspace->memory, &operator_cause, "identity", identity));
  g_autofree char *path = import_put (workspace, "one.eml", MAIL);
  g_autoptr (JsonObject) result = import_one (workspace, path, NULL);
  assert_text (workspace, "SELECT automatic FROM bureau_message", "own address");
}

static void
test_mbox (Workspace *workspace, gconstpointer data)
{
  const guint n = 500;
  g_autoptr (GString) text = g_string_new (NULL);
  for (guint i = 0; i < n; i++)
    g_string_append_printf (
        text, "From a@b Sun Nov 22 14:05:09 2026\nFrom: a@b.example\nSubject: %u\n\nx\n\n", i);
  g_string_append (text, "From a@b Sun Nov 22 14:05:09 2026\nnothing\n");
  g_autofree char *path = import_put (workspace, "all.mbox", text->str);
  const char *const paths[] = { path, NULL };
  g_autoptr (JsonArray) results = import_all (workspace, paths, NULL);
  g_assert_cmpuint (json_array_get_length (results), ==, n + 1);
  g_assert_nonnull (bureau_json_get_string (json_array_get_object_element (results, n), "error"));
  g_assert_cmpint (await_number (workspace, "SELECT count(*) FROM bureau_message"), ==, n);
}

static void
test_form (Workspace *workspace, gconstpointer data)
{
  g_autofree char *one = import_put (
      workspace, "form.json",
      "{\"Name\":\"Anna Berg\",\"E-Mail\":\"anna@b.example\",\"budget\":4000,"
      "\"message\":\"A quote,\\nplease.\",\"date\":\"2026-11-22T01:00:00+02:00\"}");
  g_autofree char *many = import_put (workspace, "forms.json",
                                      "[{\"message\":\"x\"},{\"email\":\"\"},{\"email\":\"a@b\"}]");
  g_autofree char *bad = import_put (workspace, "bad.json", "[1]");
  g_autofree char *broken = import_put (workspace, "broken.json", "{");
  const char *const paths[] = { one, many, bad, broken, NULL };
  g_autoptr (JsonArray) results = import_all (workspace, paths, NULL);
  g_autofree char *shown = bureau_json_print_array (results);
  g_test_message ("%s", shown);
  g_assert_cmpuint (json_array_get_length (results), ==, 6);
  static const gboolean IS_MESSAGE[] = { TRUE, TRUE, FALSE, TRUE, FALSE, FALSE };
  for (guint i = 0; i < G_N_ELEMENTS (IS_MESSAGE); i++)
    g_assert_cmpint (json_object_has_member (json_array_get_object_element (results, i), "message"),
                     ==, IS_MESSAGE[i]);
  assert_text (workspace,
               "SELECT sender_name || '|' || sender_address || '|' || channel || '|' || sent_at || "
               "'|' || text"
               " FROM bureau_message WHERE source = 'form.json'",
               "Anna Berg|anna@b.example|form|2026-11-21T23:00:00.000Z|Name: Anna Berg\nE-Mail: "
               "anna@b.example\n"
               "Budget: 4000\nDate: 2026-11-22T01:00:00+02:00\n\nA quote,\nplease.\n");
  assert_text (
      workspace,
      "SELECT automatic FROM bureau_message WHERE text LIKE '%x%' AND source = 'forms.json'",
      "no sender");
}

static void
test_table (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = import_put (
      workspace, "rows.csv", "name,email,message\nAnna,a@b.example,Hello\nBea,b@b.example,Hi\n");
  const char *const paths[] = { path, NULL };
  g_autoptr (JsonArray) results = import_all (workspace, paths, NULL);
  g_assert_cmpuint (json_array_get_length (results), ==, 2);
  g_assert_cmpint (
      await_number (workspace, "SELECT count(*) FROM bureau_message WHERE channel = 'form'"), ==,
      2);
}

static void
test_records (Workspace *workspace, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new ("Name;E-Mail;Colour\n");
  define_clients (workspace);
  for (guint i = 0; i < 450; i++)
    g_string_append_printf (text, "Client %u;c%u@b.example;red\n", i, i);
  g_autofree char *path = import_put (workspace, "clients.csv", text->str);
  g_autofree char *mail = import_put (workspace, "one.eml", MAIL);
  g_autoptr (JsonObject) result = import_one (workspace, path, "clients");
  g_assert_cmpint (json_object_get_int_member (result, "records"), ==, 450);
  g_assert_cmpint (
      await_number (workspace, "SELECT count(*) FROM clients WHERE name LIKE 'Client %'"), ==, 450);
  g_assert_cmpint (
      await_number (workspace, "SELECT count(*) FROM clients WHERE meta ->> 'colour' = 'red'"), ==,
      450);
  g_autofree char *twice = import_put (
      workspace, "twice.csv", "name,email\nA,c1@b.example\nB,new@b.example\nC,c2@b.example\n");
  const char *const twice_paths[] = { twice, NULL };
  g_autoptr (JsonArray) mixed = import_all (workspace, twice_paths, "clients");
  g_assert_cmpuint (json_array_get_length (mixed), ==, 3);
  g_assert_nonnull (bureau_json_get_string (json_array_get_object_element (mixed, 0), "error"));
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (mixed, 1), "records"),
                   ==, 1);
  g_assert_false (json_object_has_member (json_array_get_object_element (mixed, 2), "retry"));
  g_autoptr (JsonObject) refused = import_one (workspace, mail, "clients");
  g_assert_nonnull (bureau_json_get_string (refused, "error"));
  const char *const paths[] = { path, NULL };
  g_assert_null (import_wait (
      bureau_import_files (workspace->memory, &operator_cause, paths, "nowhere", NULL), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

static void
test_what_is_no_file (Workspace *workspace, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (workspace->folder, "missing.eml", NULL);
  g_autofree char *empty = import_put (workspace, "empty.eml", "");
  g_autofree char *note = import_put (workspace, "note.txt", "Call Anna\nabout the kitchen\n");
  const char *const paths[] = { missing, workspace->folder, empty, note, NULL };
  g_autoptr (JsonArray) results = import_all (workspace, paths, NULL);
  g_assert_cmpuint (json_array_get_length (results), ==, 4);
  for (guint i = 0; i < 3; i++)
    g_assert_nonnull (bureau_json_get_string (json_array_get_object_element (results, i), "error"));
  g_assert_cmpstr (bureau_json_get_string (json_array_get_object_element (results, 0), "error"), ==,
                   "There is no such file, or it may not be read.");
  assert_text (workspace, "SELECT subject || '|' || automatic FROM bureau_message",
               "Call Anna|no sender");
}

static void
test_corpus (Workspace *workspace, gconstpointer data)
{
  g_autoptr (GPtrArray) files = corpus_files ("mail");
  g_ptr_array_add (files, NULL);
  gint64 start = g_get_monotonic_time ();
  g_autoptr (JsonArray) results = import_all (workspace, (const char *const *)files->pdata, NULL);
  g_test_message ("%u files in %" G_GINT64_FORMAT " ms, %" G_GINT64_FORMAT " messages",
                  files->len - 1, (g_get_monotonic_time () - start) / 1000,
                  await_number (workspace, "SELECT count(*) FROM bureau_message"));
  g_assert_cmpuint (json_array_get_length (results), ==, files->len - 1);
}

/* Whatever a .json file holds, it comes to a message or a sentence. */
static void
test_json_corpus (Workspace *workspace, gconstpointer data)
{
  g_autoptr (GPtrArray) files = corpus_files ("json");
  guint n_messages = 0;
  g_ptr_array_add (files, NULL);
  g_autoptr (JsonArray) results = import_all (workspace, (const char *const *)files->pdata, NULL);
  for (guint i = 0; i < json_array_get_length (results); i++)
    {
      JsonObject *result = json_array_get_object_element (results, i);
      gboolean is_message = json_object_has_member (result, "message");
      g_assert_true (is_message != json_object_has_member (result, "error"));
      g_assert_true (!is_message
                     || strstr (bureau_json_get_string (result, "file"), "/n_") == NULL);
      n_messages += is_message;
    }
  g_test_message ("%u files, %u messages", files->len - 1, n_messages);
  g_assert_true (files->len == 1 || json_array_get_length (results) >= files->len - 1);
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
  add ("/import/mail", test_mail);
  add ("/import/reply-to", test_reply_to);
  add ("/import/own-address", test_own_address);
  add ("/import/mbox", test_mbox);
  add ("/import/form", test_form);
  add ("/import/table", test_table);
  add ("/import/records", test_records);
  add ("/import/no-file", test_what_is_no_file);
  add ("/import/corpus", test_corpus);
  add ("/import/json-corpus", test_json_corpus);
  return g_test_run ();
}
