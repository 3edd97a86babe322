/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/work-bar.h"

#include "../memory/workspace-fixture.h"
#include "base/progress.h"
#include "bureau-desk-resources.h"
#include "memory/request.h"

/* The engine's part, played by the test: it is at a long request and told how far it is. */
static gboolean
begin (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_request_move (transaction, *(gint64 *)data, "doing", NULL, NULL, error)
         && bureau_database_run (
             bureau_transaction_get_database (transaction), error,
             "INSERT INTO bureau_scratch VALUES ('request:' || ?1 || ':progress', '',"
             " '{\"phase\":\"reading\",\"done\":34,\"total\":100,\"items\":1200}')",
             "i", *(gint64 *)data);
}

static GtkWidget *
find (GtkWidget *from, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (from, type) ? from : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static gint64
ask (Workspace *workspace)
{
  const BureauCause cause = { "system", "test" };
  g_autoptr (JsonObject) args = json_object_of ("{\"files\":[\"/tmp/archive.mbox\"]}");
  gint64 request = await_id (
      bureau_request_ask (workspace->memory, &operator_cause, "import", args));

  await_ok (bureau_memory_write (workspace->memory, &cause, begin, &request, NULL));
  return request;
}

/* It says how far it is and ends it; then it is not there any more. */
static void
test_cancel (Workspace *workspace, gconstpointer data)
{
  g_autoptr (GtkWidget) bar = g_object_ref_sink (bureau_work_bar_new (workspace->memory));
  GtkRevealer *revealer = GTK_REVEALER (find (bar, GTK_TYPE_REVEALER));
  GtkWidget *button;

  ask (workspace);
  while (!gtk_revealer_get_reveal_child (revealer))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpfloat (
      gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (find (bar, GTK_TYPE_PROGRESS_BAR))), ==,
      0.34);
  button = find (bar, GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_false (gtk_widget_get_sensitive (button));
  while (gtk_revealer_get_reveal_child (revealer))
    g_main_context_iteration (NULL, TRUE);
  g_autofree char *state = await_text (workspace, "SELECT state FROM bureau_request");
  g_assert_cmpstr (state, ==, "refused");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  bureau_desk_register_resource ();
  g_test_add ("/desk/work-bar/cancel", Workspace, NULL, workspace_set_up, test_cancel,
              workspace_tear_down);
  return g_test_run ();
}
