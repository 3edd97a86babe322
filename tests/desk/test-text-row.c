/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A text that grows on a page that scrolls. */
#include <adwaita.h>

#include "bureau-desk-resources.h"
#include "desk/text-row.h"

#define N_LINES 80
#define PAGE_HEIGHT 300

typedef struct
{
  GtkWidget *window;
  GtkWidget *row;
  GtkTextView *view;
  GtkAdjustment *page;
} Fixture;

static GtkWidget *
find_type (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_type (child, type);
  return found;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *list = gtk_list_box_new ();
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  self->row = bureau_text_row_new ("Letter");
  self->view = GTK_TEXT_VIEW (find_type (self->row, GTK_TYPE_TEXT_VIEW));
  gtk_list_box_append (GTK_LIST_BOX (list), adw_entry_row_new ());
  gtk_list_box_append (GTK_LIST_BOX (list), self->row);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), list);
  self->page = gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (scrolled));
  self->window = g_object_new (GTK_TYPE_WINDOW, "child", scrolled, "default-width", 400,
                               "default-height", PAGE_HEIGHT, NULL);
  gtk_window_present (GTK_WINDOW (self->window));
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
}

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  ++*(guint *)data;
  return G_SOURCE_CONTINUE;
}

/* More frames than anything here takes; the last of them is drawn with nothing left to do. */
static void
settle (Fixture *self)
{
  guint frames = 0;
  guint tick = gtk_widget_add_tick_callback (self->window, tick_cb, &frames, NULL);

  while (frames < 40)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_remove_tick_callback (self->window, tick);
}

/* How tall a long text is is found out when there is time. */
static void
await_height (Fixture *self, int least, int most)
{
  do
    settle (self);
  while (gtk_widget_get_height (self->row) < least || gtk_widget_get_height (self->row) > most);
}

static void
write_lines (Fixture *self, guint n)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n; i++)
    g_string_append_printf (text, "line %u\n", i);
  g_object_set (self->row, "text", text->str, NULL);
}

static void
place_cursor (Fixture *self, int line)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (self->view);
  GtkTextIter at;

  gtk_text_buffer_get_iter_at_line (buffer, &at, line);
  gtk_text_buffer_place_cursor (buffer, &at);
}

static gboolean
is_cursor_in_sight (Fixture *self)
{
  GdkRectangle cursor;
  graphene_point_t at;
  int y;

  gtk_text_view_get_cursor_locations (self->view, NULL, &cursor, NULL);
  gtk_text_view_buffer_to_window_coords (self->view, GTK_TEXT_WINDOW_WIDGET, 0, cursor.y, NULL, &y);
  g_assert_true (gtk_widget_compute_point (GTK_WIDGET (self->view), self->window,
                                           &GRAPHENE_POINT_INIT (0, (float)y), &at));

  return at.y >= 0 && at.y + (float)cursor.height <= (float)gtk_widget_get_height (self->window);
}

static void
await_cursor_in_sight (Fixture *self)
{
  do
    settle (self);
  while (!is_cursor_in_sight (self));
}

static void
test_grows (Fixture *self, gconstpointer data)
{
  int empty;

  settle (self);
  empty = gtk_widget_get_height (self->row);
  write_lines (self, N_LINES);
  await_height (self, empty + N_LINES * 10, G_MAXINT);
  g_assert_null (find_type (self->row, GTK_TYPE_SCROLLED_WINDOW));
  write_lines (self, 1);
  await_height (self, 0, empty + 40);
}

static void
test_follows_the_cursor (Fixture *self, gconstpointer data)
{
  write_lines (self, N_LINES);
  place_cursor (self, 0);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  await_cursor_in_sight (self);
  place_cursor (self, N_LINES - 1);
  await_cursor_in_sight (self);
  gtk_text_buffer_insert_at_cursor (gtk_text_view_get_buffer (self->view), "\n\n\n\n\n", -1);
  await_cursor_in_sight (self);
}

