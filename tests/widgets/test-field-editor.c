/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A field that a person edits while what stands in memory changes. */
#include "base/json.h"
#include "bureau-desk-resources.h"
#include "memory/workspace-fixture.h"
#include "widgets/field-editor.h"

typedef struct
{
  GtkWidget *window;
  BureauFieldEditor *editor;
  guint n_edited;
} Fixture;

static void
edited_cb (Fixture *self)
{
  self->n_edited++;
}

static void
make (Fixture *self, const char *field_text, gboolean is_form)
{
  g_autoptr (JsonObject) field = json_object_of (field_text);
  GtkWidget *list = gtk_list_box_new ();

  self->editor = bureau_field_editor_new (field, is_form);
  self->window = gtk_window_new ();
  gtk_list_box_append (GTK_LIST_BOX (list),
                       GTK_WIDGET (bureau_field_editor_get_row (self->editor)));
  gtk_window_set_child (GTK_WINDOW (self->window), list);
  g_signal_connect_swapped (self->editor, "edited", G_CALLBACK (edited_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_clear_object (&self->editor);
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static void
set_up (Fixture *self, gconstpointer data)
{
}

static void
store (Fixture *self, const char *value)
{
  g_autoptr (JsonNode) node = bureau_json_parse (value, -1, NULL);

  bureau_field_editor_set_value (self->editor, node, "EUR");
}

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static GtkWidget *
get_part (Fixture *self, GType type)
{
  return find_type (GTK_WIDGET (bureau_field_editor_get_row (self->editor)), type);
}

static GtkTextBuffer *
get_buffer (Fixture *self)
{
  return gtk_text_view_get_buffer (GTK_TEXT_VIEW (get_part (self, GTK_TYPE_TEXT_VIEW)));
}

static void
assert_lines (Fixture *self, const char *expected)
{
  g_autofree char *text = NULL;

  g_object_get (get_buffer (self), "text", &text, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static void
leave (Fixture *self)
{
  g_autoptr (GListModel) controllers = gtk_widget_observe_controllers (
      get_part (self, GTK_TYPE_TEXT_VIEW));

  for (guint i = 0; i < g_list_model_get_n_items (controllers); i++)
    {
      g_autoptr (GtkEventController) controller = g_list_model_get_item (controllers, i);

      if (GTK_IS_EVENT_CONTROLLER_FOCUS (controller))
        g_signal_emit_by_name (controller, "leave");
    }
}

/* The line end behind them is not stored, and so nothing is edited any more. */
static void
test_settles (Fixture *self, gconstpointer data)
{
  make (self, "{\"name\":\"note\",\"type\":\"long_text\"}", FALSE);
  store (self, "null");
  gtk_text_buffer_set_text (get_buffer (self), "abc\n", -1);
  leave (self);
  g_assert_cmpuint (self->n_edited, ==, 1);
  store (self, "\"abc\"");
  assert_lines (self, "abc\n");
  leave (self);
  g_assert_cmpuint (self->n_edited, ==, 1);
  store (self, "\"what an agent wrote\"");
  assert_lines (self, "what an agent wrote");
  leave (self);
  g_assert_cmpuint (self->n_edited, ==, 1);
}

/* Another change leaves the cursor, and words that are not stored yet. */
static void
test_keeps_the_cursor (Fixture *self, gconstpointer data)
{
  GtkTextIter at;

  make (self, "{\"name\":\"note\",\"type\":\"long_text\"}", FALSE);
  store (self, "\"one two\"");
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &at, 3);
  gtk_text_buffer_place_cursor (get_buffer (self), &at);
  store (self, "\"one two\"");
  gtk_text_buffer_get_iter_at_mark (get_buffer (self), &at,
                                    gtk_text_buffer_get_insert (get_buffer (self)));
  g_assert_cmpint (gtk_text_iter_get_offset (&at), ==, 3);
  gtk_text_buffer_set_text (get_buffer (self), "one two three", -1);
  store (self, "\"another\"");
  assert_lines (self, "one two three");
}

/* 12 is written as 12 EUR once it is stored: shown anew when it changes. */
static void
test_follows_another_form (Fixture *self, gconstpointer data)
{
  GtkEditable *row;

  make (self, "{\"name\":\"fee\",\"type\":\"money\"}", FALSE);
  row = GTK_EDITABLE (bureau_field_editor_get_row (self->editor));
  store (self, "null");
  gtk_editable_set_text (row, "12");
  g_signal_emit_by_name (row, "apply");
  g_assert_cmpuint (self->n_edited, ==, 1);
  store (self, "1200");
  store (self, "1500");
  g_assert_cmpstr (gtk_editable_get_text (row), ==, "15 EUR");
}

static void
test_keeps_a_choice (Fixture *self, gconstpointer data)
{
  AdwComboRow *row;

  make (self, "{\"name\":\"stage\",\"type\":\"choice\",\"choices\":[\"new\",\"won\"]}", TRUE);
  row = ADW_COMBO_ROW (bureau_field_editor_get_row (self->editor));
  store (self, "\"new\"");
  adw_combo_row_set_selected (row, 2);
  store (self, "\"new\"");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);
  adw_combo_row_set_selected (row, 1);
  store (self, "\"won\"");
  g_assert_cmpuint (adw_combo_row_get_selected (row), ==, 2);
}

static void
test_keeps_a_switch (Fixture *self, gconstpointer data)
{
  AdwSwitchRow *row;

  make (self, "{\"name\":\"vip\",\"type\":\"bool\"}", TRUE);
  row = ADW_SWITCH_ROW (bureau_field_editor_get_row (self->editor));
  store (self, "1");
  g_assert_true (adw_switch_row_get_active (row));
  adw_switch_row_set_active (row, FALSE);
  store (self, "1");
  g_assert_false (adw_switch_row_get_active (row));
}

static void
test_keeps_a_record (Fixture *self, gconstpointer data)
{
  make (self, "{\"name\":\"boss\",\"type\":\"ref\",\"collection\":\"clients\"}", TRUE);
  store (self, "7");
  g_assert_cmpint (bureau_field_editor_get_record (self->editor), ==, 7);
  bureau_field_editor_choose_record (self->editor, 9);
  store (self, "7");
  g_assert_cmpint (bureau_field_editor_get_record (self->editor), ==, 9);
  bureau_field_editor_choose_record (self->editor, 0);
  store (self, "7");
  g_assert_cmpint (bureau_field_editor_get_record (self->editor), ==, 0);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/widgets/field-editor/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  adw_init ();
  bureau_desk_register_resource ();
  g_test_init (&argc, &argv, NULL);
  ADD ("settle", test_settles);
  ADD ("cursor", test_keeps_the_cursor);
  ADD ("form", test_follows_another_form);
  ADD ("choice", test_keeps_a_choice);
  ADD ("switch", test_keeps_a_switch);
  ADD ("record", test_keeps_a_record);
  return g_test_run ();
}
