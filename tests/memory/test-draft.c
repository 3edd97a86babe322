/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/draft.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "base/time.h"
#include "memory/connection.h"
#include "memory/delivery.h"
#include "memory/id.h"
#include "memory/journal.h"
#include "memory/message.h"
#include "memory/setting.h"
#include "workspace-fixture.h"

static const BureauCause terminal_cause = { "operator:terminal", "hand" };

static gboolean
insert_draft (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, bureau_draft_insert (transaction, data, error));
  return g_value_get_int64 (result) != 0;
}

static gint64
new_draft (Workspace *self)
{
  g_autoptr (JsonObject) fields = json_object_of (
      "{\"agent\":\"writer\",\"to\":[{\"name\":\"Marta\",\"address\":\"marta@example.org\"}],"
      "\"subject\":\"Re: Website\",\"body\":\"Dear Marta, thank you.\"}");

  return await_id (bureau_memory_write (self->memory, &agent_cause, insert_draft, fields, NULL));
}

static void
edit (Workspace *self, gint64 draft, const char *changes)
{
  g_autoptr (JsonObject) object = json_object_of (changes);

  await_ok (bureau_draft_edit (self->memory, &operator_cause, draft, object));
}

static char *
hash_of (Workspace *self, gint64 draft)
{
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_READ,
                                                              NULL);
  g_autoptr (JsonObject) row = bureau_draft_load (database, draft, NULL);

  return g_strdup (bureau_json_get_string (row, "hash"));
}

static void
assert_state (Workspace *self, const char *sql, const char *expected)
{
  g_autofree char *state = await_text (self, sql);

  g_assert_cmpstr (state, ==, expected);
}

#define DRAFT_STATE "SELECT state FROM bureau_draft"
#define DELIVERY_STATE "SELECT state FROM bureau_delivery ORDER BY id DESC LIMIT 1"

static void
test_edit_keeps_agent_text (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self);

  edit (self, draft, "{\"body\":\"Hello Marta.\"}");
  assert_state (self, DRAFT_STATE, "edited");
  assert_state (self, "SELECT agent_body FROM bureau_draft", "Dear Marta, thank you.");
  assert_state (self, "SELECT body FROM bureau_draft", "Hello Marta.");
}

static void
test_approve (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self);
  g_autofree char *hash = hash_of (self, draft);

  await_ok (bureau_draft_opened (self->memory, draft));
  edit (self, draft, "{\"body\":\"Dear Marta, thank you very much.\"}");
  await_error (bureau_draft_approve (self->memory, &operator_cause, draft, hash),
               BUREAU_ERROR_CONFLICT);
  assert_state (self, DRAFT_STATE, "edited");
  g_clear_pointer (&hash, g_free);
  hash = hash_of (self, draft);
  g_assert_cmpint (await_id (bureau_draft_approve (self->memory, &operator_cause, draft, hash)), >,
                   0);
  assert_state (self, DELIVERY_STATE, "holding");
  assert_state (
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
  gint64 draft = new_draft (self);
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
  gint64 draft = new_draft (self);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      edit (self, draft, bad[i]);
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
  gint64 draft = new_draft (self);

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      edit (self, draft, bad[i]);
      await_error (bureau_draft_approve (self->memory, &operator_cause, draft, NULL),
                   BUREAU_ERROR_INVALID);
    }
  await_ok (bureau_memory_write (self->memory, &agent_cause, insert_blob, bytes, NULL));
  edit (self, draft, good);
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
}

static void
test_undo (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self);

  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  assert_state (self, DRAFT_STATE, "edited");
  assert_state (self, DELIVERY_STATE, "undone");
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  assert_state (self, DELIVERY_STATE, "holding");
  g_assert_cmpint (await_number (self, "SELECT count(DISTINCT message_id) FROM bureau_delivery"),
                   ==, 2);
}

/* The journal's undo takes an approval back by the same rule. */
static void
test_undo_by_entry (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self), entry;

  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  await_ok (bureau_journal_undo (self->memory, &operator_cause, entry));
  assert_state (self, DELIVERY_STATE, "undone");
  assert_state (self, DRAFT_STATE, "edited");
}

/* To undo the undo would leave an approval that sends nothing. */
static void
test_undo_twice_by_entry (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self), entry;

  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  await_error (bureau_journal_undo (self->memory, &operator_cause, entry), BUREAU_ERROR_REFUSED);
  assert_state (self, DRAFT_STATE, "edited");
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  assert_state (self, DELIVERY_STATE, "holding");
}

typedef struct
{
  gint64 delivery;
  const char *const *states;
} Walk;

static gboolean
walk (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Walk *self = data;

  for (guint i = 0; self->states[i] != NULL; i++)
    if (!bureau_delivery_move (transaction, self->delivery, self->states[i], NULL, error))
      return FALSE;
  return TRUE;
}

