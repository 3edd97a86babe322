/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What figures were made of. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "memory/collection.h"
#include "memory/record.h"
#include "views/origin.h"

/* Clients by their names, with a fee and where they are; jobs, by theirs, each of a client. */
static const struct
{
  const char *name;
  const char *email;
  gint64 fee;
} clients[] = { { "Anna", "a@x.test", 100 }, { "Bo", "b@x.test", 20 }, { "Cleo", "c@x.test", 30 } };

static const struct
{
  const char *title;
  guint client;
  gint64 price;
} jobs[] = { { "Logo", 0, 5 }, { "Site", 0, 7 }, { "Poster", 1, 9 } };

/* As a view gives them: what cannot be told apart by one name alone. */
#define OPEN_JOBS                                                                                  \
  " (SELECT j.client AS client_id, c.name AS client, j.price AS price, c.email AS currency FROM"   \
  " jobs j JOIN clients c ON c.id = j.client)"

/* What a row of a statement is made of, in letters' order; NULL: it cannot be told; “+” behind it:
 * there is more that cannot be. */
static const struct
{
  const char *sql;
  const char *columns;
  guint row;
  const char *records;
} questions[] = {
  /* One statement. */
  { "SELECT count(*) AS n FROM clients WHERE fee > :least -- the dear ones", "n", 0,
    "Anna Bo Cleo" },
  { "SELECT CASE WHEN fee < 100 THEN 'small' END AS size, sum(fee) AS f FROM clients GROUP BY 1"
    " ORDER BY 1",
    "size,f", 1, "Bo Cleo" },
  { "SELECT DISTINCT fee > 25 AS dear FROM clients ORDER BY 1", "dear", 1, "Anna Cleo" },
  { "SELECT name, sum(fee) AS f FROM clients GROUP BY email ORDER BY 1", "name,f", 2, "Cleo" },
  { "SELECT name, email FROM clients ORDER BY fee", "name,email", 2, "Anna" },
  { "SELECT * FROM jobs ORDER BY price", "id,title,client,price", 1, "Site" },
  { "SELECT title, round(price / 3.0, 9) AS third FROM jobs ORDER BY 1", "title,third", 2, "Site" },
  { "SELECT name, max(fee, 25) AS f FROM clients ORDER BY 1", "name,f", 1, "Bo" },
  { "SELECT title, row_number() OVER (ORDER BY price) AS n FROM jobs ORDER BY n", "title,n", 2,
    "Poster" },
  { "SELECT id FROM clients ORDER BY fee", "id", 0, "Bo" },
  { "SELECT count(*) AS n, 'from' AS x FROM clients HAVING n > :least", "n,x", 0, "Anna Bo Cleo" },
  { "SELECT name FROM CLIENTS ORDER BY 1", "name", 1, "Bo" },
  { "SELECT title FROM JOBS ORDER BY 1", "title", 1, "Poster" },
  { "SELECT name, count(*) AS n FROM clients", "name,n", 0, "Anna Bo Cleo" },
  /* What the groups are told by. */
  { "SELECT client_id, client, sum(price) AS p, min(currency) AS currency FROM" OPEN_JOBS
    " GROUP BY client_id, client, currency ORDER BY client",
    "client_id,client,p,currency", 0, "Anna Logo Site" },
  { "SELECT client_id, client, sum(price) AS p, min(currency) AS currency FROM" OPEN_JOBS
    " GROUP BY client_id, client, currency ORDER BY client",
    "client_id,client,p,currency", 1, "Bo Poster" },
  { "SELECT p FROM (SELECT sum(price) AS p, min(client) AS client FROM jobs GROUP BY client)"
    " ORDER BY p",
    "p", 1, "Logo Site" },
  { "SELECT p FROM (SELECT sum(price) AS p, min(title) AS client FROM jobs GROUP BY client) ORDER "
    "BY"
    " p",
    "p", 1, "Logo Site" },
  { "SELECT c.name, sum(price) AS p FROM jobs j JOIN clients c ON c.id = j.client GROUP BY c.id,"
    " j.price > 5 ORDER BY p",
    "name,p", 0, "Anna Logo Site +" },
  { "SELECT sum(price) AS p FROM jobs GROUP BY client ORDER BY 1", "p", 0, NULL },
  { "SELECT min(title) AS t, 'x' AS x, sum(price) AS p FROM jobs GROUP BY client ORDER BY 1",
    "t,x,p", 0, NULL },
  { "SELECT price > 6 AS dear, count(*) AS n FROM jobs GROUP BY price ORDER BY price", "dear,n", 2,
    "Poster Site +" },
  { "SELECT price > 6 AS dear, price, count(*) AS n FROM jobs GROUP BY price ORDER BY price",
    "dear,price,n", 2, "Poster" },
  { "SELECT substr(title, 1, 1) AS title, count(*) AS n FROM jobs GROUP BY title ORDER BY 1",
    "title,n", 0, "Logo +" },
  { "SELECT substr(title, 1, 1) AS letter, count(*) AS n FROM jobs WHERE letter > 'L' GROUP BY"
    " letter ORDER BY 1",
    "letter,n", 1, "Site" },
  { "SELECT j.client AS \"Client\", count(*) n FROM jobs j GROUP BY CLIENT ORDER BY 1", "Client,n",
    0, "Logo Site" },
  { "SELECT * FROM jobs GROUP BY client ORDER BY price", "id,title,client,price", 1, "Poster +" },
  /* What a filter lets through. */
  { "SELECT sum(price) FILTER (WHERE price > 5) AS p FROM jobs", "p", 0, "Poster Site" },
  { "SELECT client, round(sum(price) FILTER (WHERE price > 6)) AS p, count(*) FILTER (WHERE price >"
    " 100) AS n, min(client) AS c FROM jobs WHERE price < 9 OR title = 'Poster' GROUP BY 1 ORDER BY"
    " p",
    "client,p,n,c", 0, "Logo Site" },
  { "SELECT client, round(sum(price) FILTER (WHERE price > 6)) AS p, count(*) FILTER (WHERE price >"
    " 100) AS n FROM jobs WHERE price < 9 OR title = 'Poster' GROUP BY 1 ORDER BY p",
    "client,p,n", 0, "Site" },
  { "SELECT sum(price) FILTER (WHERE price > 5) AS p, min(client) AS client FROM jobs GROUP BY"
    " client ORDER BY 1",
    "p,client", 0, "Site" },
  { "SELECT sum(price) FILTER (WHERE price > 5) AS p, count(*) AS n FROM jobs", "p,n", 0,
    "Logo Poster Site" },
  { "SELECT n FROM (SELECT count(*) FILTER (WHERE fee > 25) AS n FROM clients)", "n", 0,
    "Anna Cleo" },
  { "SELECT (SELECT count(*) FILTER (WHERE fee > 25) FROM clients) AS n", "n", 0, "Anna Cleo" },
  /* Several tables: each that has records. */
  { "SELECT count(*) AS n FROM clients LEFT JOIN usage", "n", 0, "Anna Bo Cleo +" },
  { "SELECT c.name, sum(j.price) AS p FROM clients c JOIN jobs AS j ON j.client = c.id GROUP BY"
    " c.id ORDER BY 1",
    "name,p", 0, "Anna Logo Site" },
  { "SELECT c.name, j.title FROM clients c LEFT JOIN jobs j ON (j.client = c.id) ORDER BY c.fee",
    "name,title", 1, "Cleo" },
  { "SELECT count(*) AS n FROM jobs, json_each('[1,2]') WHERE price > 6", "n", 0, "Poster Site" },
  { "SELECT count(*) AS n FROM (clients c JOIN jobs j ON j.client = c.id)", "n", 0,
    "Anna Bo Logo Poster Site" },
  /* A statement in the place of a table. */
  { "SELECT count(*) AS n FROM (SELECT fee AS f FROM clients WHERE fee < 50) WHERE f > 20", "n", 0,
    "Cleo" },
  { "SELECT s.name FROM (SELECT * FROM clients ORDER BY fee DESC LIMIT 2) AS s ORDER BY 1", "name",
    1, "Cleo" },
  { "SELECT sum(p) AS all_p FROM (SELECT client, sum(price) AS p FROM jobs GROUP BY client HAVING"
    " p > 10)",
    "all_p", 0, "Logo Site" },
  { "SELECT name, n FROM (SELECT name, row_number() OVER (ORDER BY fee) AS n FROM clients) WHERE"
    " n < 3 ORDER BY n",
    "name,n", 1, "Cleo" },
  /* WITH, one or several, upon one another. */
  { "WITH dear AS (SELECT fee FROM clients WHERE fee > 25) SELECT sum(fee) AS n FROM dear", "n", 0,
    "Anna Cleo" },
  { "WITH a AS (SELECT * FROM clients WHERE fee > 25), b (sold) AS (SELECT sum(price) FROM jobs)"
    " SELECT a.name, b.sold FROM a, b ORDER BY 1",
    "name,sold", 0, "Anna Logo Poster Site" },
  { "WITH sums AS (SELECT client, sum(price) AS p FROM jobs GROUP BY client), best AS (SELECT * "
    "FROM"
    " sums ORDER BY p DESC LIMIT 1) SELECT p FROM best",
    "p", 0, NULL },
  { "WITH sums AS (SELECT client, sum(price) AS p FROM jobs GROUP BY client), best AS (SELECT "
    "client,"
    " p FROM sums ORDER BY p DESC LIMIT 1) SELECT p FROM best",
    "p", 0, "Logo Site" },
  { "SELECT max(p) AS p FROM (SELECT j.client + 0, sum(j.price) AS p FROM jobs j GROUP BY client,"
    " j.price > 5) WHERE p > 7",
    "p", 0, "Poster" },
  { "WITH best AS (SELECT client, sum(price) AS p FROM jobs GROUP BY client ORDER BY 2 DESC LIMIT "
    "1)"
    " SELECT c.name, b.p FROM best b JOIN clients c ON c.id = b.client",
    "name,p", 0, "Anna Logo Site" },
  { "WITH rows AS (SELECT fee FROM clients WHERE fee > 25) SELECT sum(f) AS n FROM (SELECT fee AS f"
    " FROM rows)",
    "n", 0, "Anna Cleo" },
  { "WITH rows AS (SELECT fee FROM clients WHERE fee > 25) SELECT sum(fee) AS n FROM rows", "n", 0,
    "Anna Cleo" },
  { "WITH c AS (SELECT max(id) AS id FROM clients) SELECT count(*) AS n FROM c", "n", 0,
    "Anna Bo Cleo" },
  { "WITH c AS (SELECT id FROM clients GROUP BY fee > 25) SELECT count(*) AS n FROM c", "n", 0,
    "Anna Bo Cleo" },
  /* Side by side: each its own. */
  { "SELECT name AS what, fee AS n FROM clients UNION ALL SELECT title, price FROM jobs ORDER BY n",
    "what,n", 1, "Site" },
  { "SELECT 'clients' AS what, count(*) AS n FROM clients UNION SELECT 'jobs', count(*) FROM jobs"
    " ORDER BY 1",
    "what,n", 1, "Logo Poster Site" },
  { "SELECT 'jobs' AS what, client > 0 AS x, count(*) AS n FROM jobs GROUP BY 2 UNION ALL SELECT"
    " 'clients', id > 0, count(*) FROM clients GROUP BY id > 0 ORDER BY 1",
    "what,x,n", 1, "Logo Poster Site" },
  { "SELECT client, sum(price) AS p FROM jobs GROUP BY client UNION ALL SELECT client, -sum(price)"
    " FROM jobs GROUP BY client ORDER BY 2",
    "client,p", 0, NULL },
  { "SELECT title AS what, price AS p FROM jobs UNION ALL SELECT 'All', sum(price) FROM jobs ORDER"
    " BY p",
    "what,p", 1, "Site" },
  { "SELECT title AS what, price AS p FROM jobs UNION ALL SELECT 'All', sum(price) FROM jobs ORDER"
    " BY p",
    "what,p", 3, "Logo Poster Site" },
  { "SELECT title AS what, price AS p FROM jobs UNION ALL SELECT NULL, sum(price) FROM jobs ORDER"
    " BY p",
    "what,p", 3, NULL },
  { "SELECT p FROM (SELECT client, sum(price) AS p FROM jobs GROUP BY client UNION ALL SELECT"
    " client, -sum(price) FROM jobs GROUP BY client) ORDER BY p",
    "p", 0, "Logo Site" },
  { "SELECT name FROM clients EXCEPT SELECT name FROM clients WHERE fee = 20 ORDER BY 1", "name", 1,
    "Cleo" },
  { "SELECT sum(n) AS n FROM (SELECT fee AS n FROM clients UNION ALL SELECT price FROM jobs WHERE"
    " price < 9)",
    "n", 0, "Anna Bo Cleo Logo Site" },
  { "SELECT count(*) AS n FROM (SELECT name FROM clients EXCEPT SELECT 'Bo')", "n", 0, NULL },
  /* Statements in the list. */
  { "SELECT name, (SELECT sum(price) FROM jobs j WHERE j.client = c.id) AS p FROM clients c ORDER "
    "BY"
    " 1",
    "name,p", 0, "Anna +" },
  { "SELECT name, (SELECT 1) AS one FROM clients ORDER BY 1", "name,one", 0, "Anna" },
  { "SELECT sum(p) AS p FROM (SELECT (SELECT sum(price) FROM jobs j WHERE j.client = c.id) AS p"
    " FROM clients c)",
    "p", 0, "Anna Bo Cleo +" },
  { "SELECT (SELECT count(*) FROM clients WHERE fee < 50) AS c, (SELECT sum(price) FROM jobs) AS p",
    "c,p", 0, "Bo Cleo Logo Poster Site" },
  { "SELECT c.name, n FROM clients c, (WITH v (x) AS (VALUES (1)) SELECT count(*) AS n FROM jobs, "
    "v)"
    " ORDER BY 1",
    "name,n", 0, "Anna +" },
  { "SELECT name FROM clients, (VALUES (1)) ORDER BY 1", "name", 0, "Anna" },
  { "SELECT (SELECT count(*) FROM jobs) AS n, (WITH v (x) AS (VALUES (1)) SELECT count(*) FROM"
    " clients, v) AS m",
    "n,m", 0, "Logo Poster Site +" },
  { "SELECT (SELECT name FROM clients ORDER BY fee DESC LIMIT 1) AS dear", "dear", 0, "Anna" },
  { "SELECT (SELECT name FROM clients ORDER BY fee DESC) AS dear, 30 IN (SELECT fee FROM clients"
    " WHERE fee < 50) AS has",
    "dear,has", 0, "Anna Bo Cleo" },
  { "SELECT (SELECT sum(price) FROM jobs GROUP BY client HAVING count(*) > 1) AS p", "p", 0,
    "Logo Site" },
  { "SELECT (SELECT j.title FROM jobs j JOIN clients c ON c.id = j.client ORDER BY price DESC) AS "
    "t",
    "t", 0, "Bo Poster" },
  { "SELECT (SELECT sum(price) FROM jobs GROUP BY client ORDER BY 1 DESC LIMIT 1) AS p", "p", 0,
    "Logo Site" },
  { "SELECT (SELECT count(*) FROM clients) AS a, (SELECT count(*) FROM jobs) AS b, (SELECT max(fee)"
    " FROM clients) AS c, (SELECT max(price) FROM jobs) AS d, (SELECT min(fee) FROM clients) AS e,"
    " (SELECT min(price) FROM jobs) AS f, (SELECT avg(fee) FROM clients) AS g, (SELECT avg(price)"
    " FROM jobs) AS h, (SELECT sum(fee) FROM clients) AS i, (SELECT sum(price) FROM jobs) AS j,"
    " (SELECT total(fee) FROM clients) AS k, (SELECT total(price) FROM jobs) AS l",
    "a,b,c,d,e,f,g,h,i,j,k,l", 0, "Anna Bo Cleo Logo Poster Site" },
  /* What is no record. */
  { "SELECT 1 AS n", "n", 0, NULL },
  { "SELECT value AS n FROM json_each('[1]')", "n", 0, NULL },
  { "SELECT count(*) AS n FROM clients UNION ALL SELECT 1 ORDER BY 1 DESC", "n", 0,
    "Anna Bo Cleo +" },
  { "VALUES (1)", "column1", 0, NULL },
};

