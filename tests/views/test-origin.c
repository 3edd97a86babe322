/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What figures were made of. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "memory/record.h"
#include "views/origin.h"

static JsonArray *
make_columns (const char *names)
{
  g_auto (GStrv) parts = g_strsplit (names, ",", -1);
  JsonArray *columns = json_array_new ();

  for (guint i = 0; parts[i] != NULL; i++)
    {
      JsonObject *column = json_object_new ();

      json_object_set_string_member (column, "name", parts[i]);
      json_array_add_object_element (columns, column);
    }
  return columns;
}

static const struct
{
  const char *sql;
  const char *columns;
  const char *origin; /* NULL: nothing is added up, or it cannot be told */
  const char *keys;
} statements[] = {
  { "SELECT count(*) AS n FROM clients WHERE fee > 0 ORDER BY 1", "n",
    "SELECT \"clients\".id AS origin_id FROM clients WHERE fee > 0 ", "" },
  { "SELECT email, sum(fee) AS f FROM clients c GROUP BY email HAVING f > 1", "email,f",
    "SELECT \"c\".id AS origin_id, email FROM clients c ", "email" },
  { "SELECT strftime('%Y', at) AS year, max(a.b, (SELECT 1)) AS m FROM \"a b\" AS a JOIN c ON c.x ="
    " a.y GROUP BY 1",
    "year,m",
    "SELECT \"a\".id AS origin_id, strftime('%Y', at) AS year FROM \"a b\" AS a JOIN c ON c.x ="
    " a.y ",
    "year" },
  { "SELECT DISTINCT email FROM clients", "email",
    "SELECT \"clients\".id AS origin_id, email FROM clients", "email" },
  { "SELECT name, email FROM clients", "name,email", NULL, NULL },
  { "SELECT count(*) AS n FROM (SELECT * FROM clients)", "n", NULL, NULL },
  { "WITH c AS (SELECT 1) SELECT count(*) AS n FROM c", "n", NULL, NULL },
  /* What WITH names gives records one by one, with their ids, or it does not. */
  { "WITH c AS (SELECT id, fee FROM clients WHERE fee > 0) SELECT sum(fee) AS n FROM c", "n",
    "WITH c AS (SELECT id, fee FROM clients WHERE fee > 0) SELECT \"c\".id AS origin_id FROM c",
    "" },
  { "WITH c AS (SELECT max(id) AS id FROM clients) SELECT count(*) AS n FROM c", "n", NULL, NULL },
  { "WITH c AS (SELECT id FROM clients GROUP BY name) SELECT count(*) AS n FROM c", "n", NULL,
    NULL },
  { "WITH c AS (SELECT id FROM a UNION SELECT id FROM b) SELECT count(*) AS n FROM c", "n", NULL,
    NULL },
  { "WITH c AS (SELECT boss AS id FROM a) SELECT count(*) AS n FROM c", "n", NULL, NULL },
  { "WITH c AS (SELECT id FROM a), d AS (SELECT 1) SELECT count(*) AS n FROM c", "n", NULL, NULL },
  { "WITH c AS (SELECT id FROM a", "n", NULL, NULL },
  { "SELECT count(*) AS n FROM a UNION SELECT count(*) FROM b", "n", NULL, NULL },
  { "SELECT count(*) AS n, 'from' AS x FROM a", "n,x",
    "SELECT \"a\".id AS origin_id, 'from' AS x FROM a", "x" },
  { "SELECT *, count(*) AS n FROM a GROUP BY b", "b,c,n", NULL, NULL },
  { "SELECT count(*) AS n FROM json_each(:x)", "n", NULL, NULL },
  { "SELECT 1 AS n", "n", NULL, NULL },
  /* Columns that are called like what adds up. */
  { "SELECT name, total FROM invoices", "name,total", NULL, NULL },
  { "SELECT count AS n, min, invoices.max, upper (over), over FROM invoices", "n,min,max,over,over",
    NULL, NULL },
  { "SELECT total, count (*) AS n FROM invoices", "total,n",
    "SELECT \"invoices\".id AS origin_id, total FROM invoices", "total" },
  { "SELECT upper (name) over, row_number () OVER w AS n FROM a", "over,n",
    "SELECT \"a\".id AS origin_id, upper (name) over FROM a", "over" },
};