static void
test_left (Workspace *self, gconstpointer data)
{
  static const char *const way[] = { "queued", "sending", "sent", NULL };
  gint64 draft = new_draft (self);
  Walk there = { .states = way };
  gint64 entry;

  there.delivery = await_id (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  await_ok (bureau_memory_write (self->memory, &agent_cause, walk, &there, NULL));
  await_error (bureau_draft_undo (self->memory, &operator_cause, draft), BUREAU_ERROR_REFUSED);
  await_error (bureau_journal_undo (self->memory, &operator_cause, entry), BUREAU_ERROR_REFUSED);
  await_error (bureau_delivery_resolve (self->memory, &operator_cause, there.delivery, "again"),
               BUREAU_ERROR_REFUSED);
}

/* What failed comes back to be corrected; it leaves again only by a new approval. */
static void
test_failed (Workspace *self, gconstpointer data)
{
  static const char *const way[] = { "queued", "sending", "failed", NULL };
  gint64 draft = new_draft (self);
  Walk there = { .states = way };

  there.delivery = await_id (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  await_ok (bureau_memory_write (self->memory, &agent_cause, walk, &there, NULL));
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  assert_state (self, DELIVERY_STATE, "returned");
  assert_state (self, DRAFT_STATE, "edited");
  edit (self, draft, "{\"to\":[{\"address\":\"marta@example.com\"}]}");
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  assert_state (self, DELIVERY_STATE, "holding");
  await_error (bureau_delivery_resolve (self->memory, &operator_cause, there.delivery, "again"),
               BUREAU_ERROR_REFUSED);
}

/* While it is on its way, nobody may say that it is to be sent again: it would go twice. */
static void
test_resolve (Workspace *self, gconstpointer data)
{
  static const char *const states[] = { "holding", "queued",    "sending", "sent",
                                        "failed",  "uncertain", "undone",  "returned" };
  static const char *const words[] = { "sent", "again", "discard" };
  gint64 draft = new_draft (self);
  gint64 delivery = await_id (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  GString *resolved = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (states); i++)
    for (guint k = 0; k < G_N_ELEMENTS (words); k++)
      {
        g_autofree char *sql = g_strdup_printf ("UPDATE bureau_delivery SET state = '%s'",
                                                states[i]);
        g_autoptr (BureauDatabase) database = bureau_database_open (self->path,
                                                                    BUREAU_DATABASE_WRITE, NULL);

        g_assert_true (bureau_database_script (database, sql, NULL));
        if (await_verdict (
                bureau_delivery_resolve (self->memory, &operator_cause, delivery, words[k])))
          g_string_append_printf (resolved, "%s %s, ", states[i], words[k]);
      }
  g_assert_cmpstr (
      resolved->str, ==,
      "failed again, failed discard, uncertain sent, uncertain again, uncertain discard, ");
  g_string_free (resolved, TRUE);
}

/* Of all moves between states only those of the table are possible. */
static void
test_moves (Workspace *self, gconstpointer data)
{
  static const char *const states[] = { "holding", "queued",    "sending", "sent",
                                        "failed",  "uncertain", "undone",  "returned" };
  guint allowed = 0;
  gint64 draft = new_draft (self);
  gint64 delivery = await_id (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));

  for (guint from = 0; from < G_N_ELEMENTS (states); from++)
    for (guint to = 0; to < G_N_ELEMENTS (states); to++)
      {
        const char *const step[] = { states[to], NULL };
        Walk once = { delivery, step };
        g_autofree char *sql = g_strdup_printf ("UPDATE bureau_delivery SET state = '%s'",
                                                states[from]);
        g_autoptr (BureauDatabase) database = bureau_database_open (self->path,
                                                                    BUREAU_DATABASE_WRITE, NULL);
        g_autofree char *state = NULL;

        g_assert_true (bureau_database_script (database, sql, NULL));
        allowed += await_verdict (
            bureau_memory_write (self->memory, &agent_cause, walk, &once, NULL));
        state = await_text (self, DELIVERY_STATE);
        g_assert_true (g_str_equal (state, states[to]) || g_str_equal (state, states[from]));
      }
  g_assert_cmpuint (allowed, ==, 16);
}

static gboolean
recover (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_delivery_recover (transaction, error);
}

static void
test_recover (Workspace *self, gconstpointer data)
{
  static const char *const phases[] = { "connect", "envelope", "body", "end", "answered" };
  static const char *const expected[] = { "queued", "queued", "queued", "uncertain", "uncertain" };

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      gint64 draft = new_draft (self);
      gint64 delivery = await_id (
          bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
      g_autofree char *sql = g_strdup_printf (
          "UPDATE bureau_delivery SET state = 'sending' WHERE id = %" G_GINT64_FORMAT
          "; INSERT INTO bureau_attempt "
          "VALUES (%u, %" G_GINT64_FORMAT ", '', '%s', NULL, NULL)",
          delivery, i + 1, delivery, phases[i]);
      g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_WRITE,
                                                                  NULL);

      g_assert_true (bureau_database_script (database, sql, NULL));
      await_ok (bureau_memory_write (self->memory, &agent_cause, recover, NULL, NULL));
      assert_state (self, DELIVERY_STATE, expected[i]);
    }
}