static BureauShownView *
show (Workspace *workspace, const char *sql, const char *columns)
{
  g_autoptr (JsonObject) document = json_object_of (
      "{\"spec\":\"view/1\",\"id\":\"v\",\"title\":\"V\",\"params\":[{\"id\":\"least\",\"type\":"
      "\"int\",\"default\":1}],\"layout\":[{\"row\":[\"t\"]}],\"elements\":[{\"id\":\"t\",\"type\":"
      "\"table\",\"data\":\"s\",\"title\":\"T\"}],\"data\":[{\"id\":\"s\",\"rows\":\"many\","
      "\"columns\":[]}]}");
  JsonObject *source = json_array_get_object_element (bureau_json_get_array (document, "data"), 0);
  g_auto (GStrv) names = g_strsplit (columns, ",", -1);

  json_object_set_string_member (source, "sql", sql);
  for (guint i = 0; names[i] != NULL; i++)
    {
      JsonObject *column = json_object_new ();

      json_object_set_string_member (column, "name", names[i]);
      json_object_set_string_member (column, "type", "text");
      json_array_add_object_element (bureau_json_get_array (source, "columns"), column);
    }
  return bureau_shown_view_new (workspace->memory, document, NULL);
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
read_origin (Workspace *workspace, const char *sql, const char *columns, guint row)
{
  g_autoptr (BureauShownView) view = show (workspace, sql, columns);
  BureauShownRows *rows = bureau_shown_view_get_rows (view, &(BureauShownWish){ .source = "s" });

  while (bureau_shown_rows_get_state (rows) != BUREAU_SHOWN_READY)
    {
      g_assert_cmpstr (bureau_shown_rows_get_problem (rows), ==, NULL);
      g_main_context_iteration (NULL, TRUE);
    }
  return await_object (bureau_origin_read (workspace->memory, bureau_shown_view_get_document (view),
                                           bureau_shown_view_get_values (view), rows, row));
}

static int
compare_cb (gconstpointer a, gconstpointer b)
{
  return g_strcmp0 (*(const char *const *)a, *(const char *const *)b);
}

static char *
read_title (Workspace *workspace, JsonObject *record)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT %s FROM %s WHERE id = %" G_GINT64_FORMAT,
      g_str_equal (bureau_json_get_string (record, "collection"), "jobs") ? "title" : "name",
      bureau_json_get_string (record, "collection"), bureau_json_get_id (record, "id"));

  return await_text (workspace, sql);
}

