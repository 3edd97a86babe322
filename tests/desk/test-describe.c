/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view described in words, seen before it is kept. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "desk/describe-dialog.h"
#include "memory/proposal.h"
#include "memory/request.h"
#include "workflows/template-install.h"

#include "bureau-desk-resources.h"

typedef struct
{
  Workspace workspace;
  GtkWidget *window;
  GtkWidget *dialog;
  char *added;
} Fixture;

static GtkWidget *
find (GtkWidget *widget, GType type, const char *text)
{
  GtkWidget *found = NULL;

  if (g_type_is_a (G_OBJECT_TYPE (widget), type)
      && (text == NULL || strstr (gtk_label_get_text (GTK_LABEL (widget)), text) != NULL))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); found == NULL && child != NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type, text);
  return found;
}

static void
wait_for (Fixture *self, const char *text)
{
  while (find (self->dialog, GTK_TYPE_LABEL, text) == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
added_cb (Fixture *self, const char *name)
{
  g_set_str (&self->added, name);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  workspace_set_up (&self->workspace, NULL);
  await_ok (bureau_template_install (self->workspace.memory, &operator_cause, "lead-intake", TRUE));
  self->window = adw_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 900, 800);
  gtk_window_present (GTK_WINDOW (self->window));
  self->dialog = GTK_WIDGET (bureau_describe_dialog_new (
      self->workspace.memory, data != NULL ? data : &(BureauDescribeSubject){ 0 }));
  g_signal_connect_swapped (self->dialog, "added", G_CALLBACK (added_cb), self);
  adw_dialog_present (ADW_DIALOG (self->dialog), self->window);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer window = self->window;

  g_object_add_weak_pointer (window, &window);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (window != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_free (self->added);
  workspace_tear_down (&self->workspace, NULL);
}

static gboolean
answer_cb (BureauTransaction *transaction, gpointer answer, GValue *result, GError **error)
{
  g_autoptr (JsonNode) node = bureau_json_parse (answer, -1, error);
  gint64 id = 0;

  return bureau_database_int (bureau_transaction_get_database (transaction), &id, error,
                              "SELECT id FROM bureau_request WHERE state = 'asked'", "")
         && bureau_request_move (transaction, id, "done", node, NULL, error);
}

/* The test is the engine: it answers the request that waits. */
static void
say (Fixture *self, const char *words, const char *answer)
{
  GtkWidget *entry = find (self->dialog, GTK_TYPE_ENTRY, NULL);
  g_autofree char *args = NULL;

  gtk_editable_set_text (GTK_EDITABLE (entry), words);
  gtk_widget_activate_action (entry, "describe.ask", NULL);
  while (await_number (&self->workspace,
                       "SELECT count(*) AS n FROM bureau_request WHERE state = 'asked'")
         == 0)
    continue;
  args = await_text (&self->workspace,
                     "SELECT args ->> '$.words' AS t FROM bureau_request WHERE state = 'asked'");
  g_assert_cmpstr (args, ==, words);
  await_ok (bureau_memory_write (self->workspace.memory, &agent_cause, answer_cb, (gpointer)answer,
                                 NULL));
}

#define VIEW                                                                                       \
  "{\"spec\":\"view/1\",\"id\":\"by-service\",\"title\":\"By service\",\"data\":[{\"id\":\"n\","   \
  "\"rows\":\"one\",\"sql\":\"SELECT count(*) AS n FROM projects\",\"columns\":[{\"name\":\"n\","  \
  "\"type\":\"int\"}]}],\"layout\":[{\"row\":[\"m\"]}],\"elements\":[{\"id\":\"m\",\"type\":"      \
  "\"metric\",\"data\":\"n\",\"value\":\"n\",\"title\":\"All of them\"}]}"

static char *
propose (Fixture *self)
{
  g_autoptr (JsonObject) body = json_object_of (VIEW);
  const BureauProposal proposal = {
    .kind = "view",
    .level = "operator",
    .origin = "builtin",
    .title = "By service",
    .target = "",
    .body = body,
  };
  gint64 id = await_id (bureau_proposal_add (self->workspace.memory, &operator_cause, &proposal));

  return g_strdup_printf (
      "{\"kind\":\"proposal\",\"understood\":[{\"words\":\"projects\","
      "\"meaning\":\"Projects\"}],\"problems\":[{\"words\":\"servise\",\"problem\":"
      "\"not known\",\"offer\":\"service\"}],\"proposal\":\"%" G_GINT64_FORMAT "\",\"view\":" VIEW
      "}",
      id);
}

static gint64
count_state (Fixture *self, const char *state)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) AS n FROM bureau_proposal WHERE state = '%s'", state);

  return await_number (&self->workspace, sql);
}