/* Which attempt was the last is read from its id, also where the clock was set back meanwhile. */
static void
test_clock_set_back (Workspace *self, gconstpointer data)
{
  gint64 next_week = bureau_id_at (bureau_time_now () + 7 * 86400 * 1000LL);
  g_autofree char *sql = g_strdup_printf (
      "INSERT INTO bureau_journal_item SELECT max(entry), 'clients', %" G_GINT64_FORMAT
      ", 'insert' FROM bureau_journal",
      next_week);
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_WRITE,
                                                              NULL);

  g_assert_cmpint (new_draft (self), <, next_week);
  g_assert_true (bureau_database_script (database, sql, NULL));
  g_clear_pointer (&database, bureau_database_close);
  workspace_reopen (self, BUREAU_MEMORY_ENGINE);
  g_assert_cmpint (new_draft (self), >, next_week);
}

static void
test_reject (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self);

  await_ok (bureau_draft_reject (self->memory, &operator_cause, draft, "too formal"));
  assert_state (self, DRAFT_STATE, "rejected");
  assert_state (self, "SELECT agent || text || state FROM bureau_lesson",
                "writertoo formalproposed");
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  assert_state (self, DRAFT_STATE, "drafted");
}

static void
test_snooze (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self);

  await_error (bureau_draft_snooze (self->memory, &operator_cause, draft, "soon"),
               BUREAU_ERROR_INVALID);
  await_ok (bureau_draft_snooze (self->memory, &operator_cause, draft, "2026-12-01"));
  assert_state (self, "SELECT state || snoozed_until FROM bureau_draft",
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
  assert_state (self, DRAFT_STATE, "rejected");
  assert_state (self, label, "other operator");
  assert_state (self, "SELECT kind FROM bureau_request", "teach");
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_lesson"), ==, 0);
  await_error (bureau_draft_dismiss (self->memory, &operator_cause, draft, "offer"),
               BUREAU_ERROR_REFUSED);

  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  assert_state (self, DRAFT_STATE, "drafted");
  assert_state (self, label, "inquiry agent:intake");
  assert_state (self, "SELECT coalesce(meta ->> 'dismissed', 'gone') FROM bureau_draft", "gone");
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_request"), ==, 2);
}

static void
test_dismiss_without_message (Workspace *self, gconstpointer data)
{
  await_error (bureau_draft_dismiss (self->memory, &operator_cause, new_draft (self), "other"),
               BUREAU_ERROR_REFUSED);
  assert_state (self, DRAFT_STATE, "drafted");
}

/* No agent wrote it, so none can be asked. */
static void
test_again_without_agent (Workspace *self, gconstpointer data)
{
  gint64 draft = new_draft (self);

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
  gint64 draft = new_draft (self);
  g_autoptr (GHashTable) hashes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  g_hash_table_add (hashes, hash_of (self, draft));
  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      edit (self, draft, changes[i]);
      g_hash_table_add (hashes, hash_of (self, draft));
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
  gint64 draft = new_draft (self);
  g_autofree char *none = hash_of (self, draft), *first = NULL, *other = NULL, *left = NULL;

  connect_smtp (self, "post", "Studio <studio@example.net>");
  first = hash_of (self, draft);
  g_assert_cmpstr (first, !=, none);
  await_error (bureau_draft_approve (self->memory, &operator_cause, draft, none),
               BUREAU_ERROR_CONFLICT);
  connect_smtp (self, "post", "Boss <boss@example.net>");
  await_error (bureau_draft_approve (self->memory, &operator_cause, draft, first),
               BUREAU_ERROR_CONFLICT);
  other = hash_of (self, draft);
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, other));
  connect_smtp (self, "office", "Office <office@example.net>");
  connect_smtp (self, "post", "Studio <studio@example.net>");
  left = hash_of (self, draft);
  g_assert_cmpstr (left, ==, other);

  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  g_clear_pointer (&left, g_free);
  left = hash_of (self, draft);
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
  ADD ("undo", test_undo);
  ADD ("undo-by-entry", test_undo_by_entry);
  ADD ("undo-twice-by-entry", test_undo_twice_by_entry);
  ADD ("left", test_left);
  ADD ("failed", test_failed);
  ADD ("resolve", test_resolve);
  ADD ("moves", test_moves);
  ADD ("recover", test_recover);
  ADD ("clock-set-back", test_clock_set_back);
  ADD ("reject", test_reject);
  ADD ("snooze", test_snooze);
  ADD ("dismiss", test_dismiss);
  ADD ("dismiss-without-message", test_dismiss_without_message);
  ADD ("again-without-agent", test_again_without_agent);
  ADD ("hash", test_hash);
  ADD ("hash-of-account", test_hash_of_account);
  return g_test_run ();
}
