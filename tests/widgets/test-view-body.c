/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view as widgets, on rows that change. */
#include "base/json.h"
#include "shown-fixture.h"
#include "widgets/element.h"
#include "widgets/filter-control.h"
#include "widgets/scene-view.h"

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"params\":[{\"id\":\"who\",\"type\":\"record\",\"entity\":\"clients\",\"label\":\"Client\"}"
      ",{\"id\":\"only\",\"type\":\"record\",\"entity\":\"clients\",\"label\":\"Only\"},"
      "  {\"id\":\"least\",\"type\":\"int\",\"default\":0,\"min\":0,\"label\":\"At least\"}],"
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, email, fee FROM "
      "clients"
      " WHERE coalesce(fee, 0) >= :least AND (:who IS NULL OR id = :who)"
      " AND (:only IS NULL OR id = :only)\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\",\"label\":\"Client\"},"
      "  {\"name\":\"email\",\"type\":\"text\",\"label\":\"E-mail\"},"
      "  {\"name\":\"fee\",\"type\":\"money\",\"label\":\"Fee\"}]},"
      "{\"id\":\"none\",\"rows\":\"one\",\"sql\":\"SELECT name FROM clients WHERE fee < 0\","
      " \"columns\":[{\"name\":\"name\",\"type\":\"text\"}]},"
      "{\"id\":\"bad\",\"rows\":\"one\",\"sql\":\"SELECT n FROM nowhere\","
      " \"columns\":[{\"name\":\"n\",\"type\":\"int\"}]}],"
      "\"layout\":[{\"row\":[\"f\",\"h\",\"m\",\"b\"]},{\"row\":[\"l\"]},{\"row\":[\"t\",\"g\"]},{"
      "\"row\":[\"c\",\"k\",\"i\",\"o\",\"e\"]},"
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
      "\"Fee\",\"kind\":\"int\"},{\"id\":\"note\",\"label\":\"Note\",\"kind\":\"long_text\"},"
      "{\"id\":\"boss\",\"label\":\"Boss\",\"kind\":\"record\",\"entity\":\"clients\"}]},"
      "{\"id\":\"e\",\"type\":\"form\",\"title\":\"From none\",\"data\":\"none\",\"submit\":"
      "\"add\",\"fields\":[{\"id\":\"name\",\"label\":\"Name\",\"kind\":\"text\"}]},"
      "{\"id\":\"h\",\"type\":\"filter\",\"param\":\"only\"},"
      "{\"id\":\"x\",\"type\":\"sphere\",\"title\":\"Strange\"},"
      "{\"id\":\"d\",\"type\":\"detail\",\"title\":\"Detail\",\"data\":\"all\","
      " \"fields\":[{\"col\":\"name\"},{\"col\":\"email\"}]}],"
      "\"actions\":[{\"id\":\"remove\",\"label\":\"Clear the fee\",\"do\":\"set\",\"entity\":"
      "\"clients\",\"per\":\"row\",\"args\":[{\"arg\":\"fee\",\"const\":0}]},"
      "{\"id\":\"move\",\"label\":\"Moved\",\"do\":\"set\",\"entity\":\"clients\",\"per\":\"row\","
      " \"args\":[{\"arg\":\"email\",\"from\":\"move_target\"}]},"
      "{\"id\":\"add\",\"label\":\"Add it\",\"do\":\"add\",\"entity\":\"clients\",\"args\":["
      "{\"arg\":\"name\",\"field\":\"name\"},{\"arg\":\"fee\",\"field\":\"fee\"},{\"arg\":"
      "\"email\",\"field\":\"note\"},{\"arg\":\"boss\",\"field\":\"boss\"}]}]}";

static void
test_shows (Shown *self, gconstpointer data)
{
  shown_wait_for (self, "m", "Fees");
  shown_wait_for (self, "m", "900 EUR");
  shown_wait_for (self, "b", "nowhere");
  shown_wait_for (self, "l", "Anna <b>A</b>");
  shown_wait_for (self, "t", "Fee: 901 EUR");
  shown_wait_for (self, "t", "Bo");
  shown_wait_for (self, "w", "Hi\n2 clients");
  shown_wait_for (self, "p", "1 EUR of 10 EUR");
  shown_wait_for (self, "x", "sphere");
  shown_wait_for (self, "d", "E-mail");
}

static void
test_lives (Shown *self, gconstpointer data)
{
  shown_wait_for (self, "w", "2 clients");
  shown_add_client (self, "Cleo", 5);
  shown_wait_for (self, "l", "Cleo");
  shown_wait_for (self, "w", "3 clients");
  shown_wait_for (self, "t", "Fee: 901.05 EUR");
}

/* A kept order of a column that is gone: the view's own. */
static void
test_passes_over_a_sort (Shown *self, gconstpointer data)
{
  BureauElement *table = BUREAU_ELEMENT (shown_find (self, "t"));

  shown_wait_for (self, "t", "Bo");
  bureau_element_set_sort (table, "gone");
  while (bureau_shown_rows_get_n (bureau_element_get_rows (table)) < 2)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (json_node_get_string (
                       bureau_shown_rows_get_value (bureau_element_get_rows (table), 0, "name")),
                   ==, "Bo");
}

