/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "memory/collection.h"
#include "memory/journal.h"
#include "memory/record.h"
#include "memory/workspace-fixture.h"
#include "widgets/many-records.h"
#include "widgets/table-model.h"

#define MANY 10000
#define VERY_MANY 1000000

enum
{
  NAME,
  EMAIL,
  FEE,
};

typedef struct
{
  Workspace workspace;
  BureauTableModel *model;
  guint n_changes;
} Fixture;

static GListModel *
list (Fixture *self)
{
  return G_LIST_MODEL (self->model);
}

static guint
count (Fixture *self)
{
  return g_list_model_get_n_items (list (self));
}

static gboolean
is_complete (Fixture *self)
{
  gboolean is_complete;

  g_object_get (self->model, "is-complete", &is_complete, NULL);
  return is_complete;
}

static void
wait_for_count (Fixture *self, guint n)
{
  while (count (self) != n || !is_complete (self))
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (Fixture *self)
{
  self->n_changes++;
}

static void
open_model (Fixture *self)
{
  g_autoptr (JsonObject) document = json_object_of (
      "{\"collection\":\"clients\",\"fields\":[{\"name\":\"name\",\"type\":\"company\"},"
      "{\"name\":\"email\",\"type\":\"email\"},{\"name\":\"fee\",\"type\":\"money\"}]}");

  self->model = bureau_table_model_new (self->workspace.memory, document);
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (count_cb), self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  guint n = GPOINTER_TO_UINT (data);

  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  if (n > 0)
    {
      bureau_memory_close (self->workspace.memory);
      many_records_fill (self->workspace.path, "clients", n);
      workspace_reopen (&self->workspace, BUREAU_MEMORY_ENGINE);
    }
  open_model (self);
  wait_for_count (self, n);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->model);
  workspace_tear_down (&self->workspace, NULL);
}

static gint64
add_client (Fixture *self, const char *name, gint64 fee)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "name", name);
  if (fee != 0)
    json_object_set_int_member (fields, "fee", fee);
  return await_id (bureau_record_add (self->workspace.memory, &operator_cause, "clients", fields));
}

static BureauTableRow *
get_row (Fixture *self, guint position)
{
  return g_list_model_get_item (list (self), position);
}

static void
wait_for_text (BureauTableRow *row, guint column, const char *text)
{
  while (g_strcmp0 (bureau_table_row_get_text (row, column), text) != 0)
    g_main_context_iteration (NULL, TRUE);
}

static void
assert_name (Fixture *self, guint position, const char *name)
{
  g_autoptr (BureauTableRow) row = get_row (self, position);

  wait_for_text (row, NAME, name);
}

/* Row 0 shows the newest, the record with the highest number. */
static void
test_reads_what_is_looked_at (Fixture *self, gconstpointer data)
{
  static const guint positions[] = { 0, 59, 60, 5000, 1, MANY - 1, 7777 };

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      g_autofree char *name = g_strdup_printf ("Client %u", MANY - positions[i]);
      g_autoptr (BureauTableRow) row = get_row (self, positions[i]);
      g_autoptr (BureauTableRow) again = get_row (self, positions[i]);

      g_assert_true (row == again);
      wait_for_text (row, NAME, name);
      g_assert_cmpint (bureau_table_row_get_id (row), ==, (gint64)(MANY - positions[i]) << 22);
    }
  assert_name (self, MANY - 1, "Client 1");
  g_assert_null (g_list_model_get_item (list (self), MANY));
}

static void
test_formats_by_type (Fixture *self, gconstpointer data)
{
  g_autoptr (BureauTableRow) row = get_row (self, 0);

  wait_for_text (row, FEE, "0 EUR");
  g_assert_cmpstr (bureau_table_row_get_text (row, EMAIL), ==, "client-10000@example.org");
  g_assert_cmpstr (bureau_table_row_get_text (row, 99), ==, "");
}

static void
test_follows (Fixture *self, gconstpointer data)
{
  g_autoptr (BureauTableRow) first = get_row (self, 0);
  guint n_changes = self->n_changes;
  gint64 id;

  bureau_table_model_select (self->model, bureau_table_row_get_id (first));
  id = add_client (self, "Newest", 0);
  wait_for_count (self, MANY + 1);
  g_assert_cmpuint (self->n_changes, ==, n_changes + 1);
  assert_name (self, 0, "Newest");
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->model), 1));
  await_ok (bureau_record_remove (self->workspace.memory, &operator_cause, "clients", id));
  wait_for_count (self, MANY);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (self->model), 0));
}

/* What was taken away from the middle comes back to the middle, with nothing else told. */
static void
test_follows_undo (Fixture *self, gconstpointer data)
{
  gint64 id = (gint64)5000 << 22;
  guint position = 0;

  bureau_table_model_select (self->model, id);
  await_ok (bureau_record_remove (self->workspace.memory, &operator_cause, "clients", id));
  wait_for_count (self, MANY - 1);
  g_assert_false (bureau_table_model_find (self->model, id, NULL));
  g_assert_cmpint (bureau_table_model_get_selected (self->model), ==, (gint64)4999 << 22);
  await_ok (bureau_journal_undo (self->workspace.memory, &operator_cause, 0));
  wait_for_count (self, MANY);
  g_assert_true (bureau_table_model_find (self->model, id, &position));
  g_assert_cmpuint (position, ==, MANY - 5000);
  assert_name (self, position, "Client 5000");
}

