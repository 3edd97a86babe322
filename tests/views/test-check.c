/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "view-fixture.h"
#include "views/view.h"
#include "workflows/template-install.h"

/* A view over the sample business that is fine, in which one place is made wrong. */
typedef struct
{
  const char *place; /* a JSON pointer whose value is replaced, or added where it is not there */
  const char *value; /* JSON in single quotes; NULL takes it away */
  const char *code;  /* NULL: all is well */
  const char *at;    /* NULL: not looked at */
  const char *fix;   /* NULL: not looked at; "" none */
} Case;

static const Case cases[] = {
  { "/title", "'Projects'", NULL, NULL, NULL },
  { "/elements/4/select", "{'param':'client','col':'client'}", NULL, NULL, NULL },
  { "/layout/1/weights", "[1,12]", NULL, NULL, NULL },
  { "/elements/4/columns/4/format", "null", "word_unknown", NULL, NULL },

  /* Form */
  { "/spec", "'view/2'", "word_unknown", "/spec", "view/1" },
  { "/id", "'Projects'", "name_bad", "/id", NULL },
  { "/titel", "'Projects'", "key_unknown", "/titel", NULL },
  { "/elements", NULL, "key_missing", "", NULL },
  { "/elements/4/type", "'tabel'", "kind_unknown", "/elements/4/type", "table" },
  { "/elements/4/colums", "[]", "key_unknown", "/elements/4/colums", NULL },
  { "/elements/4/columns", "[]", "count_wrong", "/elements/4/columns", NULL },
  { "/elements/2/value", NULL, "key_missing", "/elements/2", NULL },
  { "/elements/3/summary", NULL, "key_missing", "/elements/3", NULL },
  { "/layout/1/weights", "[1,0]", "range_wrong", "/layout/1/weights/1", NULL },
  { "/layout/1/side", "['new']", "key_conflict", "/layout/1", NULL },
  { "/params/0/default", "'next_year'", "word_unknown", "/params/0/default", NULL },
  { "/params/1/options", "['a']", "key_conflict", "/params/1", NULL },
  { "/title", "7", "type_wrong", "/title", NULL },

  /* Ids and references */
  { "/params/1/id", "'client'", "duplicate", "/params/2/id", NULL },
  { "/elements/4/data", "'row'", "source_unknown", "/elements/4/data", "rows" },
  { "/elements/0/param", "'startd'", "param_unknown", "/elements/0/param", "started" },
  { "/layout/0/row/0", "'f_start'", "element_unknown", "/layout/0/row/0", "f_started" },
  { "/layout/0/row/1", "'f_started'", "duplicate", "/layout/0/row/1", NULL },
  { "/layout/0", "{'row':['f_started']}", "element_unplaced", "/layout", NULL },
  { "/layout/0/row", "['f_started','f_service','m_fees']", "element_twice", "/layout", NULL },
  { "/elements/4/row_actions", "['acept']", "action_unknown", "/elements/4/row_actions/0",
    "accept" },
  { "/params/2/entity", "'client'", "collection_unknown", "/params/2/entity", "clients" },
  { "/data/3/columns/0/entity", "'project'", "collection_unknown", "/data/3/columns/0/entity",
    "projects" },
  { "/elements/4/columns/0/open", "{'view':'nothing'}", "view_unknown",
    "/elements/4/columns/0/open/view", NULL },
  { "/elements/4/columns/0/open", "{'view':'projects'}", NULL, NULL, NULL },

  /* Columns */
  { "/elements/4/columns/0/col", "'titel'", "column_unknown", "/elements/4/columns/0/col",
    "title" },
  { "/elements/4/sort", "'-startd'", "column_unknown", "/elements/4/sort", "-started" },
  { "/elements/3/y/0", "'client_name'", "column_type", "/elements/3/y/0", NULL },
  { "/elements/3/mark", "'heatmap'", "key_missing", "/elements/3", NULL },
  { "/elements/3/mark", "'scatter'", "column_type", "/elements/3", NULL },
  { "/elements/3/summary", "'{first.nobody} leads'", "column_unknown", "/elements/3/summary",
    NULL },
  { "/elements/3/summary", "'{biggest.fees}'", "template_bad", "/elements/3/summary", NULL },
  { "/elements/4/columns/3/format", "'relative_date'", "format_wrong", "/elements/4/columns/3",
    NULL },
  { "/elements/3/select/col", "'nobody'", "column_unknown", "/elements/3/select/col", NULL },

  /* SQL */
  { "/data/0/sql", "'SELECT service AS value, service AS lable FROM projects'", "column_missing",
    "/data/0/columns/1/name", "lable" },
  { "/data/0/sql", "'SELECT id, service AS value, service AS label FROM projects'",
    "column_undeclared", "/data/0/columns", NULL },
  { "/data/0/sql", "'DELETE FROM projects'", "sql_refused", "/data/0/sql", "" },
  { "/data/0/sql", "'SELECT value, label FROM bureau_setting'", "sql_refused", "/data/0/sql", "" },
  { "/data/0/sql", "'SELECT service AS value, service AS label FROM project'", "sql_refused",
    "/data/0/sql", "" },
  { "/data/0/sql",
    "'SELECT service AS value, service AS label FROM projects WHERE started < :starte_to'",
    "param_unknown", "/data/0/sql", NULL },
  { "/data/0/sql", "'SELECT service AS value, date(~now~) AS label FROM projects'", "clock_hidden",
    "/data/0/sql", NULL },
  { "/data/0/rows", "'one'", "rows_many", "/data/0", NULL },
  { "/data/1/sql",
    "'SELECT 1 AS currency, sum(fee) AS fees, count(*) AS n FROM projects WHERE started BETWEEN "
    ":started_from AND :started_to AND (:service IS NULL OR service IN (SELECT value FROM "
    "json_each(:service)))'",
    NULL, NULL, NULL },
  { "/data/1",
    "{'id':'total','rows':'many','sql':'SELECT sum(fee) AS fees FROM projects WHERE started "
    "BETWEEN :started_from AND :started_to AND :service IS "
    "NULL','columns':[{'name':'fees','type':'money'}]}",
    "money_mixed", "/data/1", NULL },
  { "/data/3/columns/5/currency_col", "'curency'", "column_unknown",
    "/data/3/columns/5/currency_col", NULL },
  { "/params/3", "{'id':'unused','type':'text'}", "param_unused", "/params/3", NULL },

  /* Actions */
  { "/actions/0/do", "'delete'", "kind_unknown", "/actions/0/do", NULL },
  { "/actions/0/args/0/arg", "'acepted'", "argument_unknown", "/actions/0/args/0/arg", "accepted" },
  { "/actions/0/key", "'nobody'", "argument_wrong", "/elements/4/row_actions/0", NULL },
  { "/actions/0/args/0", "{'arg':'accepted','from':'move_target'}", "argument_wrong",
    "/elements/4/row_actions/0", NULL },
  { "/actions/1/args/0/field", "'name'", "argument_wrong", "/elements/5/submit", NULL },
  { "/actions/1/entity", "'messages'", "collection_closed", "/actions/1", NULL },
  { "/actions/0", "{'id':'accept','label':'Go','do':'workflow','name':'replyin'}",
    "workflow_unknown", "/actions/0/name", "replying" },
  { "/actions/0", "{'id':'accept','label':'Go','do':'workflow','name':'replying'}",
    "workflow_not_by_hand", "/actions/0/name", NULL },
};