static void
test_parses (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (JsonArray) columns = make_columns (statements[i].columns);
      g_autoptr (BureauOrigin) origin = bureau_origin_parse (statements[i].sql, columns);
      g_autofree char *keys = origin != NULL ? g_strjoinv (",", origin->keys) : NULL;

      g_test_message ("%s", statements[i].sql);
      g_assert_cmpstr (origin != NULL ? origin->sql : NULL, ==, statements[i].origin);
      g_assert_cmpstr (keys, ==, statements[i].keys);
    }
}

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"params\":[{\"id\":\"least\",\"type\":\"int\",\"default\":10}],"
      "\"data\":[{\"id\":\"sums\",\"rows\":\"many\",\"sql\":\"SELECT CASE WHEN fee < 100 THEN"
      " 'small' END AS size, sum(fee) AS fees FROM clients WHERE fee >= :least GROUP BY 1 ORDER BY "
      "1\","
      " \"columns\":[{\"name\":\"size\",\"type\":\"text\"},{\"name\":\"fees\",\"type\":\"money\"}]"
      "},"
      "{\"id\":\"named\",\"rows\":\"one\",\"sql\":\"WITH dear AS (SELECT id, fee FROM clients WHERE"
      " fee > 25) SELECT sum(fee) AS fees FROM dear\","
      " \"columns\":[{\"name\":\"fees\",\"type\":\"money\"}]},"
      "{\"id\":\"plain\",\"rows\":\"many\",\"sql\":\"SELECT name FROM clients\","
      " \"columns\":[{\"name\":\"name\",\"type\":\"text\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]}],\"elements\":[{\"id\":\"t\",\"type\":\"table\"}]}";

static gint64
add_client (Workspace *workspace, gint64 fee)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "name", "somebody");
  json_object_set_int_member (fields, "fee", fee);
  return await_id (bureau_record_add (workspace->memory, &operator_cause, "clients", fields));
}

static JsonObject *
await_object (DexFuture *future)
{
  g_autoptr (DexFuture) kept = future;
  g_autoptr (GError) error = NULL;
  const GValue *value;

  while (dex_future_is_pending (kept))
    g_main_context_iteration (NULL, TRUE);
  value = dex_future_get_value (kept, &error);
  g_assert_no_error (error);
  return g_value_dup_boxed (value);
}

static JsonObject *
read_origin (Workspace *workspace, BureauShownView *view, BureauShownRows *rows, guint row)
{
  return await_object (bureau_origin_read (workspace->memory, bureau_shown_view_get_document (view),
                                           bureau_shown_view_get_values (view), rows, row));
}

static BureauShownRows *
wait_for_rows (BureauShownView *view, const char *source)
{
  BureauShownRows *rows = bureau_shown_view_get_rows (view, &(BureauShownWish){ .source = source });

  while (bureau_shown_rows_get_state (rows) != BUREAU_SHOWN_READY)
    g_main_context_iteration (NULL, TRUE);
  return rows;
}

static void
assert_ids (JsonObject *origin, gint64 first, gint64 second)
{
  g_autofree char *printed = bureau_json_print_object (origin);
  g_autofree char *one = g_strdup_printf ("%" G_GINT64_FORMAT, first);
  g_autofree char *other = g_strdup_printf ("%" G_GINT64_FORMAT, second);

  g_assert_nonnull (strstr (printed, one));
  g_assert_nonnull (strstr (printed, other));
}

/* Only the records of the row's own group, and only those that the parameters let in. */
static void
test_reads (Workspace *workspace, gconstpointer data)
{
  g_autoptr (JsonObject) view_document = json_object_of (document);
  gint64 anna = add_client (workspace, 100), bo = add_client (workspace, 20);
  gint64 cleo = add_client (workspace, 30);
  g_autoptr (BureauShownView) view = NULL;
  g_autoptr (JsonObject) large = NULL;
  g_autoptr (JsonObject) small = NULL;
  g_autoptr (JsonObject) named = NULL;
  g_autoptr (JsonObject) plain = NULL;
  BureauShownRows *rows;

  add_client (workspace, 1);
  view = bureau_shown_view_new (workspace->memory, view_document, NULL);
  rows = wait_for_rows (view, "sums");
  large = read_origin (workspace, view, rows, 0);
  g_assert_cmpint (bureau_json_get_int (large, "n", 0), ==, 1);
  assert_ids (large, anna, anna);
  small = read_origin (workspace, view, rows, 1);
  g_assert_cmpint (bureau_json_get_int (small, "n", 0), ==, 2);
  g_assert_cmpstr (bureau_json_get_string (small, "collection"), ==, "clients");
  assert_ids (small, bo, cleo);
  named = read_origin (workspace, view, wait_for_rows (view, "named"), 0);
  g_assert_cmpint (bureau_json_get_int (named, "n", 0), ==, 2);
  g_assert_cmpstr (bureau_json_get_string (named, "collection"), ==, "clients");
  assert_ids (named, anna, cleo);
  plain = read_origin (workspace, view, wait_for_rows (view, "plain"), 0);
  g_assert_null (plain);
}

static void
set_up (Workspace *workspace, gconstpointer data)
{
  workspace_set_up (workspace, NULL);
  define_clients (workspace);
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/origin/parse", test_parses);
  g_test_add ("/views/origin/read", Workspace, NULL, set_up, test_reads, workspace_tear_down);
  return g_test_run ();
}
