/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view as widgets, on rows that change. */
#include "base/json.h"
#include "memory/record.h"
#include "memory/workspace-fixture.h"
#include "widgets/element.h"
#include "widgets/scene-view.h"
#include "widgets/view-body.h"

#include "bureau-desk-resources.h"

#include <locale.h>

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"params\":[{\"id\":\"who\",\"type\":\"record\",\"entity\":\"clients\",\"label\":\"Client\"}"
      ","
      "  {\"id\":\"least\",\"type\":\"int\",\"default\":0,\"min\":0,\"label\":\"At least\"}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, email, fee FROM "
      "clients"
      " WHERE coalesce(fee, 0) >= :least AND (:who IS NULL OR id = :who)\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\",\"label\":\"Client\"},"
      "  {\"name\":\"email\",\"type\":\"text\",\"label\":\"E-mail\"},"
      "  {\"name\":\"fee\",\"type\":\"money\",\"label\":\"Fee\"}]},"
      "{\"id\":\"bad\",\"rows\":\"one\",\"sql\":\"SELECT n FROM nowhere\","
      " \"columns\":[{\"name\":\"n\",\"type\":\"int\"}]}],"
      "\"layout\":[{\"row\":[\"f\",\"m\",\"b\"]},{\"row\":[\"l\"]},{\"row\":[\"t\",\"g\"]},{"
      "\"row\":[\"c\",\"k\",\"i\",\"o\"]},"
      "  {\"tabs\":[{\"title\":\"A "
      "<b>tab</b>\",\"rows\":[{\"row\":[\"x\"]}]}]},{\"side\":[\"d\"]}],"
      "\"elements\":[{\"id\":\"f\",\"type\":\"filter\",\"param\":\"least\"},"
      "{\"id\":\"m\",\"type\":\"metric\",\"title\":\"Fees\",\"data\":\"all\",\"value\":\"fee\"},"
      "{\"id\":\"b\",\"type\":\"metric\",\"title\":\"Bad\",\"data\":\"bad\",\"value\":\"n\"},"
      "{\"id\":\"l\",\"type\":\"list\",\"title\":\"Names\",\"data\":\"all\",\"primary\":\"name\","
      " \"sort\":\"name\",\"select\":{\"param\":\"who\",\"col\":\"id\"}},"
      "{\"id\":\"t\",\"type\":\"table\",\"title\":\"Table\",\"data\":\"all\",\"sort\":\"-name\","
      " \"columns\":[{\"col\":\"name\"},{\"col\":\"fee\",\"total\":\"sum\"}],"
      " \"row_actions\":[\"remove\"],\"empty\":{\"title\":\"No client is like that\"}},"
      "{\"id\":\"g\",\"type\":\"group\",\"title\":\"Group\",\"elements\":[\"w\",\"p\"]},"
      "{\"id\":\"w\",\"type\":\"text\",\"data\":\"all\",\"text\":\"# Hi\\n\\n{n} clients\"},"
      "{\"id\":\"p\",\"type\":\"progress\",\"title\":\"Fee\",\"data\":\"all\",\"value\":\"fee\","
      " \"max\":1000,\"label\":\"name\"},"
      "{\"id\":\"c\",\"type\":\"chart\",\"mark\":\"bar\",\"title\":\"Chart\",\"data\":\"all\","
      " \"x\":\"name\",\"y\":[\"fee\"],\"sort\":\"name\",\"summary\":\"Most: {max.fee}\","
      " \"select\":{\"param\":\"who\",\"col\":\"id\"}},"
      "{\"id\":\"k\",\"type\":\"board\",\"title\":\"Board\",\"data\":\"all\",\"group\":\"email\","
      " \"groups\":[\"a@b.c\",\"empty\"],\"card\":{\"title\":\"name\",\"fields\":[\"fee\"]},"
      " \"move_action\":\"move\"},"
      "{\"id\":\"i\",\"type\":\"timeline\",\"title\":\"Events\",\"data\":\"all\",\"time\":"
      "\"email\","
      " \"text\":\"name\"},"
      "{\"id\":\"o\",\"type\":\"form\",\"title\":\"New\",\"submit\":\"add\",\"fields\":[{\"id\":"
      "\"name\",\"label\":\"Name\",\"kind\":\"text\",\"required\":true},{\"id\":\"fee\",\"label\":"
      "\"Fee\",\"kind\":\"int\"}]},"
      "{\"id\":\"x\",\"type\":\"sphere\",\"title\":\"Strange\"},"
      "{\"id\":\"d\",\"type\":\"detail\",\"title\":\"Detail\",\"data\":\"all\","
      " \"fields\":[{\"col\":\"name\"},{\"col\":\"email\"}]}],"
      "\"actions\":[{\"id\":\"remove\",\"label\":\"Clear the fee\",\"do\":\"set\",\"entity\":"
      "\"clients\",\"per\":\"row\",\"args\":[{\"arg\":\"fee\",\"const\":0}]},"
      "{\"id\":\"move\",\"label\":\"Moved\",\"do\":\"set\",\"entity\":\"clients\",\"per\":\"row\","
      " \"args\":[{\"arg\":\"email\",\"from\":\"move_target\"}]},"
      "{\"id\":\"add\",\"label\":\"Add it\",\"do\":\"add\",\"entity\":\"clients\",\"args\":["
      "{\"arg\":\"name\",\"field\":\"name\"},{\"arg\":\"fee\",\"field\":\"fee\"}]}]}";

