/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any number of rows of a view's own SQL: the first, the order of all, and those that are looked
 * at, while they change. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "memory/record.h"
#include "views/cell.h"
#include "views/shown-view.h"
#include "widgets/many-records.h"

#include <locale.h>

#define N 6000

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"many\",\"title\":\"Many\","
      "\"params\":[{\"id\":\"least\",\"type\":\"int\",\"default\":0}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, fee, currency FROM "
      "clients WHERE coalesce(fee, 0) >= :least\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\"},"
      "  {\"name\":\"fee\",\"type\":\"money\",\"currency_col\":\"currency\"},"
      "  {\"name\":\"currency\",\"type\":\"text\"}]},"
      "{\"id\":\"same\",\"rows\":\"many\",\"sql\":\"SELECT 1 AS id, name FROM clients\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"int\"},{\"name\":\"name\",\"type\":\"text\"}]},"
      "{\"id\":\"slow\",\"rows\":\"many\",\"sql\":\"SELECT c.id, c.name FROM clients c WHERE "
      "(SELECT count(*) FROM clients o WHERE o.fee % 7 <> c.fee) > 0\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]}],\"elements\":[{\"id\":\"t\",\"type\":\"table\"}]}";

typedef struct
{
  Workspace workspace;
  BureauShownView *view;
} Fixture;

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) view = json_object_of (document);

  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  bureau_memory_close (self->workspace.memory);
  bureau_memory_close (self->workspace.memory);
  many_records_fill (self->workspace.path, "clients", N);
  workspace_reopen (&self->workspace, BUREAU_MEMORY_ENGINE);
  self->view = bureau_shown_view_new (self->workspace.memory, view, NULL);
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

static BureauShownRows *
ask (Fixture *self, const char *source, const char *sort)
{
  const BureauShownWish wish = {
    .source = source,
    .sort = sort,
    .key = bureau_shown_view_get_key (self->view, source),
  };

  return bureau_shown_view_get_rows (self->view, &wish);
}