static void
test_filters (Shown *self, gconstpointer data)
{
  GtkWidget *spin;

  shown_wait_for (self, "t", "Bo");
  spin = shown_find_type (shown_find (self, "f"), GTK_TYPE_SPIN_BUTTON);
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 200);
  shown_wait_for (self, "w", "1 clients");
  gtk_spin_button_set_value (GTK_SPIN_BUTTON (spin), 100000);
  shown_wait_for (self, "t", "No client is like that");
  bureau_shown_view_reset_param (self->view, "least");
  shown_wait_for (self, "w", "2 clients");
  g_assert_cmpfloat (gtk_spin_button_get_value (GTK_SPIN_BUTTON (spin)), ==, 0);
}

/* Who is selected is all that the others show; once more, and all are there again. */
static void
test_selects (Shown *self, gconstpointer data)
{
  GtkWidget *list;

  shown_wait_for (self, "l", "Bo");
  list = shown_find_type (shown_find (self, "l"), GTK_TYPE_LIST_VIEW);
  g_signal_emit_by_name (list, "activate", 1);
  shown_wait_for (self, "w", "1 clients");
  shown_wait_for (self, "l", "Anna");
  g_assert_nonnull (shown_find_type (GTK_WIDGET (self->body), ADW_TYPE_BUTTON_CONTENT));
  g_signal_emit_by_name (list, "activate", 1);
  shown_wait_for (self, "w", "2 clients");
}

static void
test_acts (Shown *self, gconstpointer data)
{
  GtkWidget *table, *button;
  g_autofree char *printed = NULL;

  shown_wait_for (self, "t", "Clear the fee");
  table = shown_find_type (shown_find (self, "t"), GTK_TYPE_COLUMN_VIEW);
  button = shown_find_type (shown_find_type (table, ADW_TYPE_WRAP_BOX), GTK_TYPE_BUTTON);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "set");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "entity"), ==, "clients");
  g_assert_cmpint (bureau_json_get_id (self->asked, "record"), !=, 0);
  gtk_widget_activate_action (table, "element.where", NULL);
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "where");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "element"), ==, "t");
  gtk_widget_activate_action (table, "element.change", NULL);
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "change");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "element"), ==, "t");
}

/* A mark selects as a row of a list does, and the figures are there without the picture. */
static void
test_charts (Shown *self, gconstpointer data)
{
  GtkWidget *element = shown_find (self, "c");
  BureauSceneView *scene;
  const BureauSceneMark *mark;

  shown_wait_for (self, "c", "Most: 900 EUR");
  scene = BUREAU_SCENE_VIEW (shown_find_type (element, BUREAU_TYPE_SCENE_VIEW));
  while (bureau_scene_view_get_scene (scene) == NULL)
    g_main_context_iteration (NULL, TRUE);
  mark = g_ptr_array_index (bureau_scene_view_get_scene (scene)->marks, 1);
  g_assert_cmpstr (mark->label, ==, "Bo");
  g_assert_cmpstr (mark->figure, ==, "900 EUR");
  g_signal_emit_by_name (scene, "activated", mark->row);
  shown_wait_for (self, "w", "1 clients");
  shown_wait_for (self, "d", "Bo");
  gtk_widget_activate_action (GTK_WIDGET (scene), "element.as-table", NULL);
  shown_wait_for (self, "c", "Anna <b>A</b>");
}

static void
test_moves_cards (Shown *self, gconstpointer data)
{
  GtkWidget *board = shown_find (self, "k");
  JsonObject *fields;

  shown_wait_for (self, "k", "A@b.c\n0\n");
  shown_wait_for (self, "k", "None\n2\n");
  shown_wait_for (self, "k", "Fee: 900 EUR");
  gtk_widget_activate_action (shown_find_type (board, ADW_TYPE_WRAP_BOX), "board.move", "(us)", 0,
                              "a@b.c");
  fields = bureau_json_get_object (self->asked, "fields");
  g_assert_cmpstr (bureau_json_get_string (fields, "email"), ==, "a@b.c");
  g_assert_cmpint (bureau_json_get_id (self->asked, "record"), !=, 0);
}

static gint64
find_bo (Shown *self)
{
  BureauShownRows *rows = bureau_element_get_rows (BUREAU_ELEMENT (shown_find (self, "l")));
  g_autoptr (JsonObject) row = bureau_shown_rows_dup_row (rows, 1);

  return bureau_json_get_id (row, "id");
}

/* The window has a person choose it; its name is shown, and it can be let go of. */
static void
test_filters_by_record (Shown *self, gconstpointer data)
{
  GtkWidget *filter = shown_find (self, "h");
  GtkWidget *choose = shown_find_type (shown_find_type (filter, BUREAU_TYPE_FILTER_CONTROL),
                                       GTK_TYPE_BUTTON);

  shown_wait_for (self, "l", "Bo");
  shown_wait_for (self, "h", "Only\nAll");
  g_signal_emit_by_name (choose, "clicked");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "choose_record");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "collection"), ==, "clients");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "element"), ==, "h");
  bureau_element_chosen (BUREAU_ELEMENT (filter), NULL, find_bo (self));
  shown_wait_for (self, "h", "Only\nBo");
  shown_wait_for (self, "w", "1 clients");
  g_signal_emit_by_name (gtk_widget_get_next_sibling (choose), "clicked");
  shown_wait_for (self, "h", "Only\nAll");
  shown_wait_for (self, "w", "2 clients");
}