typedef struct
{
  Workspace workspace;
  BureauShownView *view;
  GtkWidget *window;
  BureauViewBody *body;
  JsonObject *asked;
} Fixture;

static gint64
add_client (Fixture *self, const char *name, gint64 fee)
{
  g_autoptr (JsonObject) fields = json_object_new ();

  json_object_set_string_member (fields, "name", name);
  json_object_set_int_member (fields, "fee", fee);
  return await_id (bureau_record_add (self->workspace.memory, &operator_cause, "clients", fields));
}

/* Every text that is seen, a line for each. */
static void
dump (GtkWidget *widget, GString *text)
{
  if (!gtk_widget_get_child_visible (widget) || !gtk_widget_get_visible (widget))
    return;
  if (GTK_IS_LABEL (widget))
    g_string_append_printf (text, "%s\n", gtk_label_get_text (GTK_LABEL (widget)));
  if (GTK_IS_INSCRIPTION (widget) && gtk_inscription_get_text (GTK_INSCRIPTION (widget)) != NULL)
    g_string_append_printf (text, "%s\n", gtk_inscription_get_text (GTK_INSCRIPTION (widget)));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    dump (child, text);
}

static char *
dump_element (Fixture *self, const char *id)
{
  g_autoptr (GString) text = g_string_new (NULL);

  dump (bureau_view_body_find (self->body, id), text);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static void
wait_for (Fixture *self, const char *id, const char *text)
{
  while (TRUE)
    {
      g_autofree char *seen = dump_element (self, id);

      if (strstr (seen, text) != NULL)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  if (g_type_is_a (G_OBJECT_TYPE (widget), type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_type (child, type);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static void
asked_cb (Fixture *self, JsonObject *intent)
{
  g_clear_pointer (&self->asked, json_object_unref);
  self->asked = json_object_ref (intent);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) view = json_object_of (document);

  workspace_set_up (&self->workspace, NULL);
  define_clients (&self->workspace);
  add_client (self, "Anna <b>A</b>", 100);
  add_client (self, "Bo", 90000);
  self->view = bureau_shown_view_new (self->workspace.memory, view, NULL);
  self->body = bureau_view_body_new (self->view);
  g_signal_connect_swapped (self->body, "asked", G_CALLBACK (asked_cb), self);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 1100, 900);
  gtk_window_set_child (GTK_WINDOW (self->window),
                        g_object_new (GTK_TYPE_SCROLLED_WINDOW, "child", self->body, NULL));
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gpointer body = self->body;
  gpointer view = self->view;

  g_object_add_weak_pointer (body, &body);
  g_object_add_weak_pointer (view, &view);
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_clear_object (&self->view);
  while (body != NULL || view != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&self->asked, json_object_unref);
  workspace_tear_down (&self->workspace, NULL);
}

static void
test_shows (Fixture *self, gconstpointer data)
{
  wait_for (self, "m", "Fees");
  wait_for (self, "m", "900.00 EUR");
  wait_for (self, "b", "nowhere");
  wait_for (self, "l", "Anna <b>A</b>");
  wait_for (self, "t", "Fee: 901.00 EUR");
  wait_for (self, "t", "Bo");
  wait_for (self, "w", "Hi\n2 clients");
  wait_for (self, "p", "1.00 EUR of 10.00 EUR");
  wait_for (self, "x", "sphere");
  wait_for (self, "d", "E-mail");
}

static void
test_lives (Fixture *self, gconstpointer data)
{
  wait_for (self, "w", "2 clients");
  add_client (self, "Cleo", 5);
  wait_for (self, "l", "Cleo");
  wait_for (self, "w", "3 clients");
  wait_for (self, "t", "Fee: 901.05 EUR");
}

static void
test_filters (Fixture *self, gconstpointer data)
{
  GtkWidget *spin;

  wait_for (self, "t", "Bo");
  spin = find_type (bureau_view_body_find (self->body, "f"), GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 200);
  wait_for (self, "w", "1 clients");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 100000);
  wait_for (self, "t", "No client is like that");
  bureau_shown_view_reset_param (self->view, "least");
  wait_for (self, "w", "2 clients");
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 0);
}

/* Who is selected is all that the others show; once more, and all are there again. */
static void
test_selects (Fixture *self, gconstpointer data)
{
  GtkWidget *list;

  wait_for (self, "l", "Bo");
  list = find_type (bureau_view_body_find (self->body, "l"), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 1);
  wait_for (self, "w", "1 clients");
  wait_for (self, "l", "Anna");
  g_assert_nonnull (find_type (GTK_WIDGET (self->body), ADW_TYPE_BUTTON_CONTENT));
  g_signal_emit_by_name (list, "activate", 1);
  wait_for (self, "w", "2 clients");
}

static void
test_acts (Fixture *self, gconstpointer data)
{
  GtkWidget *table, *button;
  g_autofree char *printed = NULL;

  wait_for (self, "t", "Clear the fee");
  table = find_type (bureau_view_body_find (self->body, "t"), GTK_TYPE_COLUMN_VIEW);
  button = find_type (find_type (table, ADW_TYPE_WRAP_BOX), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "set");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "entity"), ==, "clients");
  g_assert_cmpint (bureau_json_get_id (self->asked, "record"), !=, 0);
  gtk_widget_activate_action (table, "element.where", NULL);
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "where");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "element"), ==, "t");
}

