/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/import.h"

#include <glib/gstdio.h>
#include <string.h>

#include "../memory/workspace-fixture.h"
#include "base/error.h"
#include "base/json.h"
#include "channels/record-fields.h"
#include "corpus.h"
#include "memory/journal.h"
#include "memory/setting.h"

#define MAIL                                                                                       \
  "Message-ID: <a@b.example>\nFrom: Anna <anna@b.example>\nTo: me@own.example\nCc: c@d.example\n"  \
  "Subject: Kitchen\nDate: Sun, 22 Nov 2026 01:00:00 +0200\nContent-Type: multipart/mixed; "       \
  "boundary=x\n\n"                                                                                 \
  "--x\nContent-Type: text/plain\n\nA quote, please.\n--x\nContent-Type: application/pdf; "        \
  "name=p.pdf\n\n%PDF\n--x--\n"

static char *
put (Workspace *workspace, const char *name, const char *content)
{
  g_autoptr (GError) error = NULL;
  char *path = g_build_filename (workspace->folder, name, NULL);
  g_file_set_contents (path, content, -1, &error);
  g_assert_no_error (error);
  return path;
}

static JsonArray *
wait_for_array (DexFuture *future, GError **error)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  const GValue *value = dex_future_get_value (future, error);
  JsonArray *array = value != NULL ? g_value_dup_boxed (value) : NULL;
  dex_clear (&future);
  return array;
}

static JsonArray *
import (Workspace *workspace, const char *const *paths, const char *into)
{
  g_autoptr (GError) error = NULL;
  JsonArray *results = wait_for_array (
      bureau_import_files (workspace->memory, &operator_cause, paths, into, NULL), &error);
  g_assert_no_error (error);
  return results;
}

static JsonObject *
import_one (Workspace *workspace, const char *path, const char *into)
{
  const char *const paths[] = { path, NULL };
  g_autoptr (JsonArray) results = import (workspace, paths, into);
  g_assert_cmpuint (json_array_get_length (results), ==, 1);
  return json_object_ref (json_array_get_object_element (results, 0));
}

static void
assert_text (Workspace *workspace, const char *sql, const char *expected)
{
  g_autofree char *text = await_text (workspace, sql);
  g_assert_cmpstr (text, ==, expected);
}