static char *
name_records (Workspace *workspace, JsonObject *origin)
{
  JsonArray *records = bureau_json_get_array (origin, "records");
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < json_array_get_length (records); i++)
    {
      JsonObject *record = json_array_get_object_element (records, i);

      g_ptr_array_add (names, read_title (workspace, record));
    }
  g_assert_cmpint (bureau_json_get_int (origin, "n", 0), ==, names->len);
  g_ptr_array_sort (names, compare_cb);
  if (bureau_json_get_boolean (origin, "is_partial"))
    g_ptr_array_add (names, g_strdup ("+"));
  g_ptr_array_add (names, NULL);
  return g_strjoinv (" ", (char **)names->pdata);
}

static void
test_records (Workspace *workspace, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (questions); i++)
    {
      g_autoptr (JsonObject) origin = NULL;
      g_autofree char *records = NULL;

      g_test_message ("%s", questions[i].sql);
      origin = read_origin (workspace, questions[i].sql, questions[i].columns, questions[i].row);
      records = origin != NULL ? name_records (workspace, origin) : NULL;
      g_assert_cmpstr (records, ==, questions[i].records);
    }
}

/* A row of several records is asked for them; one that is a record can be opened itself. */
static void
test_adds_up (void)
{
  g_assert_true (bureau_origin_adds_up ("SELECT count(*) FROM a"));
  g_assert_true (bureau_origin_adds_up ("SELECT DISTINCT a FROM a"));
  g_assert_true (bureau_origin_adds_up ("SELECT a FROM a UNION SELECT b FROM b"));
  g_assert_true (bureau_origin_adds_up ("SELECT (SELECT a FROM a)"));
  g_assert_true (bureau_origin_adds_up ("VALUES (1)"));
  g_assert_false (bureau_origin_adds_up ("SELECT id, (SELECT sum(b) FROM b) FROM a"));
  g_assert_false (bureau_origin_adds_up ("SELECT id, count, min(a, b), upper (a) over FROM a"));
  g_assert_true (bureau_origin_adds_up ("WITH a AS (SELECT sum(x) AS n FROM b) SELECT n FROM a"));
  g_assert_true (
      bureau_origin_adds_up ("WITH t AS (SELECT client AS id, sum(x) AS s FROM a GROUP BY"
                             " 1), u AS (SELECT * FROM t) SELECT id, s FROM u"));
  g_assert_true (bureau_origin_adds_up ("SELECT n FROM a JOIN (SELECT count(*) AS n FROM b)"));
  g_assert_false (bureau_origin_adds_up ("WITH t AS (SELECT sum(x) AS s FROM b), u AS (SELECT id"
                                         " FROM a) SELECT id FROM u"));
  g_assert_false (bureau_origin_adds_up ("SELECT id FROM (SELECT id FROM a), (SELECT 1 AS one)"));
  g_assert_false (bureau_origin_adds_up ("WITH a AS (SELECT id FROM a) SELECT id FROM a, a AS b"));
}

