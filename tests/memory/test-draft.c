/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/draft.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "draft-fixture.h"
#include "memory/connection.h"
#include "memory/message.h"
#include "memory/setting.h"

static const BureauCause terminal_cause = { "operator:terminal", "hand" };

static void
test_edit_keeps_agent_text (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self);

  draft_fixture_edit (self, draft, "{\"body\":\"Hello Marta.\"}");
  draft_fixture_assert (self, DRAFT_STATE, "edited");
  draft_fixture_assert (self, "SELECT agent_body FROM bureau_draft", "Dear Marta, thank you.");
  draft_fixture_assert (self, "SELECT body FROM bureau_draft", "Hello Marta.");
}

static void
test_approve (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self);
  g_autofree char *hash = draft_fixture_hash (self, draft);

  await_ok (bureau_draft_opened (self->memory, draft));
  draft_fixture_edit (self, draft, "{\"body\":\"Dear Marta, thank you very much.\"}");
  await_error (bureau_draft_approve (self->memory, &operator_cause, draft, hash),
               BUREAU_ERROR_CONFLICT);
  draft_fixture_assert (self, DRAFT_STATE, "edited");
  g_clear_pointer (&hash, g_free);
  hash = draft_fixture_hash (self, draft);
  g_assert_cmpint (await_id (bureau_draft_approve (self->memory, &operator_cause, draft, hash)), >,
                   0);
  draft_fixture_assert (self, DELIVERY_STATE, "holding");
  draft_fixture_assert (
      self, "SELECT outcome || (share_changed > 0) || (review_seconds >= 0) FROM bureau_outcome",
      "approved11");
  await_error (bureau_draft_approve (self->memory, &operator_cause, draft, hash),
               BUREAU_ERROR_REFUSED);
}

/* Only a person approves; the terminal only where the workspace allows it. */
static void
test_who_may_approve (Workspace *self, gconstpointer data)
{
  static const BureauCause others[] = {
    { "agent:writer", "run:1" },     { "client:claude", "mcp" },    { "system", "x" },
    { "operator:terminal", "hand" }, { "Operator:window", "hand" }, { "", "" },
  };
  gint64 draft = draft_fixture_add (self);
  g_autoptr (JsonNode) yes = json_node_init_boolean (json_node_alloc (), TRUE);

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    await_error (bureau_draft_approve (self->memory, &others[i], draft, NULL),
                 BUREAU_ERROR_REFUSED);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_delivery"), ==, 0);
  await_ok (bureau_setting_set (self->memory, &operator_cause, "terminal_approval", yes));
  await_ok (bureau_draft_approve (self->memory, &terminal_cause, draft, NULL));
}

static void
test_bad_recipients (Workspace *self, gconstpointer data)
{
  static const char *const bad[] = {
    "{\"to\":[]}",
    "{\"to\":[{\"name\":\"x\"}]}",
    "{\"to\":[{\"address\":\"nobody\"}]}",
    "{\"to\":[{\"address\":\"a@b\\r\\nBcc: c@d\"}]}",
    "{\"to\":[{\"address\":\"a@b,c@d\"}]}",
    "{\"to\":[\"a@b\"]}",
    "{\"to\":[{\"address\":\"a@b\"}],\"cc\":[{\"address\":\"nobody\"}]}",
    "{\"cc\":[{\"name\":\"x\"}]}",
    "{\"cc\":[\"a@b\"]}",
  };
  gint64 draft = draft_fixture_add (self);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      draft_fixture_edit (self, draft, bad[i]);
      await_error (bureau_draft_approve (self->memory, &operator_cause, draft, NULL),
                   BUREAU_ERROR_INVALID);
    }
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_approval"), ==, 0);
}

static gboolean
insert_blob (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_value_init (result, G_TYPE_STRING);
  g_value_take_string (result, bureau_blob_insert (transaction, data, error));
  return g_value_get_string (result) != NULL;
}

