/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "../memory/workspace-fixture.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "workflows/document.h"
#include "workflows/template-install.h"
#include "workflows/template.h"

static void
test_list (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonArray) list = bureau_template_list (&error);
  JsonObject *first;

  g_assert_no_error (error);
  g_assert_cmpuint (json_array_get_length (list), >=, 1);
  first = json_array_get_object_element (list, 0);
  g_assert_cmpstr (bureau_json_get_string (first, "template"), ==, "lead-intake");
  g_assert_nonnull (bureau_json_get_array (first, "never"));
  g_assert_false (json_object_has_member (first, "workflows"));
}

static void
test_unknown (void)
{
  static const char *const names[] = { "", "nothing", "../schema", "lead-intake/sample", ".." };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (bureau_template_load (names[i], &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND);
    }
}

static void
test_plain (Workspace *self, gconstpointer data)
{
  await_ok (bureau_template_install (self->memory, &operator_cause, "lead-intake", FALSE));
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_collection"), ==, 3);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_document"), ==, 9);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM projects"), ==, 0);
}

static void
test_sample (Workspace *self, gconstpointer data)
{
  g_autofree char *firm = NULL;

  await_ok (bureau_template_install (self->memory, &operator_cause, "lead-intake", TRUE));
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM clients"), ==, 8);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM projects"), ==, 30);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM projects JOIN clients ON clients.id = "
                                       "projects.client AND clients.name = projects.client_name"),
                   ==, 30);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM projects WHERE accepted"), ==, 26);
  firm = await_text (self, "SELECT value ->> '$' AS firm FROM bureau_setting WHERE key = 'firm'");
  g_assert_cmpstr (firm, ==, "Studio Lindholm");
}

/* A second time nothing is changed: not the tables, not a setting, not a record. */
static void
test_twice (Workspace *self, gconstpointer data)
{
  gint64 entries;

  await_ok (bureau_template_install (self->memory, &operator_cause, "lead-intake", TRUE));
  entries = await_number (self, "SELECT count(*) FROM bureau_journal");
  await_error (bureau_template_install (self->memory, &operator_cause, "lead-intake", TRUE),
               BUREAU_ERROR_CONFLICT);
  g_assert_cmpint (await_number (self, "SELECT count(*) FROM bureau_journal"), ==, entries);
}

typedef struct
{
  BureauGuard *guard;
  guint n_checked;
} Checker;

static gboolean
check_sql (const char *sql, const char *about, const char *const *parameters, gpointer data,
           GError **error)
{
  Checker *checker = data;

  checker->n_checked++;
  if (about != NULL)
    return bureau_guard_check_expression (checker->guard, about, sql, parameters, error);
  return bureau_guard_check (checker->guard, sql, NULL, error);
}

static gboolean
check_template (BureauGuard *guard, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) template = bureau_template_load ("lead-intake", error);
  g_autoptr (BureauWorkflowContext) context = bureau_workflow_context_new ();
  g_autoptr (JsonArray) problems = NULL;
  g_autofree char *text = NULL;
  Checker checker = { guard };

  bureau_workflow_context_set_sql_check (context, check_sql, &checker);
  problems = bureau_document_check (BUREAU_DOCUMENT_TEMPLATE, template, context);
  text = bureau_json_print_array (problems);
  g_assert_cmpstr (text, ==, "[]");
  g_assert_cmpuint (checker.n_checked, >=, 5);
  return TRUE;
}

/* Every statement of the template passes the real guard on the real tables. */
static void
test_guard (Workspace *self, gconstpointer data)
{
  await_ok (bureau_template_install (self->memory, &operator_cause, "lead-intake", TRUE));
  await_ok (bureau_memory_guard (self->memory, check_template, NULL, NULL));
}

#define GET_PRICE_SQL                                                                              \
  "SELECT step.value ->> 'sql' AS sql FROM bureau_document AS document,"                           \
  " json_each(document.body, '$.steps') AS step"                                                   \
  " WHERE document.name = 'replying' AND step.value ->> 'id' = 'price'"

/* However many projects there are, only those of the service are looked at. */
static void
test_price_plan (Workspace *self, gconstpointer data)
{
  g_autofree char *sql = NULL, *explain = NULL, *plan = NULL;
  g_autoptr (JsonArray) rows = NULL;

  await_ok (bureau_template_install (self->memory, &operator_cause, "lead-intake", FALSE));
  sql = await_text (self, GET_PRICE_SQL);
  explain = g_strconcat ("EXPLAIN QUERY PLAN ", sql, NULL);
  rows = await_rows (self, explain);
  plan = bureau_json_print_array (rows);
  g_test_message ("%s", plan);
  g_assert_nonnull (strstr (plan, "SEARCH projects USING INDEX projects_service any_case"));
  g_assert_null (strstr (plan, "SCAN projects"));
}

#define ADD(name, func)                                                                            \
  g_test_add ("/workflows/install/" name, Workspace, NULL, workspace_set_up, func,                 \
              workspace_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  g_test_add_func ("/workflows/template/list", test_list);
  g_test_add_func ("/workflows/template/unknown", test_unknown);
  ADD ("plain", test_plain);
  ADD ("sample", test_sample);
  ADD ("twice", test_twice);
  ADD ("guard", test_guard);
  ADD ("price-plan", test_price_plan);
  return g_test_run ();
}
