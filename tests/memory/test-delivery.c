/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/draft.h"

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "draft-fixture.h"
#include "memory/delivery.h"
#include "memory/id.h"
#include "memory/journal.h"
#include "memory/record-thread.h"

static void
test_undo (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self);

  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  draft_fixture_assert (self, DRAFT_STATE, "edited");
  draft_fixture_assert (self, DELIVERY_STATE, "undone");
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  draft_fixture_assert (self, DELIVERY_STATE, "holding");
  g_assert_cmpint (await_number (self, "SELECT count(DISTINCT message_id) FROM bureau_delivery"),
                   ==, 2);
}

/* The journal's undo takes an approval back by the same rule. */
static void
test_undo_by_entry (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self), entry;

  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  await_ok (bureau_journal_undo (self->memory, &operator_cause, entry));
  draft_fixture_assert (self, DELIVERY_STATE, "undone");
  draft_fixture_assert (self, DRAFT_STATE, "edited");
}

/* To undo the undo would leave an approval that sends nothing. */
static void
test_undo_twice_by_entry (Workspace *self, gconstpointer data)
{
  gint64 draft = draft_fixture_add (self), entry;

  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  entry = await_number (self, "SELECT max(entry) FROM bureau_journal");
  await_error (bureau_journal_undo (self->memory, &operator_cause, entry), BUREAU_ERROR_REFUSED);
  draft_fixture_assert (self, DRAFT_STATE, "edited");
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  draft_fixture_assert (self, DELIVERY_STATE, "holding");
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
  gint64 draft = draft_fixture_add (self);
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
  gint64 draft = draft_fixture_add (self);
  Walk there = { .states = way };

  there.delivery = await_id (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  await_ok (bureau_memory_write (self->memory, &agent_cause, walk, &there, NULL));
  await_ok (bureau_draft_undo (self->memory, &operator_cause, draft));
  draft_fixture_assert (self, DELIVERY_STATE, "returned");
  draft_fixture_assert (self, DRAFT_STATE, "edited");
  draft_fixture_edit (self, draft, "{\"to\":[{\"address\":\"marta@example.com\"}]}");
  await_ok (bureau_draft_approve (self->memory, &operator_cause, draft, NULL));
  draft_fixture_assert (self, DELIVERY_STATE, "holding");
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
  gint64 draft = draft_fixture_add (self);
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
  gint64 draft = draft_fixture_add (self);
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
      gint64 draft = draft_fixture_add (self);
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
      draft_fixture_assert (self, DELIVERY_STATE, expected[i]);
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

  g_assert_cmpint (draft_fixture_add (self), <, next_week);
  g_assert_true (bureau_database_script (database, sql, NULL));
  g_clear_pointer (&database, bureau_database_close);
  workspace_reopen (self, BUREAU_MEMORY_ENGINE);
  g_assert_cmpint (draft_fixture_add (self), >, next_week);
}

typedef struct
{
  gint64 draft;
  const char *said; /* by both, of the one delivery */
} Told;

static gboolean
check_told (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  const Told *told = data;
  const BureauTimelinePlace newest = { NULL, 0 };
  g_autoptr (JsonArray) list = bureau_delivery_list_of_draft (database, told->draft, error);
  g_autoptr (JsonArray) events = bureau_record_timeline (database, "drafts", told->draft, &newest,
                                                         10, error);
  JsonObject *event = NULL;

  for (guint i = 0; i < json_array_get_length (events); i++)
    if (g_str_equal (bureau_json_get_string (json_array_get_object_element (events, i), "kind"),
                     "delivery"))
      event = json_array_get_object_element (events, i);
  g_assert_cmpuint (json_array_get_length (list), ==, 1);
  g_assert_cmpstr (bureau_json_get_string (json_array_get_object_element (list, 0), "state"), ==,
                   told->said);
  g_assert_cmpstr (bureau_json_get_string (event, "state"), ==, told->said);
  return TRUE;
}

/* What a sample brought along as sent is not told as if it had left. */
static void
test_told (Workspace *self, gconstpointer data)
{
  static const char *const way[] = { "queued", "sending", "sent", NULL };
  const BureauCause sample_cause = { .actor = "operator:window", .reason = "import:sample" };
  const struct
  {
    const BureauCause *cause;
    const char *said;
  } ways[] = { { &sample_cause, "sample" }, { &operator_cause, "sent" } };

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      Told told = { draft_fixture_add (self), ways[i].said };
      Walk there = { .states = way };

      there.delivery = await_id (
          bureau_draft_approve (self->memory, ways[i].cause, told.draft, NULL));
      await_ok (bureau_memory_write (self->memory, ways[i].cause, walk, &there, NULL));
      await_ok (bureau_memory_read (self->memory, check_told, &told, NULL));
    }
}

#define ADD(name, func)                                                                            \
  g_test_add ("/delivery/" name, Workspace, NULL, workspace_set_up, func, workspace_tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("undo", test_undo);
  ADD ("undo-by-entry", test_undo_by_entry);
  ADD ("undo-twice-by-entry", test_undo_twice_by_entry);
  ADD ("left", test_left);
  ADD ("failed", test_failed);
  ADD ("resolve", test_resolve);
  ADD ("moves", test_moves);
  ADD ("recover", test_recover);
  ADD ("told", test_told);
  ADD ("clock-set-back", test_clock_set_back);
  return g_test_run ();
}