/* A letter whose attachment is not there would hold up all that wait behind it. */
static void
test_bad_attachments (Workspace *self, gconstpointer data)
{
  static const char *const bad[] = {
    "{\"attachments\":[{\"name\":\"a.pdf\",\"sha256\":\"0123\"}]}",
    "{\"attachments\":[{\"name\":\"a.pdf\"}]}",
    "{\"attachments\":[\"a.pdf\"]}",
  };
  g_autoptr (GBytes) bytes = g_bytes_new_static ("%PDF", 4);
  g_autofree char *sha256 = bureau_text_sha256 ("%PDF", 4);
  g_autofree char *good = g_strdup_printf (
      "{\"attachments\":[{\"name\":\"a.pdf\",\"sha256\":\"%s\"}]}", sha256);
  gint64 draft = draft_fixture_add (self);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      draft_fixture_edit (self, draft, bad[i]);
      await_error (bureau_draft_approve (self->memory, &operator_cause, draft, NULL),
                   BUREAU_ERROR_INVALID);
    }
  await_ok (bureau_memory_write (self->memory, &agent_cause, insert_blob, bytes, NULL));
  draft_fixture_edit (self, draft, good);
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
}

static void
test_reject (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self);

  await_ok (bureau_draft_reject (self->memory, &operator_cause, draft, "too formal"));
  draft_fixture_assert (self, DRAFT_STATE, "rejected");
  draft_fixture_assert (self, "SELECT agent || text || state FROM bureau_lesson",
                        "writertoo formalproposed");
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  draft_fixture_assert (self, DRAFT_STATE, "drafted");
}

static void
test_snooze (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self);

  await_error (bureau_draft_snooze (self->memory, &operator_cause, draft, "soon"),
               BUREAU_ERROR_INVALID);
  await_ok (bureau_draft_snooze (self->memory, &operator_cause, draft, "2026-12-01"));
  draft_fixture_assert (self, "SELECT state || snoozed_until FROM bureau_draft",
                        "snoozed2026-12-01T00:00:00.000Z");
}

static gboolean
insert_answer (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) message = json_object_of (
      "{\"channel\":\"file\",\"source\":\"a.eml\",\"identity\":\"a\",\"sender_address\":"
      "\"anna@example.org\",\"subject\":\"Hello\",\"text\":\"Hello there\"}");
  g_autoptr (JsonObject) draft = json_object_of (
      "{\"agent\":\"writer\",\"body\":\"Dear Anna.\",\"to\":[{\"address\":\"anna@example.org\"}]}");
  gint64 id = bureau_message_insert (transaction, message, NULL, NULL, 0, NULL, error);

  bureau_json_set_id (draft, "message", id);
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, bureau_draft_insert (transaction, draft, error));
  return id != 0 && bureau_message_set_label (transaction, id, "inquiry", "agent:intake", error);
}

/* What the message is, is corrected by a person; undoing gives everything back. */
static void
test_dismiss (Workspace *self, gconstpointer data)
{
  static const char label[] = "SELECT label || ' ' || label_by FROM bureau_message";
  gint64 draft = await_id (
      bureau_memory_write (self->memory, &agent_cause, insert_answer, NULL, NULL));

  await_error (bureau_draft_dismiss (self->memory, &agent_cause, draft, "other"),
               BUREAU_ERROR_REFUSED);
  await_error (bureau_draft_dismiss (self->memory, &operator_cause, draft, "No Label"),
               BUREAU_ERROR_INVALID);
  await_ok (bureau_draft_dismiss (self->memory, &operator_cause, draft, "other"));
  draft_fixture_assert (self, DRAFT_STATE, "rejected");
  draft_fixture_assert (self, label, "other operator");
  draft_fixture_assert (self, "SELECT kind FROM bureau_request", "teach");
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_lesson"), ==, 0);
  await_error (bureau_draft_dismiss (self->memory, &operator_cause, draft, "offer"),
               BUREAU_ERROR_REFUSED);

  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  draft_fixture_assert (self, DRAFT_STATE, "drafted");
  draft_fixture_assert (self, label, "inquiry agent:intake");
  draft_fixture_assert (self, "SELECT coalesce(meta ->> 'dismissed', 'gone') FROM bureau_draft",
                        "gone");
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_request"), ==, 2);
}