static void
test_mail (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = put (workspace, "one.eml", MAIL);
  g_autofree char *copy = put (workspace, "two.eml", MAIL);
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
  g_autofree char *path = put (workspace, "one.eml",
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
  g_autofree char *path = put (workspace, "one.eml", MAIL);
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
  g_autofree char *path = put (workspace, "all.mbox", text->str);
  const char *const paths[] = { path, NULL };
  g_autoptr (JsonArray) results = import (workspace, paths, NULL);
  g_assert_cmpuint (json_array_get_length (results), ==, n + 1);
  g_assert_nonnull (bureau_json_get_string (json_array_get_object_element (results, n), "error"));
  g_assert_cmpint (await_number (workspace, "SELECT count(*) FROM bureau_message"), ==, n);
}

static void
test_form (Workspace *workspace, gconstpointer data)
{
  g_autofree char *one = put (
      workspace, "form.json",
      "{\"Name\":\"Anna Berg\",\"E-Mail\":\"anna@b.example\",\"budget\":4000,"
      "\"message\":\"A quote,\\nplease.\",\"date\":\"2026-11-22T01:00:00+02:00\"}");
  g_autofree char *many = put (workspace, "forms.json",
                               "[{\"message\":\"x\"},{\"email\":\"\"},{\"email\":\"a@b\"}]");
  g_autofree char *bad = put (workspace, "bad.json", "[1]");
  g_autofree char *broken = put (workspace, "broken.json", "{");
  const char *const paths[] = { one, many, bad, broken, NULL };
  g_autoptr (JsonArray) results = import (workspace, paths, NULL);
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
  g_autofree char *path = put (workspace, "rows.csv",
                               "name,email,message\nAnna,a@b.example,Hello\nBea,b@b.example,Hi\n");
  const char *const paths[] = { path, NULL };
  g_autoptr (JsonArray) results = import (workspace, paths, NULL);
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
  g_autofree char *path = put (workspace, "clients.csv", text->str);
  g_autofree char *mail = put (workspace, "one.eml", MAIL);
  g_autoptr (JsonObject) result = import_one (workspace, path, "clients");
  g_assert_cmpint (json_object_get_int_member (result, "records"), ==, 450);
  g_assert_cmpint (
      await_number (workspace, "SELECT count(*) FROM clients WHERE name LIKE 'Client %'"), ==, 450);
  g_assert_cmpint (
      await_number (workspace, "SELECT count(*) FROM clients WHERE meta ->> 'colour' = 'red'"), ==,
      450);
  g_autofree char *twice = put (workspace, "twice.csv",
                                "name,email\nA,c1@b.example\nB,new@b.example\nC,c2@b.example\n");
  const char *const twice_paths[] = { twice, NULL };
  g_autoptr (JsonArray) mixed = import (workspace, twice_paths, "clients");
  g_assert_cmpuint (json_array_get_length (mixed), ==, 3);
  g_assert_nonnull (bureau_json_get_string (json_array_get_object_element (mixed, 0), "error"));
  g_assert_cmpint (json_object_get_int_member (json_array_get_object_element (mixed, 1), "records"),
                   ==, 1);
  g_assert_false (json_object_has_member (json_array_get_object_element (mixed, 2), "retry"));
  g_autoptr (JsonObject) refused = import_one (workspace, mail, "clients");
  g_assert_nonnull (bureau_json_get_string (refused, "error"));
  const char *const paths[] = { path, NULL };
  g_assert_null (wait_for_array (
      bureau_import_files (workspace->memory, &operator_cause, paths, "nowhere", NULL), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
}

static void
test_what_is_no_file (Workspace *workspace, gconstpointer data)
{
  g_autofree char *missing = g_build_filename (workspace->folder, "missing.eml", NULL);
  g_autofree char *empty = put (workspace, "empty.eml", "");
  g_autofree char *note = put (workspace, "note.txt", "Call Anna\nabout the kitchen\n");
  const char *const paths[] = { missing, workspace->folder, empty, note, NULL };
  g_autoptr (JsonArray) results = import (workspace, paths, NULL);
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
  g_autoptr (JsonArray) results = import (workspace, (const char *const *)files->pdata, NULL);
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
  g_autoptr (JsonArray) results = import (workspace, (const char *const *)files->pdata, NULL);
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
test_row (void)
{
  g_autoptr (JsonObject) collection = json_object_of (
      "{\"fields\":[{\"name\":\"fee\",\"type\":\"money\"},{\"name\":\"start\",\"type\":\"date\"},"
      "{\"name\":\"rooms\",\"type\":\"int\"},{\"name\":\"paid\",\"type\":\"bool\"},{\"name\":"
      "\"size\",\"type\":\"number\"}]}");
  g_autoptr (JsonObject) row = json_object_of ("{\"Fee\":\"4,200.00\",\"start:\":\"24.12.2026\","
                                               "\"Rooms\":\"many\",\"paid\":\"Ja\",\"size\":12.5,"
                                               "\"Empty\":\"\",\"1st note\":\"x\",\"list\":[1,2]}");
  g_autoptr (JsonObject) fields = bureau_record_fields_from_row (collection, row, "EUR");
  g_autofree char *shown = bureau_json_print_object (fields);
  g_assert_cmpstr (shown, ==,
                   "{\"start\":\"2026-12-24\",\"rooms_as_given\":\"many\","
                   "\"paid\":1,\"size\":12.5,\"field_1st_note\":\"x\",\"list\":\"[1,2]\","
                   "\"fee\":{\"minor\":420000,\"currency\":\"EUR\"}}");
}

/* How many decimals a sum has is a matter of its currency, wherever the row says that. */
static void
test_row_currency (void)
{
  static const struct
  {
    const char *row;
    const char *fields;
  } rows[] = {
    { "{'fee':'4200','currency':'JPY'}",
      "{'currency':'JPY','fee':{'minor':4200,'currency':'JPY'}}" },
    { "{'fee':'4200','currency':'jpy'}",
      "{'currency':'JPY','fee':{'minor':4200,'currency':'JPY'}}" },
    { "{'fee':'4200','currency':'¥'}", "{'currency':'JPY','fee':{'minor':4200,'currency':'JPY'}}" },
    { "{'fee':'4200','currency':'GBP'}",
      "{'currency':'GBP','fee':{'minor':420000,'currency':'GBP'}}" },
    { "{'fee':'4200','currency':'£'}",
      "{'currency':'GBP','fee':{'minor':420000,'currency':'GBP'}}" },
    { "{'fee':'4200','currency':'€'}",
      "{'currency':'EUR','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'4200','currency':' Euro '}",
      "{'currency':'EUR','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'4200','currency':'$'}",
      "{'currency':'USD','fee':{'minor':420000,'currency':'USD'}}" },
    { "{'fee':'4200','currency':'Fr.'}",
      "{'currency':'CHF','fee':{'minor':420000,'currency':'CHF'}}" },
    { "{'fee':'4200 CHF','currency':'CHF'}",
      "{'currency':'CHF','fee':{'minor':420000,'currency':'CHF'}}" },
    /* Which crown is not said; what is no currency at all is kept too. */
    { "{'fee':'4200','currency':'kr'}",
      "{'currency':'kr','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'4200','currency':'beads'}",
      "{'currency':'beads','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'$4200','currency':'CAD'}",
      "{'currency':'CAD','fee':{'minor':420000,'currency':'CAD'}}" },
    { "{'fee':'$4200','currency':'JPY'}", "{'currency':'JPY','fee_as_given':'$4200'}" },
    { "{'fee':'$4200'}", "{'fee':{'minor':420000,'currency':'USD'}}" },
  };
  g_autoptr (JsonObject) collection = json_object_of (
      "{\"fields\":[{\"name\":\"fee\",\"type\":\"money\",\"currency\":\"currency\"},"
      "{\"name\":\"currency\",\"type\":\"text\"}]}");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (rows[i].row), "'", '"');
      g_autofree char *wanted = g_strdelimit (g_strdup (rows[i].fields), "'", '"');
      g_autoptr (JsonObject) row = json_object_of (text);
      g_autoptr (JsonObject) fields = bureau_record_fields_from_row (collection, row, "EUR");
      g_autofree char *shown = bureau_json_print_object (fields);

      g_assert_cmpstr (shown, ==, wanted);
    }
}

/* A dollar is the business's own where it counts in one. */
static void
test_row_own_currency (void)
{
  g_autoptr (JsonObject) collection = json_object_of (
      "{\"fields\":[{\"name\":\"fee\",\"type\":\"money\"}]}");
  g_autoptr (JsonObject) row = json_object_of ("{\"fee\":\"42\",\"Fee Currency\":\"$\"}");
  g_autoptr (JsonObject) fields = bureau_record_fields_from_row (collection, row, "AUD");
  g_autofree char *shown = bureau_json_print_object (fields);

  g_assert_cmpstr (shown, ==,
                   "{\"fee_currency\":\"AUD\",\"fee\":{\"minor\":4200,\"currency\":\"AUD\"}}");
}

/* A request that was cut off is done again and doubles nothing; another request is another. */
static void
test_again (Workspace *workspace, gconstpointer data)
{
  static const char *const requests[] = { "request:7", "request:7", "request:8" };
  static const gint64 counts[] = { 2, 2, 4 };
  g_autofree char *path = put (workspace, "clients.csv", "name\nHall\nBerg\n");
  const char *const paths[] = { path, NULL };
  define_clients (workspace);
  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      const BureauCause cause = { "operator:test", requests[i] };
      g_autoptr (GError) error = NULL;
      g_autoptr (JsonArray) results = wait_for_array (
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
  return put (workspace, "many.mbox", mbox->str);
}

static void
test_progress (Workspace *workspace, gconstpointer data)
{
  g_autofree char *path = put_many (workspace);
  const char *const paths[] = { path, NULL };
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) results = wait_for_array (
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
  results = wait_for_array (future, NULL);
  gint64 n = await_number (workspace, "SELECT count(*) FROM bureau_message");
  g_assert_cmpint (n, >=, state.items);
  g_assert_cmpint (n, <, MANY);
  g_assert_cmpint (n, ==, json_array_get_length (results));
  again = import (workspace, paths, NULL);
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
  g_autofree char *one = put (workspace, "one.csv", "name\nA\nB\n");
  g_autofree char *other = put (workspace, "other.csv", "name\nC\n");
  const char *const paths[] = { one, other, one, NULL };
  g_autoptr (JsonArray) results = import (workspace, paths, "clients");
  g_assert_cmpuint (json_array_get_length (results), ==, 2);
  g_assert_cmpint (
      json_object_get_int_member (json_array_get_object_element (results, 0), "records"), ==, 4);
  g_assert_cmpint (
      json_object_get_int_member (json_array_get_object_element (results, 1), "records"), ==, 1);
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

  define_clients (workspace);
  for (guint i = 0; i < n_rows; i++)
    g_string_append_printf (text, "Client %u\n", i);
  path = put (workspace, "clients.csv", text->str);
  future = begin_clients (workspace, path, progress);
  while (state.items <= n_least)
    {
      g_main_context_iteration (NULL, TRUE);
      bureau_progress_get (progress, &state);
    }
  bureau_progress_cancel (progress);
  results = wait_for_array (future, NULL);
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
  add ("/import/mail", test_mail);
  add ("/import/reply-to", test_reply_to);
  add ("/import/own-address", test_own_address);
  add ("/import/mbox", test_mbox);
  add ("/import/form", test_form);
  add ("/import/table", test_table);
  add ("/import/records", test_records);
  add ("/import/again", test_again);
  add ("/import/no-file", test_what_is_no_file);
  add ("/import/progress", test_progress);
  add ("/import/cancelled", test_cancelled);
  add ("/import/records-counted", test_records_counted);
  add ("/import/records-cancelled", test_records_cancelled);
  add ("/import/records-taken-back", test_records_taken_back);
  add ("/import/many-taken-back", test_many_taken_back);
  add ("/import/all-taken-back", test_all_taken_back);
  add ("/import/corpus", test_corpus);
  add ("/import/json-corpus", test_json_corpus);
  g_test_add_func ("/import/row", test_row);
  g_test_add_func ("/import/row-currency", test_row_currency);
  g_test_add_func ("/import/row-own-currency", test_row_own_currency);
  return g_test_run ();
}
