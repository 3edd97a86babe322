/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How tables and lists stand: heads above their figures, figures whole, no row cut through. */
#include <math.h>

#include "shown-fixture.h"
#include "widgets/bar-cell.h"
#include "widgets/table-head.h"

#define ROWS 30
#define MANY 100
#define FRAMES 4
#define WIDE_FEE G_GINT64_CONSTANT (987654321098)

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, fee FROM clients\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\",\"label\":\"Client\"},"
      "  {\"name\":\"fee\",\"type\":\"money\",\"label\":\"Fee\"}]}],"
      "\"layout\":[{\"row\":[\"l\"]},{\"row\":[\"t\"]}],"
      "\"elements\":[{\"id\":\"l\",\"type\":\"list\",\"title\":\"Names\",\"data\":\"all\","
      " \"primary\":\"name\",\"sort\":\"-fee\",\"meta\":\"fee\",\"format\":\"bar\"},"
      "{\"id\":\"t\",\"type\":\"table\",\"title\":\"Table\",\"data\":\"all\",\"sort\":\"-fee\","
      " \"columns\":[{\"col\":\"name\"},{\"col\":\"fee\"}]}]}";

static GtkAlign
get_place (GtkColumnView *columns, guint i)
{
  GtkWidget *head = gtk_widget_get_first_child (gtk_widget_get_first_child (GTK_WIDGET (columns)));

  while (i-- > 0)
    head = gtk_widget_get_next_sibling (head);
  return gtk_widget_get_halign (gtk_widget_get_first_child (head));
}

static void
test_heads (Shown *self, gconstpointer data)
{
  GtkColumnView *columns;

  shown_wait_for (self, "t", "Bo");
  columns = GTK_COLUMN_VIEW (shown_find_type (shown_find (self, "t"), GTK_TYPE_COLUMN_VIEW));
  g_assert_cmpint (get_place (columns, 0), !=, GTK_ALIGN_END);
  g_assert_cmpint (get_place (columns, 1), ==, GTK_ALIGN_END);
}

static void
add_column (GtkColumnView *columns, const char *title, gboolean is_figure, gboolean is_visible)
{
  g_autoptr (GtkColumnViewColumn) column = gtk_column_view_column_new (title, NULL);

  gtk_column_view_column_set_visible (column, is_visible);
  gtk_column_view_append_column (columns, column);
  if (is_figure)
    bureau_table_head_of_figures (columns, column);
}

/* A column that is hidden takes no head away from those behind it, and has its own once it is
 * chosen. */
static void
test_head_of_hidden (void)
{
  GtkColumnView *columns = g_object_ref_sink (GTK_COLUMN_VIEW (gtk_column_view_new (NULL)));

  add_column (columns, "Note", FALSE, FALSE);
  add_column (columns, "Fee", TRUE, TRUE);
  add_column (columns, "Name", FALSE, TRUE);
  add_column (columns, "Hours", TRUE, FALSE);
  g_assert_cmpint (get_place (columns, 0), !=, GTK_ALIGN_END);
  g_assert_cmpint (get_place (columns, 1), ==, GTK_ALIGN_END);
  g_assert_cmpint (get_place (columns, 2), !=, GTK_ALIGN_END);
  g_assert_cmpint (get_place (columns, 3), ==, GTK_ALIGN_END);
  g_clear_object (&columns);
}

/* As many rows as there is room for, each whole. */
static gboolean
ends_behind_row (GtkScrolledWindow *scrolled)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled);
  double page = gtk_adjustment_get_page_size (adjustment);
  double row = gtk_adjustment_get_upper (adjustment) / (ROWS + 2);

  return page > 2 * row && page < gtk_adjustment_get_upper (adjustment)
         && fabs (page - round (page / row) * row) < 1.5;
}

static GtkWidget *
find_bar_text (GtkWidget *list)
{
  GtkWidget *bar = shown_find_type (list, GTK_TYPE_PROGRESS_BAR);

  return bar != NULL ? bureau_bar_cell_get_text (gtk_widget_get_parent (bar)) : NULL;
}

static gboolean
is_whole (GtkWidget *text)
{
  g_autoptr (PangoLayout) layout = NULL;
  int width;

  if (text == NULL || gtk_widget_get_width (text) == 0)
    return FALSE;
  layout = gtk_widget_create_pango_layout (text, gtk_inscription_get_text (GTK_INSCRIPTION (text)));
  pango_layout_get_pixel_size (layout, &width, NULL);
  return gtk_widget_get_width (text) >= width;
}

