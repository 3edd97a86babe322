/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view on rows that change while it is looked at. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "memory/record.h"
#include "memory/setting.h"
#include "views/gone.h"
#include "views/shown-view.h"

#include <locale.h>

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"params\":[{\"id\":\"least\",\"type\":\"int\",\"default\":0},"
      "  {\"id\":\"who\",\"type\":\"record\",\"entity\":\"clients\"},"
      "  {\"id\":\"word\",\"type\":\"text\"}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, fee FROM clients"
      " WHERE coalesce(fee, 0) >= :least AND (:who IS NULL OR id = :who)\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\",\"label\":\"Client\"},"
      "  {\"name\":\"fee\",\"type\":\"money\"}]},"
      "{\"id\":\"moved\",\"rows\":\"many\",\"sql\":\"SELECT * FROM clients ORDER BY name\","
      " \"columns\":[{\"name\":\"fee\",\"type\":\"money\"},"
      "  {\"name\":\"phone\",\"type\":\"text\"},{\"name\":\"name\",\"type\":\"text\"}]},"
      "{\"id\":\"notes\",\"rows\":\"one\",\"sql\":\"SELECT count(*) AS n FROM messages\","
      " \"columns\":[{\"name\":\"n\",\"type\":\"int\"}]},"
      "{\"id\":\"one\",\"rows\":\"one\",\"needs\":[\"who\"],"
      " \"sql\":\"SELECT name FROM clients WHERE id = :who\","
      " \"columns\":[{\"name\":\"name\",\"type\":\"text\"}]},"
      "{\"id\":\"bad\",\"rows\":\"one\",\"sql\":\"SELECT sum(fee * :word) AS n FROM nowhere\","
      " \"columns\":[{\"name\":\"n\",\"type\":\"int\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]}],\"elements\":[{\"id\":\"t\",\"type\":\"table\"}]}";

typedef struct
{
  Workspace workspace;
  BureauShownView *view;
  BureauShownRows *all;
  BureauShownRows *notes;
  guint n_all;
  guint n_notes;
} Fixture;

static void
count_cb (guint *n, gboolean are_new)
{
  *n += are_new;
}

static gint64
add_client (Fixture *self, const char *name, gint64 fee)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "name", name);
  json_object_set_int_member (fields, "fee", fee);
  return await_id (bureau_record_add (self->workspace.memory, &operator_cause, "clients", fields));
}

static BureauShownRows *
ask (Fixture *self, const BureauShownWish wish)
{
  BureauShownRows *rows = bureau_shown_view_get_rows (self->view, &wish);

  g_assert_true (rows == bureau_shown_view_get_rows (self->view, &wish));
  return rows;
}

