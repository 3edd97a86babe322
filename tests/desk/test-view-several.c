/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table are chosen, and something is done with all of them. */
#include "../widgets/shown-fixture.h"
#include "base/json.h"
#include "desk/view-several.h"
#include "memory/record.h"

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, fee FROM clients\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\",\"label\":\"Client\"},"
      "  {\"name\":\"fee\",\"type\":\"money\",\"label\":\"Fee\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]}],"
      "\"elements\":[{\"id\":\"t\",\"type\":\"table\",\"title\":\"Table\",\"data\":\"all\","
      "\"sort\":"
      "\"name\",\"columns\":[{\"col\":\"name\"},{\"col\":\"fee\",\"total\":\"sum\"}],"
      " \"bulk_actions\":[\"clear\"]}],"
      "\"actions\":[{\"id\":\"clear\",\"label\":\"Clear the fee\",\"do\":\"set\",\"entity\":"
      "\"clients\",\"per\":\"row\",\"args\":[{\"arg\":\"fee\",\"const\":0}]}]}";

static void
list_checks (GtkWidget *widget, GPtrArray *checks)
{
  if (GTK_IS_CHECK_BUTTON (widget))
    g_ptr_array_add (checks, widget);
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    list_checks (child, checks);
}

static void
check (Shown *self, guint n)
{
  g_autoptr (GPtrArray) checks = g_ptr_array_new ();

  while (checks->len <= n)
    {
      g_main_context_iteration (NULL, FALSE);
      g_ptr_array_set_size (checks, 0);
      list_checks (shown_find (self, "t"), checks);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (checks->pdata[n]), TRUE);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *label)
{
  GtkWidget *found = GTK_IS_BUTTON (widget)
                             && g_strcmp0 (gtk_button_get_label (GTK_BUTTON (widget)), label) == 0
                         ? widget
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, label);
  return found;
}

static void
press (Shown *self, const char *label)
{
  g_signal_emit_by_name (find_button (shown_find (self, "t"), label), "clicked");
}

static GtkWidget *
find_question (void)
{
  GListModel *windows = gtk_window_get_toplevels ();
  GtkWidget *found = NULL;

  for (guint i = 0; i < g_list_model_get_n_items (windows) && found == NULL; i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (windows, i);

      found = shown_find_type (window, ADW_TYPE_ALERT_DIALOG);
    }
  return found;
}

static AdwAlertDialog *
ask (Shown *self)
{
  GtkWidget *question;

  press (self, "Clear the fee");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "several");
  bureau_view_several_do (self->body, self->workspace.memory, self->asked);
  while ((question = find_question ()) == NULL)
    g_main_context_iteration (NULL, TRUE);
  return ADW_ALERT_DIALOG (question);
}

static void
test_does_all (Shown *self, gconstpointer data)
{
  AdwAlertDialog *question;

  shown_wait_for (self, "t", "Fee: 901 EUR");
  check (self, 0);
  shown_wait_for (self, "t", "1 row chosen");
  press (self, "Choose _All");
  shown_wait_for (self, "t", "2 rows chosen");
  question = ask (self);
  g_assert_cmpstr (adw_alert_dialog_get_heading (question), ==, "Clear the fee: 2 Rows?");
  g_assert_nonnull (strstr (adw_alert_dialog_get_body (question), "Bo"));
  g_signal_emit_by_name (question, "response", "accept");
  shown_wait_for (self, "t", "Fee: 0 EUR");
  adw_dialog_force_close (ADW_DIALOG (question));
}

/* Rows that another change reorders stay chosen; one that is gone is not. */
static void
test_keeps_what_was_chosen (Shown *self, gconstpointer data)
{
  g_autofree char *dump = NULL;
  gint64 id;

  shown_wait_for (self, "t", "Fee: 901 EUR");
  id = shown_add_client (self, "Aaron", 1);
  shown_wait_for (self, "t", "Aaron");
  check (self, 0);
  check (self, 2);
  shown_wait_for (self, "t", "2 rows chosen");
  await_ok (bureau_record_remove (self->workspace.memory, &operator_cause, "clients", id));
  shown_wait_for (self, "t", "1 row chosen");
  press (self, "Clear the fee");
  g_assert_cmpstr (json_array_get_string_element (bureau_json_get_array (self->asked, "lines"), 0),
                   ==, "Bo");
  press (self, "Choose _None");
  dump = shown_dump (self, "t");
  g_assert_null (strstr (dump, "chosen"));
}

static void
test_asks_first (Shown *self, gconstpointer data)
{
  AdwAlertDialog *question;

  shown_wait_for (self, "t", "Fee: 901 EUR");
  check (self, 1);
  question = ask (self);
  g_assert_cmpstr (adw_alert_dialog_get_default_response (question), ==, "cancel");
  g_signal_emit_by_name (question, "response", "cancel");
  adw_dialog_force_close (ADW_DIALOG (question));
  shown_add_client (self, "Cleo", 5);
  shown_wait_for (self, "t", "Fee: 901.05 EUR");
}

static void
add_intent (Shown *self, JsonArray *intents, const char *name, gint64 fee)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM clients WHERE name LIKE '%s%%'", name);
  JsonObject *intent = json_object_of ("{\"do\":\"set\",\"entity\":\"clients\"}");
  JsonObject *fields = json_object_new ();

  json_object_set_int_member (fields, "fee", fee);
  bureau_json_set_id (intent, "record", await_number (&self->workspace, sql));
  json_object_set_object_member (intent, "fields", fields);
  json_array_add_object_element (intents, intent);
}

/* Two rows are about Anna: one write, which can be taken back. */
static void
test_changes_once (Shown *self, gconstpointer data)
{
  g_autoptr (JsonObject) several = json_object_of ("{\"label\":\"Set\",\"lines\":[]}");
  JsonArray *intents = json_array_new ();
  GtkWidget *question;

  shown_wait_for (self, "t", "Fee: 901 EUR");
  json_object_set_array_member (several, "intents", intents);
  add_intent (self, intents, "Anna", 500);
  add_intent (self, intents, "Anna", 700);
  add_intent (self, intents, "Bo", 100);
  bureau_view_several_do (self->body, self->workspace.memory, several);
  while ((question = find_question ()) == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_signal_emit_by_name (question, "response", "accept");
  shown_wait_for (self, "t", "Fee: 6 EUR");
  adw_dialog_force_close (ADW_DIALOG (question));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/view-several/" name, Shown, document, shown_set_up, function, shown_tear_down)

static void
add_tests (void)
{
  ADD ("all", test_does_all);
  ADD ("keep", test_keeps_what_was_chosen);
  ADD ("once", test_changes_once);
  ADD ("cancel", test_asks_first);
}

int
main (int argc, char **argv)
{
  return shown_run (argc, argv, add_tests);
}