static void
test_list (Shown *self, gconstpointer data)
{
  GtkWidget *list, *scrolled;

  for (guint i = 0; i < ROWS; i++)
    {
      g_autofree char *name = g_strdup_printf ("Client %u", i);

      shown_add_client (self, name, i == 0 ? WIDE_FEE : (gint64)i);
    }
  shown_wait_for (self, "l", "9,876,543,210.98 EUR");
  list = shown_find_type (shown_find (self, "l"), GTK_TYPE_LIST_VIEW);
  scrolled = gtk_widget_get_parent (list);
  while (!ends_behind_row (GTK_SCROLLED_WINDOW (scrolled)) || !is_whole (find_bar_text (list)))
    g_main_context_iteration (NULL, TRUE);
}

static GtkAdjustment *
get_scroll (Shown *self)
{
  GtkWidget *columns = shown_find_type (shown_find (self, "t"), GTK_TYPE_COLUMN_VIEW);

  return gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (columns));
}

static gboolean
count_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  return ++*(guint *)data < FRAMES ? G_SOURCE_CONTINUE : G_SOURCE_REMOVE;
}

static void
wait_for_frames (Shown *self)
{
  guint n = 0;

  gtk_widget_add_tick_callback (self->window, count_cb, &n, NULL);
  while (n < FRAMES)
    g_main_context_iteration (NULL, TRUE);
}

static void
fill (Shown *self)
{
  for (guint i = 0; i < MANY; i++)
    {
      g_autofree char *name = g_strdup_printf ("Client %u", i);

      shown_add_client (self, name, (gint64)(MANY - i));
    }
  shown_wait_for (self, "t", "Client 0");
  wait_for_frames (self);
  g_assert_cmpfloat (gtk_adjustment_get_upper (get_scroll (self)), >,
                     2 * gtk_adjustment_get_page_size (get_scroll (self)));
}

/* Who looks at the beginning sees what comes before it; who looks at something else goes on doing
 * so. */
static void
test_new_first (Shown *self, gconstpointer data)
{
  double away;

  fill (self);
  shown_add_client (self, "Newest", WIDE_FEE);
  shown_wait_for (self, "t", "Newest");
  wait_for_frames (self);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_scroll (self)), ==, 0);
  away = gtk_adjustment_get_page_size (get_scroll (self));
  gtk_adjustment_set_value (get_scroll (self), away);
  wait_for_frames (self);
  shown_add_client (self, "Newer", WIDE_FEE + 1);
  shown_wait_for (self, "t", "Newer");
  wait_for_frames (self);
  g_assert_cmpfloat (gtk_adjustment_get_value (get_scroll (self)), >, away);
}

static GtkWidget *
find_figure (GtkWidget *from, const char *text)
{
  GtkWidget *found = NULL;

  if (GTK_IS_INSCRIPTION (from)
      && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (from)), text) == 0)
    return from;
  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_figure (child, text);
  return found;
}

/* A longer bar and a wider figure change those of the rows that were there. */
static void
test_list_grows (Shown *self, gconstpointer data)
{
  GtkWidget *list = shown_find (self, "l");
  GtkWidget *old, *new, *bar;
  int old_width, new_width;

  shown_wait_for (self, "l", "900 EUR");
  shown_add_client (self, "Cy", WIDE_FEE);
  shown_wait_for (self, "l", "9,876,543,210.98 EUR");
  old = find_figure (list, "900 EUR");
  new = find_figure (list, "9,876,543,210.98 EUR");
  bar = gtk_widget_get_first_child (gtk_widget_get_parent (old));
  gtk_widget_get_size_request (old, &old_width, NULL);
  gtk_widget_get_size_request (new, &new_width, NULL);
  g_assert_cmpint (old_width, ==, new_width);
  g_assert_cmpfloat (gtk_progress_bar_get_fraction (GTK_PROGRESS_BAR (bar)), <, 0.01);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/widgets/tables/" name, Shown, document, shown_set_up, function, shown_tear_down)

static void
add_tests (void)
{
  g_test_add_func ("/widgets/tables/head-of-hidden", test_head_of_hidden);
  ADD ("heads", test_heads);
  ADD ("list", test_list);
  ADD ("list-grows", test_list_grows);
  ADD ("new-first", test_new_first);
}

int
main (int argc, char **argv)
{
  return shown_run (argc, argv, add_tests);
}