/* What has no end or no sense is told apart without reading it. */
static void
test_broken (void)
{
  static const char *const broken[] = { "",
                                        "SELECT",
                                        "WITH",
                                        "WITH a",
                                        "WITH a AS (",
                                        "WITH a AS (SELECT 1",
                                        "SELECT (",
                                        "SELECT a,",
                                        "SELECT a FROM",
                                        "SELECT a FROM (",
                                        "SELECT a FROM b GROUP",
                                        "SELECT a FROM b.",
                                        "SELECT a UNION",
                                        "SELECT count(",
                                        "SELECT count(*) FILTER (",
                                        "SELECT count(*) FILTER (WHERE",
                                        "SELECT a AS",
                                        "SELECT a FROM b WHERE",
                                        "SELECT min( FROM b GROUP BY min(",
                                        "SELECT a FROM (SELECT",
                                        ")",
                                        "SELECT ) FROM a )" };

  for (guint i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      g_autoptr (JsonArray) columns = json_array_new ();
      g_autoptr (BureauOrigin) origin = NULL;

      json_array_add_string_element (columns, "a");
      g_test_message ("%s", broken[i]);
      origin = bureau_origin_parse (broken[i], columns, NULL, NULL);
      bureau_origin_adds_up (broken[i]);
    }
}