static void
test_dismiss_without_message (Workspace *self, gconstpointer data)
{
  await_error (
      bureau_draft_dismiss (self->memory, &operator_cause, draft_fixture_add (self), "other"),
      BUREAU_ERROR_REFUSED);
  draft_fixture_assert (self, DRAFT_STATE, "drafted");
}

/* No agent wrote it, so none can be asked. */
static void
test_again_without_agent (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self);

  await_error (bureau_draft_ask_again (self->memory, &operator_cause, draft, "  "),
               BUREAU_ERROR_INVALID);
  await_error (bureau_draft_ask_again (self->memory, &operator_cause, draft, "shorter"),
               BUREAU_ERROR_REFUSED);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_request"), ==, 0);
}

/* Every word, recipient and attachment counts in what an approval binds. */
static void
test_hash (Workspace *self, gconstpointer data)
{
  static const char *const changes[] = {
    "{\"body\":\"x\"}",
    "{\"subject\":\"x\"}",
    "{\"to\":[{\"address\":\"x@example.org\"}]}",
    "{\"cc\":[{\"address\":\"x@example.org\"}]}",
    "{\"attachments\":[{\"sha256\":\"x\"}]}",
  };
  gint64 draft = draft_fixture_add (self);
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (hashes, draft_fixture_hash (self, draft));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      draft_fixture_edit (self, draft, changes[i]);
      g_hash_table_add (hashes, draft_fixture_hash (self, draft));
    }
  g_assert_cmpuint (g_hash_table_size (hashes), ==, 1 + G_N_ELEMENTS (changes));
}

static void
connect_smtp (Workspace *self, const char *name, const char *from)
{
  g_autofree char *text = g_strdup_printf (
      "{\"name\":\"%s\",\"kind\":\"smtp\",\"config\":{\"host\":\"127.0.0.1\",\"port\":25,"
      "\"tls\":\"none\",\"from\":\"%s\"}}",
      name, from);
  g_autoptr (JsonObject) connection = json_object_of (text);

  await_id (bureau_connection_put (self->memory, &operator_cause, connection));
}

/* Whom it comes from is bound too: no account, another From, another account, each is another. What
 * was approved keeps to its own. */
static void
test_hash_of_account (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self);
  g_autofree char *none = draft_fixture_hash (self, draft), *first = NULL, *other = NULL,
                  *left = NULL;

  connect_smtp (self, "post", "Studio <studio@example.net>");
  first = draft_fixture_hash (self, draft);
  g_assert_cmpstr (first, !=, none);
  await_error (bureau_draft_approve (self->memory, &operator_cause, draft, none),
               BUREAU_ERROR_CONFLICT);
  connect_smtp (self, "post", "Boss <boss@example.net>");
  await_error (bureau_draft_approve (self->memory, &operator_cause, draft, first),
               BUREAU_ERROR_CONFLICT);
  other = draft_fixture_hash (self, draft);
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, other));
  connect_smtp (self, "office", "Office <office@example.net>");
  connect_smtp (self, "post", "Studio <studio@example.net>");
  left = draft_fixture_hash (self, draft);
  g_assert_cmpstr (left, ==, other);

  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  g_clear_pointer (&left, g_free);
  left = draft_fixture_hash (self, draft);
  g_assert_cmpstr (left, !=, other);
  g_assert_cmpstr (left, !=, first);
}

#define ADD(name, func)                                                                            \
  g_test_add ("/draft/" name, Workspace, NULL, workspace_set_up, func, workspace_tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("edit", test_edit_keeps_agent_text);
  ADD ("approve", test_approve);
  ADD ("who-may-approve", test_who_may_approve);
  ADD ("bad-recipients", test_bad_recipients);
  ADD ("bad-attachments", test_bad_attachments);
  ADD ("reject", test_reject);
  ADD ("snooze", test_snooze);
  ADD ("dismiss", test_dismiss);
  ADD ("dismiss-without-message", test_dismiss_without_message);
  ADD ("again-without-agent", test_again_without_agent);
  ADD ("hash", test_hash);
  ADD ("hash-of-account", test_hash_of_account);
  return g_test_run ();
}