static JsonNode *
parse_value (const char *text)
{
  g_autofree char *json = g_strdelimit (g_strdelimit (g_strdup (text), "'", '"'), "~", '\'');
  g_autofree char *wrapped = g_strconcat ("[", json, "]", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonNode) list = bureau_json_parse (wrapped, -1, &error);

  g_assert_no_error (error);
  return json_node_copy (json_array_get_element (json_node_get_array (list), 0));
}

static JsonNode *
step_into (JsonNode *node, const char *key)
{
  if (JSON_NODE_HOLDS_ARRAY (node))
    return json_array_get_element (json_node_get_array (node), atoi (key));
  return json_object_get_member (json_node_get_object (node), key);
}

static void
put_into_array (JsonArray *array, guint index, JsonNode *value)
{
  g_autoptr (JsonArray) rest = json_array_new ();

  while (json_array_get_length (array) > index)
    {
      json_array_add_element (rest, json_node_copy (json_array_get_element (array, index)));
      json_array_remove_element (array, index);
    }
  json_array_add_element (array, value);
  for (guint i = 1; i < json_array_get_length (rest); i++)
    json_array_add_element (array, json_node_copy (json_array_get_element (rest, i)));
}

static void
put (JsonObject *document, const char *place, const char *value)
{
  g_auto (GStrv) keys = g_strsplit (place + 1, "/", -1);
  guint n_keys = g_strv_length (keys);
  g_autoptr (JsonNode) root = bureau_json_node_for_object (document);
  JsonNode *node = root;

  for (guint i = 0; i + 1 < n_keys; i++)
    node = step_into (node, keys[i]);
  if (value == NULL)
    json_object_remove_member (json_node_get_object (node), keys[n_keys - 1]);
  else if (JSON_NODE_HOLDS_ARRAY (node))
    put_into_array (json_node_get_array (node), atoi (keys[n_keys - 1]), parse_value (value));
  else
    json_object_set_member (json_node_get_object (node), keys[n_keys - 1], parse_value (value));
}