/* A mark selects as a row of a list does, and the figures are there without the picture. */
static void
test_charts (Fixture *self, gconstpointer data)
{
  GtkWidget *element = bureau_view_body_find (self->body, "c");
  BureauSceneView *scene;
  const BureauSceneMark *mark;

  wait_for (self, "c", "Most: 900.00 EUR");
  scene = BUREAU_SCENE_VIEW (find_type (element, BUREAU_TYPE_SCENE_VIEW));
  while (bureau_scene_view_get_scene (scene) == NULL)
    g_main_context_iteration (NULL, TRUE);
  mark = g_ptr_array_index (bureau_scene_view_get_scene (scene)->marks, 1);
  g_assert_cmpstr (mark->label, ==, "Bo");
  g_assert_cmpstr (mark->figure, ==, "900.00 EUR");
  g_signal_emit_by_name (scene, "activated", mark->row);
  wait_for (self, "w", "1 clients");
  wait_for (self, "d", "Bo");
  gtk_widget_activate_action (GTK_WIDGET (scene), "element.as-table", NULL);
  wait_for (self, "c", "Anna <b>A</b>");
}

static void
test_moves_cards (Fixture *self, gconstpointer data)
{
  GtkWidget *board = bureau_view_body_find (self->body, "k");
  JsonObject *fields;

  wait_for (self, "k", "A@b.c\n0\n");
  wait_for (self, "k", "None\n2\n");
  wait_for (self, "k", "Fee: 900.00 EUR");
  gtk_widget_activate_action (find_type (board, ADW_TYPE_WRAP_BOX), "board.move", "(us)", 0,
                              "a@b.c");
  fields = bureau_json_get_object (self->asked, "fields");
  g_assert_cmpstr (bureau_json_get_string (fields, "email"), ==, "a@b.c");
  g_assert_cmpint (bureau_json_get_id (self->asked, "record"), !=, 0);
}

static void
test_fills_in (Fixture *self, gconstpointer data)
{
  GtkWidget *form = bureau_view_body_find (self->body, "o");
  GtkWidget *row = find_type (form, ADW_TYPE_ENTRY_ROW);
  GtkWidget *button;

  wait_for (self, "o", "Add it");
  button = gtk_widget_get_last_child (gtk_widget_get_parent (gtk_widget_get_parent (row)));
  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_null (self->asked);
  gtk_editable_set_text (GTK_EDITABLE (row), "Cleo");
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "add");
  g_assert_cmpstr (bureau_json_get_string (bureau_json_get_object (self->asked, "fields"), "name"),
                   ==, "Cleo");
  row = find_type (form, ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  wait_for (self, "i", "Bo");
}

/* Side by side where there is room, one below the other where there is none. */
static void
test_flows (Fixture *self, gconstpointer data)
{
  static const char *const ids[] = { "f", "m", "b", "l", "t", "c", "k", "d" };
  int wide, narrow, minimum;

  wait_for (self, "t", "Bo");
  gtk_widget_measure (GTK_WIDGET (self->body), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 336);
  gtk_widget_measure (GTK_WIDGET (self->body), GTK_ORIENTATION_VERTICAL, 1200, &wide, NULL, NULL,
                      NULL);
  gtk_widget_measure (GTK_WIDGET (self->body), GTK_ORIENTATION_VERTICAL, 336, &narrow, NULL, NULL,
                      NULL);
  g_assert_cmpint (wide, <, narrow);
  gtk_widget_allocate (GTK_WIDGET (self->body), 336, narrow, -1, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (ids); i++)
    g_assert_cmpint (gtk_widget_get_width (bureau_view_body_find (self->body, ids[i])), <=, 336);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/widgets/view-body/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  dex_init ();
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  bureau_desk_register_resource ();
  ADD ("shows", test_shows);
  ADD ("live", test_lives);
  ADD ("filter", test_filters);
  ADD ("select", test_selects);
  ADD ("act", test_acts);
  ADD ("chart", test_charts);
  ADD ("board", test_moves_cards);
  ADD ("form", test_fills_in);
  ADD ("flow", test_flows);
  return g_test_run ();
}
