/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/record.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/journal.h"
#include "workspace-fixture.h"

static gint64
add (Workspace *self, const char *fields)
{
  g_autoptr (JsonObject) object = json_object_of (fields);

  return await_id (bureau_record_add (self->memory, &operator_cause, "clients", object));
}

static void
test_unknown_fields (Workspace *self, gconstpointer data)
{
  g_autofree char *mood = NULL;
  gint64 id;

  define_clients (self);
  id = add (self, "{\"name\":\"Alder & Sons\",\"mood\":\"hopeful\"}");
  g_assert_cmpint (id, >, 0);
  mood = await_text (self, "SELECT meta ->> 'mood' FROM clients");
  g_assert_cmpstr (mood, ==, "hopeful");
  g_assert_cmpint (
      await_number (self, "SELECT count(*) FROM bureau_search WHERE bureau_search MATCH 'hopeful'"),
      ==, 1);
}

static void
test_money (Workspace *self, gconstpointer data)
{
  g_autofree char *currency = NULL;

  define_clients (self);
  add (self, "{\"name\":\"A\",\"fee\":{\"minor\":420000,\"currency\":\"EUR\"}}");
  currency = await_text (self, "SELECT currency FROM clients");
  g_assert_cmpstr (currency, ==, "EUR");
  g_assert_cmpint (await_number (self, "SELECT fee FROM clients"), ==, 420000);
}

static void
test_unique (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) same = json_object_of ("{\"name\":\"B\",\"email\":\"a@example.org\"}");
  g_autoptr (GError) error = NULL;
  g_autoptr (DexFuture) second = NULL;

  define_clients (self);
  add (self, "{\"name\":\"A\",\"email\":\"a@example.org\"}");
  second = bureau_record_add (self->memory, &operator_cause, "clients", same);
  while (dex_future_is_pending (second))
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (dex_future_get_value (second, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
  g_assert_cmpstr (error->message, ==,
                   "Another record has the same “email”, and no two may. Change one of them.");
}

static void
test_update (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) change = json_object_of ("{\"name\":\"B\",\"mood\":null,\"extra\":[1]}");
  g_autofree char *text = NULL;
  gint64 id;

  define_clients (self);
  id = add (self, "{\"name\":\"A\",\"mood\":\"x\"}");
  await_ok (bureau_record_set (self->memory, &operator_cause, "clients", id, change));
  text = await_text (self, "SELECT name || meta FROM clients");
  g_assert_cmpstr (text, ==, "B{\"extra\":[1]}");
  await_error (bureau_record_set (self->memory, &operator_cause, "clients", 5, change),
               BUREAU_ERROR_NOT_FOUND);
}

/* Bad input gets an error and changes nothing. */
static void
test_refused (Workspace *self, gconstpointer data)
{
  static const char *const bad[] = { "{\"fee\":\"a lot\"}", "{\"fee\":1.5}",
                                     "{\"email\":\"a@example.org\"}" };
  gint64 entries;

  define_clients (self);
  add (self, "{\"email\":\"a@example.org\"}");
  entries = await_number (self, "SELECT count(*) FROM bureau_journal");
  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonObject) object = json_object_of (bad[i]);

      await_error (bureau_record_add (self->memory, &operator_cause, "clients", object),
                   BUREAU_ERROR_INVALID);
    }
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients"), ==, 1);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_journal"), ==, entries);
}

static void
test_no_collection (Workspace *self, gconstpointer data)
{
  static const char *const names[] = { "nothing", "bureau_setting", "sqlite_schema", "a\" (x) --",
                                       "" };
  g_autoptr (JsonObject) object = json_object_of ("{\"key\":1}");

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    await_error (bureau_record_add (self->memory, &operator_cause, names[i], object),
                 BUREAU_ERROR_NOT_FOUND);
}

static void
test_bad_collections (Workspace *self, gconstpointer data)
{
  static const char *const bad[] = {
    "{}",
    "{\"collection\":\"messages\"}",
    "{\"collection\":\"bureau_x\"}",
    "{\"collection\":\"Ä\"}",
    "{\"collection\":\"a b\"}",
    "{\"collection\":\"ok\",\"fields\":[{\"name\":\"id\",\"type\":\"text\"}]}",
    "{\"collection\":\"ok\",\"fields\":[{\"name\":\"a\",\"type\":\"BLOB\"}]}",
    "{\"collection\":\"ok\",\"fields\":[3]}",
    "{\"collection\":\"ok\",\"fields\":[{\"name\":\"a\",\"type\":\"text\"},{\"name\":\"a\","
    "\"type\":\"text\"}]}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (JsonObject) document = json_object_of (bad[i]);

      await_error (bureau_collection_define (self->memory, &operator_cause, document),
                   BUREAU_ERROR_INVALID);
    }
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_collection"), ==, 0);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_journal"), ==, 0);
}

/* What was taken away can be undone, and what is not there is refused. */
static void
test_remove (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) fields = json_object_of ("{\"name\":\"Anna\",\"extra\":1}");
  gint64 id;

  define_clients (self);
  id = await_id (bureau_record_add (self->memory, &operator_cause, "clients", fields));
  await_ok (bureau_record_remove (self->memory, &operator_cause, "clients", id));
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients"), ==, 0);
  await_error (bureau_record_remove (self->memory, &operator_cause, "clients", id),
               BUREAU_ERROR_NOT_FOUND);
  await_error (bureau_record_remove (self->memory, &operator_cause, "bureau_setting", id),
               BUREAU_ERROR_NOT_FOUND);
  await_ok (bureau_journal_undo (self->memory, &operator_cause, 0));
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients WHERE meta ->> 'extra' = 1"),
                   ==, 1);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/record/" name, Workspace, NULL, workspace_set_up, func, workspace_tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("unknown-fields", test_unknown_fields);
  ADD ("money", test_money);
  ADD ("unique", test_unique);
  ADD ("update", test_update);
  ADD ("remove", test_remove);
  ADD ("refused", test_refused);
  ADD ("no-collection", test_no_collection);
  ADD ("bad-collections", test_bad_collections);
  return g_test_run ();
}
