/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/growing-text.h"

#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "bureau-desk-resources.h"
#include "desk/frame.h"
#include "memory/scratch.h"

#define RUN 7
#define LINE "We thank you for your letter, and this is what we noted of it."
#define N_LINES 100
#define NARROW 200

typedef struct
{
  Workspace workspace;
  GtkWidget *window;
  BureauGrowingText *growing;
  GString *written; /* by the agent, so far */
  guint n_lines;
} Fixture;

static GtkWidget *
find (GtkWidget *from, GType type)
{
  GtkWidget *found = G_TYPE_CHECK_INSTANCE_TYPE (from, type) ? from : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static GtkTextView *
get_view (Fixture *self)
{
  return GTK_TEXT_VIEW (find (GTK_WIDGET (self->growing), GTK_TYPE_TEXT_VIEW));
}

static GtkTextBuffer *
get_buffer (Fixture *self)
{
  return gtk_text_view_get_buffer (get_view (self));
}

static GtkAdjustment *
get_place (Fixture *self)
{
  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (get_view (self)));
}

/* A text is laid out little by little; here each of its lines is as high as the first. */
static gboolean
is_laid_out (Fixture *self)
{
  GtkTextIter first;
  int y, height;

  gtk_text_buffer_get_start_iter (get_buffer (self), &first);
  gtk_text_view_get_line_yrange (get_view (self), &first, &y, &height);
  return height > 0 && gtk_adjustment_get_upper (get_place (self)) >= self->n_lines * height;
}

/* The engine's part: what came is stored, and the widget shows it. */
static void
write_more (Fixture *self, guint n_lines)
{
  g_autoptr (JsonObject) reply = json_object_of ("{\"do\":\"draft\",\"agent\":\"writer\"}");
  g_autofree char *value = NULL;

  for (guint i = 0; i < n_lines; i++)
    g_string_append_printf (self->written, "%s" LINE, self->written->len > 0 ? "\n" : "");
  self->n_lines += n_lines;
  json_object_set_string_member (reply, "text", self->written->str);
  value = bureau_json_print_object (reply);
  await_ok (bureau_scratch_put (self->workspace.memory, "reply:7:write", value));
  while (gtk_text_buffer_get_char_count (get_buffer (self)) < (int)self->written->len
         || !is_laid_out (self))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_for_end (Fixture *self)
{
  double page = gtk_adjustment_get_page_size (get_place (self));

  while (gtk_adjustment_get_value (get_place (self)) + page
         < gtk_adjustment_get_upper (get_place (self)))
    g_main_context_iteration (NULL, TRUE);
  await_ok (bureau_frame_next (self->window));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  workspace_set_up (&self->workspace, NULL);
  self->written = g_string_new (NULL);
  self->growing = g_object_new (BUREAU_TYPE_GROWING_TEXT, NULL);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 400, 300);
  gtk_window_set_child (GTK_WINDOW (self->window), GTK_WIDGET (self->growing));
  gtk_window_present (GTK_WINDOW (self->window));
  bureau_growing_text_follow (self->growing, self->workspace.memory, RUN, 0);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_string_free (self->written, TRUE);
  workspace_tear_down (&self->workspace, NULL);
}

/* Who reads along sees the end, and what they selected to copy it stays selected. */
static void
test_selection (Fixture *self, gconstpointer data)
{
  GtkTextIter start, end;

  write_more (self, N_LINES);
  wait_for_end (self);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &start, 3);
  gtk_text_buffer_get_iter_at_offset (get_buffer (self), &end, 8);
  gtk_text_buffer_select_range (get_buffer (self), &end, &start);
  write_more (self, N_LINES);
  wait_for_end (self);
  g_assert_true (gtk_text_buffer_get_selection_bounds (get_buffer (self), &start, &end));
  g_assert_cmpint (gtk_text_iter_get_offset (&start), ==, 3);
  g_assert_cmpint (gtk_text_iter_get_offset (&end), ==, 8);
}

/* Who went back to read the beginning stays there. */
static void
test_reading (Fixture *self, gconstpointer data)
{
  write_more (self, N_LINES);
  wait_for_end (self);
  gtk_adjustment_set_value (get_place (self), 0);
  write_more (self, N_LINES);
  await_ok (bureau_frame_next (self->window));
  g_assert_cmpfloat (gtk_adjustment_get_value (get_place (self)), ==, 0);
}

/* Until all is laid out and nothing is left to do. */
static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
make_narrow (Fixture *self)
{
  double upper = gtk_adjustment_get_upper (get_place (self));

  gtk_window_set_default_size (GTK_WINDOW (self->window), NARROW, 300);
  while (gtk_widget_get_width (GTK_WIDGET (get_view (self))) > NARROW
         || gtk_adjustment_get_upper (get_place (self)) <= upper)
    g_main_context_iteration (NULL, TRUE);
}

/* And while the agent thinks, also where the text is laid out anew. */
static void
test_resizing (Fixture *self, gconstpointer data)
{
  write_more (self, N_LINES);
  wait_for_end (self);
  settle ();
  gtk_adjustment_set_value (get_place (self), 0);
  make_narrow (self);
  await_ok (bureau_frame_next (self->window));
  settle ();
  g_assert_cmpfloat (gtk_adjustment_get_value (get_place (self)), ==, 0);
}

/* Who reads along does so in a narrower window too. */
static void
test_resizing_at_the_end (Fixture *self, gconstpointer data)
{
  write_more (self, N_LINES);
  wait_for_end (self);
  settle ();
  make_narrow (self);
  wait_for_end (self);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  dex_init ();
  bureau_desk_register_resource ();
  g_test_add ("/desk/growing-text/selection", Fixture, NULL, set_up, test_selection, tear_down);
  g_test_add ("/desk/growing-text/reading", Fixture, NULL, set_up, test_reading, tear_down);
  g_test_add ("/desk/growing-text/resizing", Fixture, NULL, set_up, test_resizing, tear_down);
  g_test_add ("/desk/growing-text/resizing-at-the-end", Fixture, NULL, set_up,
              test_resizing_at_the_end, tear_down);
  return g_test_run ();
}