/* What was understood, and the view on real rows, before it is kept. */
static void
test_keeps (Fixture *self, gconstpointer data)
{
  g_autofree char *answer = propose (self);
  GtkWidget *entry = find (self->dialog, GTK_TYPE_ENTRY, NULL);

  say (self, "projects by servise", answer);
  wait_for (self, "“projects”: Projects");
  wait_for (self, "“servise”: not known → service");
  wait_for (self, "All of them");
  g_assert_cmpint (count_state (self, "open"), ==, 1);
  gtk_widget_activate_action (entry, "describe.keep", NULL);
  while (self->added == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->added, ==, "by-service");
  g_assert_cmpint (count_state (self, "accepted"), ==, 1);
  g_assert_cmpint (await_number (&self->workspace, "SELECT count(*) AS n FROM bureau_document"
                                                   " WHERE name = 'by-service'"),
                   ==, 1);
}

/* Whoever closes it wants nothing of it. */
static void
test_discards (Fixture *self, gconstpointer data)
{
  g_autofree char *answer = propose (self);

  say (self, "projects", answer);
  wait_for (self, "All of them");
  adw_dialog_force_close (ADW_DIALOG (self->dialog));
  while (count_state (self, "rejected") == 0)
    continue;
  g_assert_cmpint (await_number (&self->workspace, "SELECT count(*) AS n FROM bureau_document"
                                                   " WHERE name = 'by-service'"),
                   ==, 0);
}

static void
test_says_what_it_does_not_know (Fixture *self, gconstpointer data)
{
  say (
      self, "make me a sandwich",
      "{\"kind\":\"answer\",\"understood\":[],\"problems\":[],\"answer\":{\"text\":\"Not yet.\"}}");
  wait_for (self, "Not yet.");
  wait_for (self, "Describe a View");
  g_assert_null (self->added);
}

static void
await_asked (Fixture *self, const char *state)
{
  g_autofree char *sql = g_strdup_printf (
      "SELECT count(*) AS n FROM bureau_request WHERE state = '%s'", state);

  while (await_number (&self->workspace, sql) == 0)
    continue;
}

/* What is different in a view that is there is told by element, above the view. */
static void
test_changes (Fixture *self, gconstpointer data)
{
  g_autofree char *proposal = propose (self);
  g_autofree char *args = NULL;
  GString *answer = g_string_new (proposal);

  g_string_replace (answer, "{\"kind\"",
                    "{\"diff\":[{\"op\":\"changed\",\"element\":\"m\",\"member\":\"title\","
                    "\"words\":\"m, title: “Old” becomes “All of them”\"}],\"kind\"",
                    1);
  wait_for (self, "Say What to Change");
  say (self, "call it all of them", answer->str);
  wait_for (self, "m, title: “Old” becomes “All of them”");
  args = await_text (&self->workspace, "SELECT args ->> '$.view' AS t FROM bureau_request");
  g_assert_cmpstr (args, ==, "by-service");
  g_string_free (answer, TRUE);
}

/* What takes too long is taken back, and can be asked otherwise. */
static void
test_cancels (Fixture *self, gconstpointer data)
{
  GtkWidget *entry = find (self->dialog, GTK_TYPE_ENTRY, NULL);
  g_autofree char *answer = propose (self);

  await_asked (self, "asked");
  gtk_widget_activate_action (entry, "describe.cancel", NULL);
  await_asked (self, "refused");
  say (self, "all of them", answer);
  wait_for (self, "All of them");
}

/* What is on the screen goes along. */
static void
test_place (Fixture *self, gconstpointer data)
{
  g_autofree char *args = NULL;

  await_asked (self, "asked");
  args = await_text (&self->workspace,
                     "SELECT args ->> '$.opened_from.view' || ' ' || (args ->> '$.element') AS t"
                     " FROM bureau_request");
  g_assert_cmpstr (args, ==, "projects t");
  await_ok (bureau_memory_write (self->workspace.memory, &agent_cause, answer_cb,
                                 (gpointer) "{\"kind\":\"answer\",\"answer\":{\"text\":\"Not "
                                            "yet.\"}}",
                                 NULL));
  wait_for (self, "Not yet.");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/describe/" name, Fixture, NULL, set_up, function, tear_down)

static const BureauDescribeSubject change = { .view = "by-service" };
static const BureauDescribeSubject asked = { .words = "projects by service" };
static BureauDescribeSubject place = { .element = "t", .words = "only last month" };

int
main (int argc, char **argv)
{
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  bureau_desk_register_resource ();
  ADD ("keep", test_keeps);
  ADD ("discard", test_discards);
  ADD ("unknown", test_says_what_it_does_not_know);
  g_test_add ("/desk/describe/change", Fixture, &change, set_up, test_changes, tear_down);
  g_test_add ("/desk/describe/cancel", Fixture, &asked, set_up, test_cancels, tear_down);
  place.opened_from = json_object_of ("{\"view\":\"projects\",\"params\":{}}");
  g_test_add ("/desk/describe/place", Fixture, &place, set_up, test_place, tear_down);
  return g_test_run ();
}