static JsonArray *
problems_of (Workspace *self, JsonObject *document)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauDatabase) database = bureau_database_open (self->path, BUREAU_DATABASE_READ,
                                                              &error);
  g_autoptr (BureauGuard) guard = bureau_guard_new (self->path, &error);
  g_autoptr (BureauViewContext) context = bureau_view_context_load (database, guard, &error);

  g_assert_no_error (error);
  return bureau_view_check (document, context);
}

static void
check_first (const Case *it, JsonArray *problems)
{
  g_autofree char *all = bureau_json_print_array (problems);
  JsonObject *first;
  JsonObject *fix;

  if (json_array_get_length (problems) == 0)
    {
      g_test_message ("%s = %s: nothing was found, not %s", it->place, it->value, it->code);
      g_test_fail ();
      return;
    }
  first = json_array_get_object_element (problems, 0);
  g_test_message ("%s", all);
  g_assert_cmpstr (bureau_json_get_string (first, "code"), ==, it->code);
  if (it->at != NULL)
    g_assert_cmpstr (bureau_json_get_string (first, "at"), ==, it->at);
  fix = bureau_json_get_object (first, "fix");
  if (it->fix != NULL && *it->fix == '\0')
    g_assert_null (fix);
  else if (it->fix != NULL)
    {
      g_assert_nonnull (fix);
      g_assert_cmpstr (bureau_json_get_string (fix, "to"), ==, it->fix);
    }
}

static void
test_cases (Workspace *self, gconstpointer data)
{
  await_ok (bureau_template_install (self->memory, &operator_cause, "lead-intake", TRUE));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) document = view_fixture_load ("projects.json");
      g_autoptr (JsonArray) problems = NULL;

      put (document, cases[i].place, cases[i].value);
      problems = problems_of (self, document);
      if (cases[i].code != NULL)
        check_first (&cases[i], problems);
      else if (json_array_get_length (problems) > 0)
        g_error ("%s = %s: %s", cases[i].place, cases[i].value, bureau_json_print_array (problems));
    }
}

/* What comes with the program is fine. */
static void
test_template (Workspace *self, gconstpointer data)
{
  g_autoptr (JsonArray) views = NULL;

  await_ok (bureau_template_install (self->memory, &operator_cause, "lead-intake", TRUE));
  views = await_rows (self, "SELECT name, body FROM bureau_document WHERE kind = 'view'");
  g_assert_cmpuint (json_array_get_length (views), ==, 3);
  for (guint i = 0; i < json_array_get_length (views); i++)
    {
      JsonObject *view = json_array_get_object_element (views, i);
      g_autoptr (JsonObject) document = json_object_of (bureau_json_get_string (view, "body"));
      g_autoptr (JsonArray) problems = problems_of (self, document);
      g_autofree char *printed = bureau_json_print_array (problems);

      g_test_message ("%s", bureau_json_get_string (view, "name"));
      g_assert_cmpstr (printed, ==, "[]");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_set_nonfatal_assertions ();
  g_test_add ("/views/check/cases", Workspace, NULL, workspace_set_up, test_cases,
              workspace_tear_down);
  g_test_add ("/views/check/template", Workspace, NULL, workspace_set_up, test_template,
              workspace_tear_down);
  return g_test_run ();
}