static void
wait_for_state (BureauShownRows *rows, BureauShownState state)
{
  while (bureau_shown_rows_get_state (rows) != state)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_n (BureauShownRows *rows, guint n)
{
  while (bureau_shown_rows_get_n (rows) != n
         || bureau_shown_rows_get_state (rows) != BUREAU_SHOWN_READY)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_text (BureauShownRows *rows, guint row, const char *column, const char *expected)
{
  g_autofree char *text = bureau_shown_rows_dup_text (rows, row, column, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) view = json_object_of (document);

  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  add_client (self, "Anna", 100);
  add_client (self, "Bo", 200000);
  self->view = bureau_shown_view_new (self->workspace.memory, view, NULL);
  self->all = ask (self, (BureauShownWish){ .source = "all", .sort = "-name" });
  self->notes = ask (self, (BureauShownWish){ .source = "notes" });
  g_signal_connect_swapped (self->all, "changed", G_CALLBACK (count_cb), &self->n_all);
  g_signal_connect_swapped (self->notes, "changed", G_CALLBACK (count_cb), &self->n_notes);
  wait_for_n (self->all, 2);
  wait_for_n (self->notes, 1);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer view = self->view;

  g_object_add_weak_pointer (view, &view);
  g_clear_object (&self->view);
  while (view != NULL)
    g_main_context_iteration (NULL, TRUE);
  workspace_tear_down (&self->workspace, NULL);
}

static void
test_shows_rows (Fixture *self, gconstpointer data)
{
  gboolean is_there;

  assert_text (self->all, 0, "name", "Bo");
  assert_text (self->all, 0, "fee", "2,000 EUR");
  assert_text (self->all, 1, "name", "Anna");
  assert_text (self->all, 2, "name", "");
  assert_text (self->all, 0, "nothing", "");
  g_assert_cmpfloat (bureau_shown_rows_get_number (self->all, 1, "fee", &is_there), ==, 100);
  g_assert_true (is_there);
  bureau_shown_rows_get_number (self->all, 1, "name", &is_there);
  g_assert_false (is_there);
  g_assert_cmpstr (bureau_shown_rows_get_label (self->all, "name"), ==, "Client");
  g_assert_cmpstr (bureau_shown_rows_get_type_of (self->all, "fee"), ==, "money");
  g_assert_false (bureau_shown_rows_has_more (self->all));
  g_assert_null (bureau_shown_view_get_rows (self->view, &(BureauShownWish){ .source = "none" }));
}

/* The others are not read again: what they rest on was not touched. */
static void
test_follows_what_it_rests_on (Fixture *self, gconstpointer data)
{
  gint64 id = add_client (self, "Cleo", 5);

  wait_for_n (self->all, 3);
  g_assert_cmpuint (self->n_all, ==, 2);
  g_assert_cmpuint (self->n_notes, ==, 1);
  await_ok (bureau_record_remove (self->workspace.memory, &operator_cause, "clients", id));
  wait_for_n (self->all, 2);
  g_assert_cmpuint (self->n_notes, ==, 1);
}

/* How many rows stay in sight while they are read again, which may be over at once. */
static void
note_stale_cb (BureauShownRows *rows, gboolean are_new, guint *n_stale)
{
  if (bureau_shown_rows_get_state (rows) == BUREAU_SHOWN_STALE && *n_stale == 0)
    *n_stale = bureau_shown_rows_get_n (rows);
}

static void
test_follows_its_parameters (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) least = bureau_json_node_for_int (1000);
  guint n_stale = 0;

  g_signal_connect (self->all, "changed", G_CALLBACK (note_stale_cb), &n_stale);
  bureau_shown_view_set_param (self->view, "least", least);
  g_assert_cmpuint (n_stale, ==, 2);
  g_assert_cmpint (bureau_shown_rows_get_state (self->notes), ==, BUREAU_SHOWN_READY);
  g_assert_false (bureau_shown_view_is_start (self->view, "least"));
  wait_for_n (self->all, 1);
  assert_text (self->all, 0, "name", "Bo");
  bureau_shown_view_reset_param (self->view, "least");
  g_assert_true (bureau_shown_view_is_start (self->view, "least"));
  wait_for_n (self->all, 2);
  g_signal_handlers_disconnect_by_data (self->all, &n_stale);
  g_assert_cmpuint (self->n_notes, ==, 1);
}

/* Who selects a client goes on seeing the others. */
static void
test_keeps_what_a_selection_is_made_in (Fixture *self, gconstpointer data)
{
  BureauShownRows *selecting = ask (self, (BureauShownWish){ .source = "all", .unbound = "who" });
  BureauShownRows *one = ask (self, (BureauShownWish){ .source = "one" });
  g_autoptr (JsonNode) who = NULL;

  wait_for_n (selecting, 2);
  wait_for_state (one, BUREAU_SHOWN_WAITING);
  who = json_node_copy (bureau_shown_rows_get_value (self->all, 1, "id"));
  bureau_shown_view_set_param (self->view, "who", who);
  wait_for_n (self->all, 1);
  wait_for_n (one, 1);
  assert_text (one, 0, "name", "Anna");
  g_assert_cmpint (bureau_shown_rows_get_state (selecting), ==, BUREAU_SHOWN_READY);
  g_assert_cmpuint (bureau_shown_rows_get_n (selecting), ==, 2);
  bureau_shown_view_reset_param (self->view, "who");
  wait_for_state (one, BUREAU_SHOWN_WAITING);
}

/* One source that fails does not keep the others from being shown. */
static void
test_says_what_fails (Fixture *self, gconstpointer data)
{
  BureauShownRows *bad = ask (self, (BureauShownWish){ .source = "bad" });

  wait_for_state (bad, BUREAU_SHOWN_ERROR);
  g_assert_nonnull (strstr (bureau_shown_rows_get_problem (bad), "nowhere"));
  g_assert_cmpint (bureau_shown_rows_get_state (self->all), ==, BUREAU_SHOWN_READY);
}

static void
test_keeps_the_last_good_rows (Fixture *self, gconstpointer data)
{
  await_ok (bureau_memory_define (self->workspace.memory, &operator_cause,
                                  "ALTER TABLE clients RENAME TO customers", NULL, NULL, NULL));
  while (bureau_shown_rows_get_problem (self->all) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpint (bureau_shown_rows_get_state (self->all), ==, BUREAU_SHOWN_STALE);
  assert_text (self->all, 0, "name", "Bo");
}

static void
test_sleeps (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) least = bureau_json_node_for_int (1000);

  bureau_shown_view_set_is_asleep (self->view, TRUE);
  add_client (self, "Cleo", 500000);
  bureau_shown_view_set_param (self->view, "least", least);
  g_assert_cmpint (bureau_shown_rows_get_state (self->all), ==, BUREAU_SHOWN_READY);
  bureau_shown_view_set_is_asleep (self->view, FALSE);
  wait_for_n (self->all, 2);
  assert_text (self->all, 0, "name", "Cleo");
  assert_text (self->all, 1, "name", "Bo");
}

/* The firm's currency stands beside every amount that names none. */
static void
test_follows_settings (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonNode) value = json_node_init_string (json_node_alloc (), "CHF");

  await_ok (bureau_setting_set (self->workspace.memory, &operator_cause, "currency", value));
  while (self->n_all < 2)
    g_main_context_iteration (NULL, TRUE);
  assert_text (self->all, 0, "fee", "2,000 CHF");
}