static gint64
add_client (Workspace *workspace, guint i)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "name", clients[i].name);
  json_object_set_string_member (fields, "email", clients[i].email);
  json_object_set_int_member (fields, "fee", clients[i].fee);
  return await_id (bureau_record_add (workspace->memory, &operator_cause, "clients", fields));
}

static void
set_up (Workspace *workspace, gconstpointer data)
{
  g_autoptr (JsonObject) jobs_document = NULL;
  gint64 ids[G_N_ELEMENTS (clients)];

  workspace_set_up (workspace, NULL);
  define_clients (workspace);
  jobs_document = json_object_of (
      "{\"collection\":\"jobs\",\"title\":\"Jobs\",\"fields\":[{\"name\":\"title\",\"type\":"
      "\"text\"},{\"name\":\"client\",\"type\":\"ref\",\"collection\":\"clients\"},{\"name\":"
      "\"price\",\"type\":\"money\"}]}");
  await_ok (bureau_collection_define (workspace->memory, &operator_cause, jobs_document));
  for (guint i = 0; i < G_N_ELEMENTS (clients); i++)
    ids[i] = add_client (workspace, i);
  for (guint i = 0; i < G_N_ELEMENTS (jobs); i++)
    {
      g_autoptr (JsonObject) fields = json_object_new ();

      json_object_set_string_member (fields, "title", jobs[i].title);
      json_object_set_int_member (fields, "client", ids[jobs[i].client]);
      json_object_set_int_member (fields, "price", jobs[i].price);
      await_id (bureau_record_add (workspace->memory, &operator_cause, "jobs", fields));
    }
}

int
main (int argc, char **argv)
{
  dex_init ();
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/views/origin/adds-up", test_adds_up);
  g_test_add_func ("/views/origin/broken", test_broken);
  g_test_add ("/views/origin/records", Workspace, NULL, set_up, test_records, workspace_tear_down);
  return g_test_run ();
}
