/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/contacts.h"

#include "base/json.h"
#include "memory/collection.h"
#include "memory/draft.h"
#include "memory/record.h"
#include "workspace-fixture.h"

static gboolean
fill (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) fields = json_object_of ("{\"name\":\"Nord\",\"email\":"
                                                  "\"Marta@studio-nord.example\"}");
  g_autoptr (JsonObject) read = json_object_of ("{\"name\":\"Read\",\"email\":"
                                                "\"read@from-a-text.example\"}");
  gint64 id = bureau_record_insert (transaction, "people", fields, error);
  gint64 other = id != 0 ? bureau_record_insert (transaction, "people", read, error) : 0;

  return other != 0
         && bureau_database_run (bureau_transaction_get_database (transaction), error,
                                 "INSERT INTO bureau_evidence (record, fields) VALUES (?,"
                                 " '{\"email\":\"read@from-a-text.example\"}')",
                                 "i", other);
}

static void
set_up (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) people = json_object_of (
      "{\"collection\":\"people\",\"title\":\"People\",\"fields\":[{\"name\":\"name\",\"type\":"
      "\"text\"},{\"name\":\"email\",\"type\":\"email\"}]}");

  workspace_set_up (self, data);
  await_ok (bureau_collection_define (self->memory, &operator_cause, people));
  await_ok (bureau_memory_write (self->memory, &operator_cause, fill, NULL, NULL));
}

static JsonObject *
judge (Workspace *self, const char *address)
{
  g_autoptr (JsonArray) addresses = json_array_new ();
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_READ,
                                                              NULL);
  g_autoptr (JsonObject) verdicts = NULL;

  json_array_add_string_element (addresses, address);
  verdicts = bureau_contacts_judge (database, addresses, NULL);
  g_assert_nonnull (verdicts);
  return json_object_ref (bureau_json_get_object (verdicts, address));
}

static void
assert_judged (Workspace *self, const char *address, gboolean is_known, const char *like)
{
  g_autoptr (JsonObject) verdict = judge (self, address);

  g_test_message ("%s", address);
  g_assert_cmpint (bureau_json_get_boolean (verdict, "known"), ==, is_known);
  g_assert_cmpstr (bureau_json_get_string (verdict, "like"), ==, like);
}

static void
test_entered (Workspace *self, gconstpointer data)
{
  assert_judged (self, "marta@studio-nord.example", TRUE, NULL);
  assert_judged (self, "MARTA@studio-nord.example", TRUE, NULL);
  assert_judged (self, "anna@studio-nord.example", FALSE, NULL);
  assert_judged (self, "marta@studio-n0rd.example", FALSE, "studio-nord.example");
  assert_judged (self, "somebody@else.example", FALSE, NULL);
  assert_judged (self, "no address", FALSE, NULL);
}

/* What an agent read in a text makes nobody known, or an attacker would only have to name himself.
 */
static void
test_read (Workspace *self, gconstpointer data)
{
  assert_judged (self, "read@from-a-text.example", FALSE, NULL);
}

static gboolean
deliver (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_delivery_recipient SET state = ?", "s", data);
}

static gboolean
insert_draft (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, bureau_draft_insert (transaction, data, error));
  return TRUE;
}

/* Only mail that arrived makes its recipient known. */
static void
test_written_to (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) fields = json_object_of (
      "{\"to\":[{\"name\":\"\",\"address\":\"Petra.Lang@example.org\"}],\"body\":\"x\"}");
  gint64 draft = await_id (
      bureau_memory_write (self->memory, &agent_cause, insert_draft, fields, NULL));

  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  assert_judged (self, "petra.lang@example.org", FALSE, NULL);
  await_ok (bureau_memory_write (self->memory, &agent_cause, deliver, (gpointer) "refused", NULL));
  assert_judged (self, "petra.lang@example.org", FALSE, NULL);
  await_ok (bureau_memory_write (self->memory, &agent_cause, deliver, (gpointer) "accepted", NULL));
  assert_judged (self, "petra.lang@example.org", TRUE, NULL);
  assert_judged (self, "petra.1ang@example.org", FALSE, "petra.lang@example.org");
}

#define ADD(name, func)                                                                            \
  g_test_add ("/contacts/" name, Workspace, NULL, set_up, func, workspace_tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("entered", test_entered);
  ADD ("read", test_read);
  ADD ("written-to", test_written_to);
  return g_test_run ();
}