static void
test_updates_in_place (Fixture *self, gconstpointer data)
{
  g_autoptr (BureauTableRow) row = get_row (self, 3);
  g_autoptr (JsonObject) fields = json_object_of ("{\"name\":\"Other\"}");
  guint n_changes = self->n_changes;

  wait_for_text (row, NAME, "Client 9997");
  await_ok (bureau_record_set (self->workspace.memory, &operator_cause, "clients",
                               bureau_table_row_get_id (row), fields));
  wait_for_text (row, NAME, "Other");
  g_assert_cmpuint (self->n_changes, ==, n_changes);
}

static void
sort (Fixture *self, const char *column, gboolean is_descending)
{
  bureau_table_model_sort (self->model, column, is_descending);
  while (!is_complete (self))
    g_main_context_iteration (NULL, TRUE);
}

static void
test_sorts (Fixture *self, gconstpointer data)
{
  gint64 id = (gint64)5000 << 22;
  guint position;

  bureau_table_model_select (self->model, id);
  sort (self, "fee", FALSE);
  assert_name (self, 0, "Client 10000");
  assert_name (self, MANY - 1, "Client 1");
  g_assert_true (bureau_table_model_find (self->model, id, &position));
  g_assert_cmpuint (position, ==, MANY - 5000);
  sort (self, "fee", TRUE);
  assert_name (self, 0, "Client 1");
  sort (self, "name", FALSE);
  assert_name (self, 1, "Client 10");
  sort (self, NULL, TRUE);
  assert_name (self, 0, "Client 10000");
  g_assert_cmpint (bureau_table_model_get_selected (self->model), ==, id);
}

/* Capitals stand among the others, and what has no value last; a new record goes to its place. */
static void
test_sorts_as_people_do (Fixture *self, gconstpointer data)
{
  add_client (self, "beta", 3);
  add_client (self, "Alpha", 0);
  add_client (self, "Gamma", 2);
  wait_for_count (self, 3);
  sort (self, "name", FALSE);
  assert_name (self, 0, "Alpha");
  assert_name (self, 1, "beta");
  sort (self, "fee", FALSE);
  assert_name (self, 0, "Gamma");
  assert_name (self, 2, "Alpha");
  add_client (self, "Delta", 1);
  wait_for_count (self, 4);
  assert_name (self, 0, "Delta");
}

/* An import of more than is followed one by one. */
static void
test_follows_an_import (Fixture *self, gconstpointer data)
{
  guint n_changes = self->n_changes;

  for (guint i = 0; i < 3000; i++)
    {
      g_autofree char *name = g_strdup_printf ("Imported %u", i);
      g_autoptr (JsonObject) fields = json_object_new ();

      json_object_set_string_member (fields, "name", name);
      dex_future_disown (
          bureau_record_add (self->workspace.memory, &operator_cause, "clients", fields));
    }
  wait_for_count (self, MANY + 3000);
  assert_name (self, 0, "Imported 2999");
  g_test_message ("%u changes were told", self->n_changes - n_changes);
  g_assert_cmpuint (self->n_changes - n_changes, <, 100);
}

static void
test_tells_a_problem (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) document = json_object_of ("{\"collection\":\"nowhere\",\"fields\":[]}");
  g_autoptr (BureauTableModel) model = bureau_table_model_new (self->workspace.memory, document);
  g_autofree char *problem = NULL;

  while (problem == NULL)
    {
      g_main_context_iteration (NULL, TRUE);
      g_object_get (model, "problem", &problem, NULL);
    }
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (model)), ==, 0);
}

/* A model that goes while a question is under way. */
static void
test_goes_at_any_time (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      g_clear_object (&self->model);
      open_model (self);
      for (guint n = 0; n < i; n++)
        g_main_context_iteration (NULL, FALSE);
    }
  wait_for_count (self, MANY);
}

static void
test_million (Fixture *self, gconstpointer data)
{
  static const guint positions[] = { 0, 999999, 500000, 123456, 700001 };
  gint64 started = g_get_monotonic_time ();
  guint position;

  for (guint i = 0; i < G_N_ELEMENTS (positions); i++)
    {
      g_autofree char *name = g_strdup_printf ("Client %u", VERY_MANY - positions[i]);

      assert_name (self, positions[i], name);
    }
  g_test_message ("five jumps in a million: %.1f ms",
                  (double)(g_get_monotonic_time () - started) / 1000);
  g_assert_true (bureau_table_model_find (self->model, (gint64)250000 << 22, &position));
  g_assert_cmpuint (position, ==, VERY_MANY - 250000);
  started = g_get_monotonic_time ();
  sort (self, "email", FALSE);
  g_test_message ("sorted by an index: %.1f ms",
                  (double)(g_get_monotonic_time () - started) / 1000);
  assert_name (self, 0, "Client 1000000");
  assert_name (self, 1, "Client 100000");
}

#define ADD(name, n, func) g_test_add (name, Fixture, GUINT_TO_POINTER (n), set_up, func, tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("/widgets/table-model/reads-what-is-looked-at", MANY, test_reads_what_is_looked_at);
  ADD ("/widgets/table-model/formats-by-type", MANY, test_formats_by_type);
  ADD ("/widgets/table-model/follows", MANY, test_follows);
  ADD ("/widgets/table-model/follows-undo", MANY, test_follows_undo);
  ADD ("/widgets/table-model/updates-in-place", MANY, test_updates_in_place);
  ADD ("/widgets/table-model/sorts", MANY, test_sorts);
  ADD ("/widgets/table-model/sorts-as-people-do", 0, test_sorts_as_people_do);
  ADD ("/widgets/table-model/follows-an-import", MANY, test_follows_an_import);
  ADD ("/widgets/table-model/tells-a-problem", 0, test_tells_a_problem);
  ADD ("/widgets/table-model/goes-at-any-time", MANY, test_goes_at_any_time);
  ADD ("/widgets/table-model/million", VERY_MANY, test_million);
  return g_test_run ();
}
