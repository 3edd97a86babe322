/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "base/json.h"
#include "desk/draft-item.h"
#include "desk/live-list.h"
#include "desk/run-item.h"
#include "memory/draft.h"

typedef struct
{
  char *folder;
  BureauMemory *memory;
  BureauLiveList *list;
  guint n_changes; /* how often the list said that items changed */
} Fixture;

static const BureauCause cause = { "operator:window", "hand" };

static gboolean
insert (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) fields = json_object_new ();
  gint64 id;

  json_object_set_string_member (fields, "subject", data);
  id = bureau_draft_insert (transaction, fields, error);
  g_value_init (result, G_TYPE_INT64);
  g_value_set_int64 (result, id);
  return id != 0;
}

static void
wait_for (DexFuture *future)
{
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (dex_future_is_resolved (future));
  dex_clear (&future);
}

static gint64
add_draft (Fixture *self, const char *subject)
{
  DexFuture *future = bureau_memory_write (self->memory, &cause, insert, (gpointer)subject, NULL);
  gint64 id;

  wait_for (dex_ref (future));
  id = dex_await_int64 (future, NULL);
  g_assert_cmpint (id, !=, 0);
  return id;
}

static void
wait_for_items (Fixture *self, guint n)
{
  while (g_list_model_get_n_items (G_LIST_MODEL (self->list)) != n)
    g_main_context_iteration (NULL, TRUE);
}

static void
count_cb (Fixture *self)
{
  self->n_changes++;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("bureau-live-list-XXXXXX", NULL);
  path = g_build_filename (self->folder, "test.bureau", NULL);
  self->memory = bureau_memory_open (path, BUREAU_MEMORY_CREATE | BUREAU_MEMORY_ENGINE, &error);
  g_assert_no_error (error);
  self->list = bureau_live_list_new (self->memory, &bureau_draft_source);
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (count_cb), self);
  while (!bureau_live_list_get_is_loaded (self->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
remove_file (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_autoptr (GDir) folder = NULL;
  const char *name;

  g_assert_finalize_object (self->list);
  bureau_memory_close (self->memory);
  g_clear_object (&self->memory);
  folder = g_dir_open (self->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    remove_file (self->folder, name);
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

static char *
dup_text (Fixture *self, guint position, const char *property)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (self->list), position);
  char *text = NULL;

  g_object_get (item, property, &text, NULL);
  return text;
}

static void
test_follows (Fixture *self, gconstpointer data)
{
  g_autoptr (GObject) first = NULL;
  g_autoptr (GObject) again = NULL;
  g_autofree char *subject = NULL;
  guint position = 99;
  gint64 second;

  add_draft (self, "One");
  wait_for_items (self, 1);
  first = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  second = add_draft (self, "Two & <b>two</b>");
  wait_for_items (self, 2);
  subject = dup_text (self, 1, "subject");
  g_assert_cmpstr (subject, ==, "Two & <b>two</b>");
  g_assert_true (bureau_live_list_find (self->list, second, &position));
  g_assert_cmpuint (position, ==, 1);
  again = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_assert_true (again == first);
}

static void
notify_cb (GObject *item, GParamSpec *pspec, guint *n)
{
  (*n)++;
}

/* A row that says something else is the same object, which notifies of what differs and no more. */
static void
test_updates_in_place (Fixture *self, gconstpointer data)
{
  gint64 id = add_draft (self, "One");
  g_autoptr (JsonObject) changes = json_object_new ();
  g_autoptr (GObject) item = NULL;
  guint n_subject = 0, n_effect = 0, n_changes;

  wait_for_items (self, 1);
  item = g_list_model_get_item (G_LIST_MODEL (self->list), 0);
  g_signal_connect (item, "notify::subject", G_CALLBACK (notify_cb), &n_subject);
  g_signal_connect (item, "notify::effect", G_CALLBACK (notify_cb), &n_effect);
  n_changes = self->n_changes;
  json_object_set_string_member (changes, "subject", "Other");
  wait_for (bureau_draft_edit (self->memory, &cause, id, changes));
  while (n_subject == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_subject, ==, 1);
  g_assert_cmpuint (n_effect, ==, 0);
  g_assert_cmpuint (self->n_changes, ==, n_changes);
}

static void
test_leaves (Fixture *self, gconstpointer data)
{
  gint64 id;

  add_draft (self, "One");
  id = add_draft (self, "Two");
  add_draft (self, "Three");
  wait_for_items (self, 3);
  wait_for (bureau_draft_reject (self->memory, &cause, id, NULL));
  wait_for_items (self, 2);
  g_assert_false (bureau_live_list_find (self->list, id, NULL));
}

static void
test_hides_at_once (Fixture *self, gconstpointer data)
{
  gint64 id = add_draft (self, "One");

  wait_for_items (self, 1);
  bureau_live_list_hide (self->list, id);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, 0);
  add_draft (self, "Two");
  wait_for_items (self, 1);
  g_assert_false (bureau_live_list_find (self->list, id, NULL));
  bureau_live_list_unhide (self->list, id);
  wait_for_items (self, 2);
  g_assert_true (bureau_live_list_find (self->list, id, NULL));
}

/* Decided, stored, and taken back: nothing keeps it hidden. */
static void
test_comes_back_after_undo (Fixture *self, gconstpointer data)
{
  gint64 id = add_draft (self, "One");

  wait_for_items (self, 1);
  bureau_live_list_hide (self->list, id);
  wait_for (bureau_draft_reject (self->memory, &cause, id, NULL));
  add_draft (self, "Two");
  wait_for_items (self, 1);
  wait_for (bureau_draft_undo (self->memory, &cause, id));
  wait_for_items (self, 2);
}

/* Many rows --------------------------------------------------------------------------------------
 */

#define N_RUNS 100000

/* An item that counts how often it is read. */
typedef struct
{
  BureauRowItem parent_instance;
} CountingItem;

typedef BureauRowItemClass CountingItemClass;

static GType counting_item_get_type (void);
G_DEFINE_TYPE (CountingItem, counting_item, BUREAU_TYPE_ROW_ITEM)

static guint n_fills;

static void
counting_item_fill (BureauRowItem *item, JsonObject *row)
{
  n_fills++;
}

static void
counting_item_class_init (CountingItemClass *klass)
{
  klass->fill = counting_item_fill;
}

static void
counting_item_init (CountingItem *self)
{
}

/* The runs as they are shown, in items that count. */
static const BureauListSource *
make_source (void)
{
  static BureauListSource source;

  source = bureau_run_source;
  source.get_item_type = counting_item_get_type;
  return &source;
}

static gboolean
fill_runs (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ?1)"
      " INSERT INTO bureau_run (id, created_at, updated_at, workflow, version, state, cause)"
      " SELECT i * 10, ?2, ?2, 'reading', 1, CASE WHEN i % 1000 = 0 THEN 'parked' ELSE 'done' END,"
      " '{}' FROM n",
      "is", (gint64)N_RUNS, bureau_transaction_get_time (transaction));
}