static void
wait_for_n (BureauShownRows *rows, guint n)
{
  while (bureau_shown_rows_get_n (rows) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_text (BureauShownRows *rows, guint row, const char *expected)
{
  while (TRUE)
    {
      g_autofree char *text = bureau_shown_rows_dup_text (rows, row, "name", NULL);

      if (g_strcmp0 (text, expected) == 0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

/* What is there for a moment only is told, and may be over before one looks. */
static void
note_first_cb (BureauShownRows *rows, gboolean are_new, guint *first)
{
  if (*first == 0)
    *first = bureau_shown_rows_get_n (rows);
}

static void
note_stale_cb (BureauShownRows *rows, gboolean are_new, gboolean *was_stale)
{
  *was_stale = *was_stale || bureau_shown_rows_get_state (rows) == BUREAU_SHOWN_STALE;
}

/* The first rows come before all are known; what is far below is read when it is looked at. */
static void
test_reads (Fixture *self, gconstpointer data)
{
  BureauShownRows *rows = ask (self, "all", "-name");
  guint first = 0;

  g_signal_connect (rows, "changed", G_CALLBACK (note_first_cb), &first);
  wait_for_n (rows, N);
  g_signal_handlers_disconnect_by_data (rows, &first);
  g_assert_cmpuint (first, ==, BUREAU_SHOWN_FIRST);
  g_assert_false (bureau_shown_rows_has_more (rows));
  wait_for_text (rows, 0, "Client 999");
  g_assert_null (bureau_shown_rows_get_value (rows, N - 1, "name"));
  wait_for_text (rows, N - 1, "Client 1");
  wait_for_text (rows, N / 2, "Client 3699");
}

static void
test_follows (Fixture *self, gconstpointer data)
{
  BureauShownRows *rows = ask (self, "all", NULL);
  g_autoptr (JsonObject) fields = json_object_new ();
  gint64 id;

  wait_for_n (rows, N);
  g_assert_false (bureau_shown_rows_is_read (rows, N - 1));
  wait_for_text (rows, N - 1, "Client 6000");
  g_assert_true (bureau_shown_rows_is_read (rows, N - 1));
  json_object_set_string_member (fields, "name", "New");
  json_object_set_int_member (fields, "fee", 5);
  id = await_id (bureau_record_add (self->workspace.memory, &operator_cause, "clients", fields));
  wait_for_n (rows, N + 1);
  g_assert_cmpint (bureau_shown_rows_get_id (rows, N), ==, id);
  wait_for_text (rows, N, "New");
  json_object_set_string_member (fields, "name", "Newer");
  await_ok (bureau_record_set (self->workspace.memory, &operator_cause, "clients", id, fields));
  wait_for_text (rows, N, "Newer");
}

/* A filter that leaves few rows leaves nothing to be read later. */
static void
test_filters (Fixture *self, gconstpointer data)
{
  BureauShownRows *rows = ask (self, "all", NULL);
  g_autoptr (JsonNode) least = bureau_json_node_for_int ((N - 3) * 100);

  wait_for_n (rows, N);
  bureau_shown_view_set_param (self->view, "least", least);
  wait_for_n (rows, 3);
  g_assert_null (bureau_shown_rows_get_window (rows));
  bureau_shown_view_reset_param (self->view, "least");
  wait_for_n (rows, N);
}

static void
test_adds_up (Fixture *self, gconstpointer data)
{
  static const char *const columns[] = { "fee", NULL };
  BureauShownRows *rows = ask (self, "all", NULL);
  g_autoptr (JsonObject) sum = json_object_of ("{\"col\":\"fee\",\"total\":\"sum\"}");
  g_autoptr (JsonObject) count = json_object_of ("{\"col\":\"fee\",\"total\":\"count\"}");
  g_autofree char *n = NULL;
  g_autofree char *text = NULL;

  wait_for_n (rows, N);
  bureau_shown_view_read_totals (self->view, rows, columns);
  while (bureau_shown_rows_get_totals (rows, "fee") == NULL)
    g_main_context_iteration (NULL, TRUE);
  text = bureau_cell_total (rows, sum);
  n = bureau_cell_total (rows, count);
  g_assert_cmpstr (text, ==, "17,997,000 EUR");
  g_assert_cmpstr (n, ==, "6,000");
}

/* What does not tell rows apart gives as many as can be read at once, and it is said. */
static void
test_falls_back (Fixture *self, gconstpointer data)
{
  BureauShownRows *rows = ask (self, "same", NULL);

  wait_for_n (rows, 5000);
  g_assert_null (bureau_shown_rows_get_window (rows));
  g_assert_true (bureau_shown_rows_has_more (rows));
}

/* Where neither the order nor many rows can be read in time, the first stay, and are good. */
static void
test_stays_with_first (Fixture *self, gconstpointer data)
{
  BureauShownRows *rows = ask (self, "slow", NULL);
  gboolean was_stale = FALSE;

  g_signal_connect (rows, "changed", G_CALLBACK (note_stale_cb), &was_stale);
  while (!was_stale || bureau_shown_rows_get_state (rows) != BUREAU_SHOWN_READY)
    g_main_context_iteration (NULL, TRUE);
  g_signal_handlers_disconnect_by_data (rows, &was_stale);
  g_assert_cmpuint (bureau_shown_rows_get_n (rows), ==, BUREAU_SHOWN_FIRST);
  g_assert_true (bureau_shown_rows_has_more (rows));
  g_assert_null (bureau_shown_rows_get_problem (rows));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/views/many-rows/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("read", test_reads);
  ADD ("follow", test_follows);
  ADD ("filter", test_filters);
  ADD ("total", test_adds_up);
  ADD ("fall-back", test_falls_back);
  ADD ("first", test_stays_with_first);
  return g_test_run ();
}
