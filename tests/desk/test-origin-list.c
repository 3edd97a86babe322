/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a figure was made of, as people know it. */
#include "desk/origin-list.h"

#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "bureau-desk-resources.h"
#include "memory/record.h"

static const char *const own_rows[] = {
  "INSERT INTO bureau_message (id, created_at, updated_at, channel, source, identity, subject)"
  " VALUES (1001, '', '', 'file', '', 'a', 'Oak <fence>')",
  "INSERT INTO bureau_draft (id, created_at, updated_at, kind, state, subject)"
  " VALUES (1002, '', '', 'mail', 'drafted', '')",
  "INSERT INTO bureau_run (id, created_at, updated_at, workflow, version, state, cause)"
  " VALUES (1003, '', '', 'new_leads', 1, 'done', '{}')",
};

static gboolean
add_own_rows (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (own_rows); i++)
    if (!bureau_database_run (bureau_transaction_get_database (transaction), error, own_rows[i],
                              ""))
      return FALSE;
  return TRUE;
}

static BureauShownView *
show (Workspace *workspace, const char *table)
{
  g_autoptr (JsonObject) document = json_object_of (
      "{\"spec\":\"view/1\",\"id\":\"v\",\"title\":\"V\",\"layout\":[{\"row\":[\"t\"]}],"
      "\"elements\":[{\"id\":\"t\",\"type\":\"table\",\"data\":\"s\",\"title\":\"T\"}],\"data\":"
      "[{\"id\":\"s\",\"rows\":\"many\",\"columns\":[{\"name\":\"n\",\"type\":\"int\"}]}]}");
  JsonObject *source = json_array_get_object_element (bureau_json_get_array (document, "data"), 0);
  g_autofree char *sql = g_strdup_printf ("SELECT count(*) AS n FROM %s", table);

  json_object_set_string_member (source, "sql", sql);
  return bureau_shown_view_new (workspace->memory, document, NULL);
}

static GtkWidget *
find_row (GtkWidget *widget)
{
  GtkWidget *found = ADW_IS_ACTION_ROW (widget) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_row (child);
  return found;
}

static void
assert_title (Workspace *workspace, const char *table, const char *title)
{
  g_autoptr (BureauShownView) view = show (workspace, table);
  BureauShownRows *rows = bureau_shown_view_get_rows (view, &(BureauShownWish){ .source = "s" });
  GtkWidget *list = g_object_new (BUREAU_TYPE_ORIGIN_LIST, NULL);
  GtkWindow *window = g_object_new (GTK_TYPE_WINDOW, "child", list, NULL);
  GtkWidget *row;

  while (bureau_shown_rows_get_state (rows) != BUREAU_SHOWN_READY)
    g_main_context_iteration (NULL, TRUE);
  bureau_origin_list_show (BUREAU_ORIGIN_LIST (list), workspace->memory, view, rows, 0);
  while ((row = find_row (list)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)), ==, title);
  gtk_window_destroy (window);
}

/* Our own tables are no collections, and a name may be written in any case. */
static void
test_titles (Workspace *workspace, gconstpointer data)
{
  g_autoptr (JsonObject) fields = json_object_of ("{\"name\":\"Anna\"}");

  define_clients (workspace);
  await_id (bureau_record_add (workspace->memory, &operator_cause, "clients", fields));
  await_ok (bureau_memory_write (workspace->memory, &operator_cause, add_own_rows, NULL, NULL));
  assert_title (workspace, "Clients", "Anna");
  assert_title (workspace, "messages", "Oak <fence>");
  assert_title (workspace, "Drafts", "Without a name");
  assert_title (workspace, "runs", "New leads");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  dex_init ();
  adw_init ();
  bureau_desk_register_resource ();
  g_test_add ("/desk/origin-list/titles", Workspace, NULL, workspace_set_up, test_titles,
              workspace_tear_down);
  return g_test_run ();
}