/* One row is put or changed, and the journal says so, as the engine does it. */
static gboolean
put_run (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  gint64 id = *(gint64 *)data;

  bureau_transaction_add_fact (transaction, "bureau_run", id, "parked");
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "INSERT INTO bureau_run (id, created_at, updated_at, workflow, version, state, cause)"
      " VALUES (?1, ?2, ?2, 'reading', 1, 'parked', '{}')"
      " ON CONFLICT (id) DO UPDATE SET state = 'parked', updated_at = excluded.updated_at",
      "is", id, bureau_transaction_get_time (transaction));
}

static DexFuture *
put (Fixture *self, gint64 id)
{
  return bureau_memory_write (self->memory, &cause, put_run, g_memdup2 (&id, sizeof id), g_free);
}

static void
wait_until_loaded (Fixture *self)
{
  while (!bureau_live_list_get_is_loaded (self->list))
    g_main_context_iteration (NULL, TRUE);
}

static void
set_up_runs (Fixture *self, gconstpointer data)
{
  set_up (self, data);
  g_assert_finalize_object (self->list);
  wait_for (bureau_memory_write (self->memory, &cause, fill_runs, NULL, NULL));
  n_fills = 0;
  self->list = bureau_live_list_new (self->memory, make_source ());
  g_signal_connect_swapped (self->list, "items-changed", G_CALLBACK (count_cb), self);
  wait_until_loaded (self);
}

/* What is not looked at is not read; what comes into sight is. */
static void
test_reads_pages (Fixture *self, gconstpointer data)
{
  g_autoptr (BureauRowItem) last = NULL;

  g_assert_cmpuint (n_fills, ==, BUREAU_LIST_PAGE_ROWS);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==,
                    BUREAU_LIST_PAGE_ROWS);
  g_assert_cmpuint (bureau_live_list_get_count (self->list), ==, N_RUNS / 1000);
  last = g_list_model_get_item (G_LIST_MODEL (self->list), BUREAU_LIST_PAGE_ROWS - 1);
  g_assert_cmpint (bureau_row_item_get_id (last), ==, (N_RUNS - BUREAU_LIST_PAGE_ROWS + 1) * 10);
  wait_for_items (self, 2 * BUREAU_LIST_PAGE_ROWS);
  g_assert_cmpuint (n_fills, ==, 2 * BUREAU_LIST_PAGE_ROWS);
}

