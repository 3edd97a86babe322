/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Many more rows than a chart can show: what is read of them, and that nothing that sticks out is
 * lost. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "views/query.h"

#define ROWS 20000

static const char *const view
    = "{\"data\":[{\"id\":\"d\",\"rows\":\"many\",\"sql\":\"SELECT ten.value * 1000 + "
      "thousand.value AS at, CASE WHEN ten.value = 7 AND thousand.value = 321 THEN 1e6 WHEN "
      "ten.value = 11 AND thousand.value = 5 THEN -1e6 ELSE (thousand.value * 37) % 100 END AS v "
      "FROM json_each(:tens) AS ten, json_each(:thousands) AS thousand\",\"columns\":[{\"name\":"
      "\"at\",\"type\":\"int\"},{\"name\":\"v\",\"type\":\"number\"}]}],\"params\":[{\"id\":"
      "\"tens\",\"type\":\"text\"},{\"id\":\"thousands\",\"type\":\"text\"}]}";

static char *
list_to (guint n)
{
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; i < n; i++)
    json_array_add_int_element (list, i);
  return bureau_json_print_array (list);
}

static gboolean
read_cb (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  BureauViewQuery *query = data;
  g_autoptr (JsonObject) document = json_object_of (view);
  JsonObject *answer = bureau_view_query (guard, document, query, error);

  if (answer == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, answer);
  return TRUE;
}

static JsonObject *
read_points (Workspace *self, const char *x, const char *y)
{
  g_autoptr (JsonObject) values = json_object_new ();
  g_autofree char *tens = list_to (ROWS / 1000);
  g_autofree char *thousands = list_to (1000);
  BureauViewQuery query = { .source = "d", .values = values, .x = x, .y = y };
  g_autoptr (DexFuture) future = NULL;
  g_autoptr (GError) error = NULL;

  json_object_set_string_member (values, "tens", tens);
  json_object_set_string_member (values, "thousands", thousands);
  future = bureau_memory_guard (self->memory, read_cb, &query, NULL);
  while (dex_future_is_pending (future))
    g_main_context_iteration (NULL, TRUE);
  const GValue *value = dex_future_get_value (future, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (value);
}

static void
test_reduced (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = read_points (self, "at", "v");
  JsonArray *rows = bureau_json_get_array (answer, "rows");
  gboolean has_peak = FALSE, has_pit = FALSE;

  g_assert_true (bureau_json_get_boolean (answer, "reduced"));
  g_assert_false (bureau_json_get_boolean (answer, "truncated"));
  g_assert_cmpuint (json_array_get_length (rows), <=, 2002);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonArray *row = json_array_get_array_element (rows, i);
      gint64 at = json_array_get_int_element (row, 0);
      double v = json_array_get_double_element (row, 1);

      g_assert_true (v == 1e6 || v == -1e6 || v == (double)((at % 1000 * 37) % 100));
      has_peak |= at == 7321 && v == 1e6;
      has_pit |= at == 11005 && v == -1e6;
    }
  g_assert_true (has_peak && has_pit);
}

static void
test_whole (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonObject) answer = read_points (self, NULL, NULL);

  g_assert_true (bureau_json_get_boolean (answer, "truncated"));
  g_assert_false (bureau_json_get_boolean (answer, "reduced"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add ("/views/reduce/reduced", Workspace, NULL, workspace_set_up, test_reduced,
              workspace_tear_down);
  g_test_add ("/views/reduce/whole", Workspace, NULL, workspace_set_up, test_whole,
              workspace_tear_down);
  return g_test_run ();
}
