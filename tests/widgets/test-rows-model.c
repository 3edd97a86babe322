/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a list of rows tells of its changes: whoever follows it holds what it holds, at each step.
 */
#include "base/json.h"
#include "widgets/rows-model.h"

#define SOURCE "{\"id\":\"all\",\"columns\":[{\"name\":\"name\",\"type\":\"text\"}]}"
#define N_ROUNDS 2000
#define N_MOST 12

typedef struct
{
  BureauRowsModel *model;
  BureauShownRows *rows;
  GPtrArray *followed; /* of char *: the names as the signals told them */
  guint n_added;
  guint n_removed;
} Fixture;

static const char *
name_at (Fixture *self, guint position)
{
  g_autoptr (BureauRowsItem) item = g_list_model_get_item (G_LIST_MODEL (self->model), position);
  guint row = bureau_rows_item_get_row (item);

  return json_node_get_string (bureau_shown_rows_get_value (self->rows, row, "name"));
}

/* Also between two signals nobody sees a row that is not there yet, or another in its place. */
static void
assert_followed (Fixture *self)
{
  g_assert_cmpuint (self->followed->len, ==, g_list_model_get_n_items (G_LIST_MODEL (self->model)));
  for (guint i = 0; i < self->followed->len; i++)
    g_assert_cmpstr (g_ptr_array_index (self->followed, i), ==, name_at (self, i));
}

static void
follow_cb (Fixture *self, guint position, guint n_removed, guint n_added)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->followed, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->followed, (int)(position + i),
                        g_strdup (name_at (self, position + i)));
  self->n_added += n_added;
  self->n_removed += n_removed;
  assert_followed (self);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) source = bureau_json_parse_object (SOURCE, -1, NULL);

  self->rows = bureau_shown_rows_new (source, &(BureauShownWish){ .source = "all" });
  self->model = bureau_rows_model_new (NULL);
  self->followed = g_ptr_array_new_with_free_func (g_free);
  g_signal_connect_swapped (self->model, "items-changed", G_CALLBACK (follow_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->model);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->followed, g_ptr_array_unref);
}

/* @names: a row for each letter */
static void
show (Fixture *self, const char *names)
{
  g_autoptr (JsonObject) answer = json_object_new ();
  JsonArray *rows = json_array_new ();

  for (; *names != '\0'; names++)
    {
      char name[] = { *names, '\0' };
      JsonArray *row = json_array_new ();

      json_array_add_string_element (row, name);
      json_array_add_array_element (rows, row);
    }
  json_object_set_array_member (answer, "rows", rows);
  bureau_shown_rows_take (self->rows, answer);
  self->n_added = self->n_removed = 0;
  bureau_rows_model_show (self->model, self->rows);
  assert_followed (self);
}

static void
assert_told (Fixture *self, guint n_removed, guint n_added)
{
  g_assert_cmpuint (self->n_removed, ==, n_removed);
  g_assert_cmpuint (self->n_added, ==, n_added);
}

/* Newest first and no more than so many: what comes pushes as many out at the end. */
static void
test_slides (Fixture *self, gconstpointer data)
{
  g_autoptr (BureauRowsItem) item = NULL;

  show (self, "cba");
  item = g_list_model_get_item (G_LIST_MODEL (self->model), 0);
  show (self, "dcb");
  assert_told (self, 1, 1);
  g_assert_cmpuint (bureau_rows_item_get_row (item), ==, 1);
  show (self, "gfedc");
  assert_told (self, 1, 3);
  g_assert_cmpuint (bureau_rows_item_get_row (item), ==, 4);
}

static void
test_middle (Fixture *self, gconstpointer data)
{
  show (self, "abcd");
  show (self, "axcd");
  assert_told (self, 1, 1);
  show (self, "axyzcd");
  assert_told (self, 0, 2);
  show (self, "ad");
  assert_told (self, 4, 0);
}

/* Any list after any other, with repeats. */
static void
test_anything (Fixture *self, gconstpointer data)
{
  for (guint round = 0; round < N_ROUNDS; round++)
    {
      char names[N_MOST + 1] = { 0 };
      int n = g_test_rand_int_range (0, N_MOST);

      for (int i = 0; i < n; i++)
        names[i] = (char)('a' + g_test_rand_int_range (0, 4));
      show (self, names);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/rows-model/slides", Fixture, NULL, set_up, test_slides, tear_down);
  g_test_add ("/rows-model/middle", Fixture, NULL, set_up, test_middle, tear_down);
  g_test_add ("/rows-model/anything", Fixture, NULL, set_up, test_anything, tear_down);

  return g_test_run ();
}