/* Whoever presses into the midst of a text finds it where it was. */
static void
test_stays_under_the_pointer (Fixture *self, gconstpointer data)
{
  double place;

  write_lines (self, N_LINES);
  await_height (self, N_LINES * 10, G_MAXINT);
  place = gtk_adjustment_get_upper (self->page) / 2;
  gtk_adjustment_set_value (self->page, place);
  settle (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  place_cursor (self, N_LINES / 2 + 5);
  await_cursor_in_sight (self);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (self->page), place, 0.5);
}

static void
await_in_front (GtkWidget *window, GtkWidget *other)
{
  while (!gtk_window_is_active (GTK_WINDOW (window)) || gtk_window_is_active (GTK_WINDOW (other)))
    g_main_context_iteration (NULL, TRUE);
}

/* Gives the keyboard to a window, as a window manager does; there is none. */
static void
come_forward (GtkWidget *window, GtkWidget *from)
{
  const char *title = gtk_window_get_title (GTK_WINDOW (window));
  const char *const command[] = { "xdotool", "search", "--sync",      "--onlyvisible",
                                  "--name",  title,    "windowfocus", NULL };
  int status;

  g_assert_true (g_spawn_sync (NULL, (char **)command, NULL,
                               G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL,
                               NULL, &status, NULL));
  g_assert_cmpint (status, ==, 0);
  await_in_front (window, from);
}

/* Whoever scrolled away to read, and was in another window meanwhile, is where they were. */
static void
test_stays_when_the_window_returns (Fixture *self, gconstpointer data)
{
  GtkWidget *other = g_object_new (GTK_TYPE_WINDOW, "title", "Other", NULL);
  double place;

  gtk_window_set_title (GTK_WINDOW (self->window), "Letter");
  gtk_window_present (GTK_WINDOW (other));
  await_in_front (other, self->window);
  come_forward (self->window, other);
  write_lines (self, N_LINES);
  await_height (self, N_LINES * 10, G_MAXINT);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  place_cursor (self, N_LINES - 1);
  await_cursor_in_sight (self);
  gtk_adjustment_set_value (self->page, 100);
  settle (self);
  place = gtk_adjustment_get_value (self->page);
  come_forward (other, self->window);
  come_forward (self->window, other);
  settle (self);
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (self->page), place, 0.5);
  g_assert_false (is_cursor_in_sight (self));
  gtk_window_destroy (GTK_WINDOW (other));
}

/* The keyboard that went elsewhere meanwhile comes to the text anew. */
static void
test_comes_after_the_window_returned (Fixture *self, gconstpointer data)
{
  GtkWidget *other = g_object_new (GTK_TYPE_WINDOW, "title", "Other", NULL);
  GtkWidget *first = find_type (self->window, ADW_TYPE_ENTRY_ROW);
  double place;

  gtk_window_set_title (GTK_WINDOW (self->window), "Letter");
  gtk_window_present (GTK_WINDOW (other));
  await_in_front (other, self->window);
  come_forward (self->window, other);
  write_lines (self, N_LINES);
  await_height (self, N_LINES * 10, G_MAXINT);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  place_cursor (self, N_LINES / 2 + 5);
  await_cursor_in_sight (self);
  come_forward (other, self->window);
  gtk_widget_grab_focus (first);
  come_forward (self->window, other);
  place = gtk_adjustment_get_upper (self->page) / 2;
  gtk_adjustment_set_value (self->page, place);
  settle (self);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  settle (self);
  g_assert_true (is_cursor_in_sight (self));
  g_assert_cmpfloat_with_epsilon (gtk_adjustment_get_value (self->page), place, 0.5);
  gtk_window_destroy (GTK_WINDOW (other));
}

#define ADD(name, function)                                                                        \
  g_test_add ("/desk/text-row/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  adw_init ();
  bureau_desk_register_resource ();
  g_test_init (&argc, &argv, NULL);
  ADD ("grows", test_grows);
  ADD ("follows", test_follows_the_cursor);
  ADD ("stays", test_stays_under_the_pointer);
  ADD ("returns", test_stays_when_the_window_returns);
  ADD ("comes", test_comes_after_the_window_returned);
  return g_test_run ();
}