/* A commit reads the rows that it touched, wherever they stand. */
static void
test_reads_what_was_touched (Fixture *self, gconstpointer data)
{
  guint n = bureau_live_list_get_count (self->list);
  guint position = 99;

  n_fills = 0;
  self->n_changes = 0;
  wait_for (put (self, (N_RUNS - 50) * 10 + 5)); /* in sight */
  wait_for (put (self, (N_RUNS - 60) * 10));     /* was there */
  wait_for (put (self, 15));                     /* far below */
  while (bureau_live_list_get_count (self->list) != n + 3)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (bureau_live_list_find (self->list, (N_RUNS - 50) * 10 + 5, &position));
  g_assert_cmpuint (position, ==, 50);
  g_assert_false (bureau_live_list_find (self->list, 15, NULL));
  g_assert_cmpuint (n_fills, ==, 2);
  g_assert_cmpuint (self->n_changes, ==, 1);
}

/* Whatever comes in, the list is read a few times a second, and cut where it grew. */
static void
test_many_writers (Fixture *self, gconstpointer data)
{
  gint64 id = (N_RUNS + 1) * 10;
  gint64 longest = 0, began = g_get_monotonic_time ();
  DexFuture *last = NULL;

  self->n_changes = 0;
  for (guint i = 0; i < 4000; i++)
    {
      dex_clear (&last);
      last = put (self, id++);
      if (i % 64 == 0)
        g_main_context_iteration (NULL, FALSE);
    }
  while (!bureau_live_list_find (self->list, id - 1, NULL))
    {
      gint64 start;

      g_main_context_iteration (NULL, TRUE);
      start = g_get_monotonic_time ();
      while (g_main_context_pending (NULL))
        g_main_context_iteration (NULL, FALSE);
      longest = MAX (longest, g_get_monotonic_time () - start);
    }
  wait_for (last);
  g_test_message ("%u changes, longest slice %" G_GINT64_FORMAT " µs", self->n_changes, longest);
  g_assert_cmpuint (self->n_changes, <=,
                    4 * (guint)((g_get_monotonic_time () - began) / (G_USEC_PER_SEC / 5)) + 8);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), <=, 5000);
}

static void
test_narrows (Fixture *self, gconstpointer data)
{
  bureau_live_list_set_where (self->list, bureau_run_find_filter ("failed"));
  wait_until_loaded (self);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (self->list)), ==, N_RUNS / 1000);
  wait_for (put (self, 15));
  wait_for_items (self, N_RUNS / 1000 + 1);
}

/* Nobody looks: it counts, and catches up when somebody does. */
static void
test_sleeps (Fixture *self, gconstpointer data)
{
  guint n = bureau_live_list_get_count (self->list);

  n_fills = 0;
  bureau_live_list_set_is_asleep (self->list, TRUE);
  wait_for (put (self, (N_RUNS + 1) * 10));
  while (bureau_live_list_get_count (self->list) != n + 1)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_fills, ==, 0);
  bureau_live_list_set_is_asleep (self->list, FALSE);
  while (!bureau_live_list_find (self->list, (N_RUNS + 1) * 10, NULL))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (n_fills, ==, 1);
}

#define ADD(name, func) g_test_add (name, Fixture, NULL, set_up, func, tear_down)
#define ADD_RUNS(name, func) g_test_add (name, Fixture, NULL, set_up_runs, func, tear_down)

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  ADD ("/desk/live-list/follows", test_follows);
  ADD ("/desk/live-list/updates-in-place", test_updates_in_place);
  ADD ("/desk/live-list/leaves", test_leaves);
  ADD ("/desk/live-list/hides-at-once", test_hides_at_once);
  ADD ("/desk/live-list/comes-back-after-undo", test_comes_back_after_undo);
  ADD_RUNS ("/desk/live-list/reads-pages", test_reads_pages);
  ADD_RUNS ("/desk/live-list/reads-what-was-touched", test_reads_what_was_touched);
  ADD_RUNS ("/desk/live-list/many-writers", test_many_writers);
  ADD_RUNS ("/desk/live-list/narrows", test_narrows);
  ADD_RUNS ("/desk/live-list/sleeps", test_sleeps);
  return g_test_run ();
}