static void
assert_gone (Fixture *self, BureauShownRows *rows, const char *element, const char *names,
             gboolean are_whole)
{
  g_autoptr (JsonObject) shape = json_object_of (element);
  gboolean is_whole;
  g_auto (GStrv) gone = bureau_view_list_gone (bureau_shown_view_get_document (self->view), shape,
                                               bureau_shown_rows_get_gone (rows), &is_whole);
  g_autofree char *joined = g_strjoinv (",", gone);

  g_assert_cmpstr (joined, ==, names);
  g_assert_cmpint (is_whole, ==, are_whole);
}

/* Values stand under their own names, also where the table's columns moved; what is gone is said.
 */
static void
test_says_what_is_gone (Fixture *self, gconstpointer data)
{
  BureauShownRows *moved = ask (self, (BureauShownWish){ .source = "moved" });

  wait_for_n (moved, 2);
  assert_text (moved, 0, "name", "Anna");
  assert_text (moved, 1, "fee", "2,000 EUR");
  assert_text (moved, 0, "phone", "");
  assert_gone (self, self->all,
               "{\"id\":\"t\",\"type\":\"list\",\"data\":\"all\",\"primary\":\"name\"}", "", FALSE);
  assert_gone (self, moved,
               "{\"id\":\"t\",\"type\":\"list\",\"data\":\"moved\",\"primary\":\"phone\"}", "phone",
               TRUE);
  assert_gone (
      self, moved,
      "{\"id\":\"t\",\"type\":\"table\",\"data\":\"moved\",\"columns\":[{\"col\":\"name\"},"
      "{\"col\":\"phone\"},{\"col\":\"fax\"}]}",
      "phone,fax", FALSE);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/views/shown/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("rows", test_shows_rows);
  ADD ("live", test_follows_what_it_rests_on);
  ADD ("parameters", test_follows_its_parameters);
  ADD ("selection", test_keeps_what_a_selection_is_made_in);
  ADD ("failure", test_says_what_fails);
  ADD ("last-good", test_keeps_the_last_good_rows);
  ADD ("sleep", test_sleeps);
  ADD ("settings", test_follows_settings);
  ADD ("gone", test_says_what_is_gone);
  return g_test_run ();
}
