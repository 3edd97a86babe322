/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A view is opened as it was left. */
#include "../widgets/shown-fixture.h"
#include "base/json.h"
#include "desk/view-page.h"
#include "memory/document.h"

static const char document[]
    = "{\"spec\":\"view/1\",\"id\":\"clients\",\"title\":\"Clients\","
      "\"data\":[{\"id\":\"all\",\"rows\":\"many\",\"sql\":\"SELECT id, name, fee FROM clients\","
      " \"columns\":[{\"name\":\"id\",\"type\":\"ref\",\"entity\":\"clients\"},"
      "  {\"name\":\"name\",\"type\":\"text\",\"label\":\"Client\"},"
      "  {\"name\":\"fee\",\"type\":\"money\",\"label\":\"Fee\"}]}],"
      "\"layout\":[{\"row\":[\"t\"]},{\"side\":[\"s\"]}],"
      "\"elements\":[{\"id\":\"t\",\"type\":\"table\",\"title\":\"Table\",\"data\":\"all\","
      "\"sort\":"
      "\"name\",\"columns\":[{\"col\":\"name\"},{\"col\":\"fee\"}]},"
      "{\"id\":\"s\",\"type\":\"text\",\"title\":\"Notes\",\"text\":\"Beside\"}]}";

typedef struct
{
  Shown shown; /* only its workspace */
  GtkWidget *window;
  GtkColumnView *table;
} Fixture;

static void
open_page (Fixture *self, int width)
{
  GtkWidget *navigation = adw_navigation_view_new ();
  GtkWidget *found;

  adw_navigation_view_push (ADW_NAVIGATION_VIEW (navigation),
                            bureau_view_page_new (self->shown.workspace.memory, "clients", NULL));
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, 600);
  gtk_window_set_child (GTK_WINDOW (self->window), navigation);
  gtk_window_present (GTK_WINDOW (self->window));
  while ((found = shown_find_type (navigation, GTK_TYPE_COLUMN_VIEW)) == NULL)
    g_main_context_iteration (NULL, TRUE);
  self->table = GTK_COLUMN_VIEW (found);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  g_autoptr (JsonObject) view = json_object_of (document);

  workspace_set_up (&self->shown.workspace, NULL);
  define_clients (&self->shown.workspace);
  shown_add_client (&self->shown, "Anna", 100);
  shown_add_client (&self->shown, "Bo", 90000);
  await_ok (
      bureau_document_save (self->shown.workspace.memory, &operator_cause, "view", view, NULL));
  open_page (self, GPOINTER_TO_INT (data));
}

static void
close_page (Fixture *self)
{
  gpointer table = self->table;

  g_object_add_weak_pointer (table, &table);
  gtk_window_destroy (GTK_WINDOW (self->window));
  while (table != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  close_page (self);
  workspace_tear_down (&self->shown.workspace, NULL);
}

static GtkColumnViewColumn *
get_column (Fixture *self, guint i)
{
  g_autoptr (GtkColumnViewColumn) column = g_list_model_get_item (
      gtk_column_view_get_columns (self->table), i);

  return column;
}

static void
wait_for_first (Fixture *self, const char *name)
{
  while (TRUE)
    {
      GtkWidget *text = shown_find_type (GTK_WIDGET (self->table), GTK_TYPE_INSCRIPTION);

      if (text != NULL && g_strcmp0 (gtk_inscription_get_text (GTK_INSCRIPTION (text)), name) == 0)
        return;
      g_main_context_iteration (NULL, TRUE);
    }
}

static void
wait_until_kept (Fixture *self, const char *words)
{
  while (TRUE)
    {
      g_autofree char *state = await_text (
          &self->shown.workspace,
          "SELECT coalesce((SELECT value FROM bureau_scratch WHERE key = 'view:clients'), '')");

      if (strstr (state, words) != NULL)
        return;
    }
}

static void
test_keeps_tables (Fixture *self, gconstpointer data)
{
  GtkColumnViewSorter *sorter;

  wait_for_first (self, "Anna");
  gtk_column_view_column_set_fixed_width (get_column (self, 1), 251);
  gtk_column_view_sort_by_column (self->table, get_column (self, 1), GTK_SORT_DESCENDING);
  wait_for_first (self, "Bo");
  close_page (self);
  wait_until_kept (self, "-fee");
  open_page (self, 900);
  wait_for_first (self, "Bo");
  g_assert_cmpint (gtk_column_view_column_get_fixed_width (get_column (self, 1)), ==, 251);
  sorter = GTK_COLUMN_VIEW_SORTER (gtk_column_view_get_sorter (self->table));
  g_assert_true (gtk_column_view_sorter_get_primary_sort_column (sorter) == get_column (self, 1));
  g_assert_cmpint (gtk_column_view_sorter_get_primary_sort_order (sorter), ==, GTK_SORT_DESCENDING);
}

/* The view's own order is there again once none is asked for. */
static void
test_lets_go (Fixture *self, gconstpointer data)
{
  wait_for_first (self, "Anna");
  gtk_column_view_sort_by_column (self->table, get_column (self, 0), GTK_SORT_DESCENDING);
  wait_for_first (self, "Bo");
  wait_until_kept (self, "-name");
  gtk_column_view_sort_by_column (self->table, NULL, GTK_SORT_ASCENDING);
  wait_for_first (self, "Anna");
  close_page (self);
  wait_until_kept (self, "{\"t\":{}}");
  open_page (self, 900);
  wait_for_first (self, "Anna");
}

static AdwBottomSheet *
find_sheet (Fixture *self)
{
  return ADW_BOTTOM_SHEET (shown_find_type (self->window, ADW_TYPE_BOTTOM_SHEET));
}

static void
test_side_is_beside (Fixture *self, gconstpointer data)
{
  wait_for_first (self, "Anna");
  g_assert_false (adw_bottom_sheet_get_reveal_bottom_bar (find_sheet (self)));
  g_assert_nonnull (shown_find_type (adw_bottom_sheet_get_content (find_sheet (self)),
                                     g_type_from_name ("BureauTextElement")));
}

/* Where there is no room beside the rest, it comes from below. */
static void
test_side_is_a_sheet (Fixture *self, gconstpointer data)
{
  while (!adw_bottom_sheet_get_reveal_bottom_bar (find_sheet (self)))
    g_main_context_iteration (NULL, TRUE);
  g_assert_nonnull (shown_find_type (adw_bottom_sheet_get_sheet (find_sheet (self)),
                                     g_type_from_name ("BureauTextElement")));
}

#define ADD(name, width, function)                                                                 \
  g_test_add ("/desk/view-page/" name, Fixture, GINT_TO_POINTER (width), set_up, function,         \
              tear_down)

static void
add_tests (void)
{
  ADD ("tables", 900, test_keeps_tables);
  ADD ("own-order", 900, test_lets_go);
  ADD ("beside", 900, test_side_is_beside);
  ADD ("sheet", 400, test_side_is_a_sheet);
}

int
main (int argc, char **argv)
{
  return shown_run (argc, argv, add_tests);
}