static void
choose_boss (Shown *self, GtkWidget *form)
{
  shown_wait_for (self, "l", "Bo");
  g_signal_emit_by_name (shown_find_type (form, ADW_TYPE_ACTION_ROW), "activated");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "choose_record");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "field"), ==, "boss");
  bureau_element_chosen (BUREAU_ELEMENT (form), "boss", find_bo (self));
  shown_wait_for (self, "o", "Boss\nBo\n");
}

/* What it adds it adds once, however often that is pressed until it is done. */
static void
test_fills_in (Shown *self, gconstpointer data)
{
  GtkWidget *form = shown_find (self, "o");
  GtkWidget *row = shown_find_type (form, ADW_TYPE_ENTRY_ROW);
  GtkWidget *lines = shown_find_type (form, GTK_TYPE_TEXT_VIEW);
  g_autoptr (JsonObject) asked = NULL;
  JsonObject *fields;
  GtkWidget *button;

  shown_wait_for (self, "o", "Add it");
  button = gtk_widget_get_last_child (gtk_widget_get_parent (gtk_widget_get_parent (row)));
  g_assert_true (GTK_IS_BUTTON (button));
  g_signal_emit_by_name (button, "clicked");
  g_assert_null (self->asked);
  choose_boss (self, form);
  gtk_editable_set_text (GTK_EDITABLE (row), "Cleo");
  gtk_text_buffer_set_text (gtk_text_view_get_buffer (GTK_TEXT_VIEW (lines)), "One\nTwo", -1);
  g_signal_emit_by_name (button, "clicked");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "add");
  fields = bureau_json_get_object (self->asked, "fields");
  g_assert_cmpstr (bureau_json_get_string (fields, "name"), ==, "Cleo");
  g_assert_cmpstr (bureau_json_get_string (fields, "email"), ==, "One\nTwo");
  g_assert_cmpint (bureau_json_get_id (fields, "boss"), ==, find_bo (self));
  asked = json_object_ref (self->asked);
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (self->asked == asked);
  bureau_element_answer (BUREAU_ELEMENT (form), asked, "The name is taken");
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "Cleo");
  g_assert_true (gtk_widget_has_css_class (row, "error"));
  g_signal_emit_by_name (button, "clicked");
  g_assert_true (self->asked != asked);
  bureau_element_answer (BUREAU_ELEMENT (form), self->asked, NULL);
  row = shown_find_type (form, ADW_TYPE_ENTRY_ROW);
  g_assert_cmpstr (gtk_editable_get_text (GTK_EDITABLE (row)), ==, "");
  shown_wait_for (self, "i", "Bo");
}

/* It begins with what a row has; without a row it adds all the same. */
static void
test_fills_in_from_none (Shown *self, gconstpointer data)
{
  GtkWidget *form = shown_find (self, "e");
  GtkWidget *row = shown_find_type (form, ADW_TYPE_ENTRY_ROW);

  shown_wait_for (self, "e", "Add it");
  shown_wait_for (self, "t", "Bo");
  gtk_editable_set_text (GTK_EDITABLE (row), "Dora");
  g_signal_emit_by_name (
      gtk_widget_get_last_child (gtk_widget_get_parent (gtk_widget_get_parent (row))), "clicked");
  g_assert_cmpstr (bureau_json_get_string (self->asked, "do"), ==, "add");
  g_assert_cmpstr (bureau_json_get_string (bureau_json_get_object (self->asked, "fields"), "name"),
                   ==, "Dora");
}

/* Side by side where there is room, one below the other where there is none. */
static void
test_flows (Shown *self, gconstpointer data)
{
  static const char *const ids[] = { "f", "m", "b", "l", "t", "c", "k", "d" };
  int wide, narrow, minimum;

  shown_wait_for (self, "t", "Bo");
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
    g_assert_cmpint (gtk_widget_get_width (shown_find (self, ids[i])), <=, 336);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/widgets/view-body/" name, Shown, document, shown_set_up, function, shown_tear_down)

static void
add_tests (void)
{
  ADD ("gone-sort", test_passes_over_a_sort);
  ADD ("shows", test_shows);
  ADD ("live", test_lives);
  ADD ("filter", test_filters);
  ADD ("select", test_selects);
  ADD ("act", test_acts);
  ADD ("chart", test_charts);
  ADD ("board", test_moves_cards);
  ADD ("record", test_filters_by_record);
  ADD ("form", test_fills_in);
  ADD ("form-from-none", test_fills_in_from_none);
  ADD ("flow", test_flows);
}

int
main (int argc, char **argv)
{
  return shown_run (argc, argv, add_tests);
}
