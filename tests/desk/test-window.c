/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <glib/gstdio.h>

#include "desk/preferences-dialog.h"
#include "desk/window.h"
#include "memory/scratch.h"

#include "bureau-desk-resources.h"

static void
test_workspace (void)
{
  BureauWindow *window = bureau_window_new (NULL, "/tmp/anna.bureau");
  g_autofree char *workspace = NULL;

  g_object_get (window, "workspace", &workspace, NULL);
  g_assert_cmpstr (workspace, ==, "/tmp/anna.bureau");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_pages (void)
{
  BureauWindow *window = bureau_window_new (NULL, "/tmp/anna.bureau");

  g_assert_true (bureau_window_show_page (window, "review"));
  g_assert_true (bureau_window_show_page (window, "outbox"));
  g_assert_false (bureau_window_show_page (window, "nowhere"));
  g_assert_false (bureau_window_show_page (window, ""));
  gtk_window_destroy (GTK_WINDOW (window));
}

/* A window that nobody presented has its widgets nevertheless. */
static gboolean
is_hidden (GtkWidget *widget)
{
  return !GTK_IS_WINDOW (widget) && !gtk_widget_get_visible (widget);
}

/* The first below @widget that is not turned away from. */
static GtkWidget *
find_shown (GtkWidget *widget, GType type)
{
  GtkWidget *found = NULL;

  if (!gtk_widget_get_child_visible (widget) || is_hidden (widget))
    return NULL;
  if (G_TYPE_CHECK_INSTANCE_TYPE (widget, type))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_shown (child, type);
  return found;
}

static void
test_problem (void)
{
  BureauWindow *window = bureau_window_new (NULL, "/tmp/anna.bureau");
  g_autoptr (GError) error = g_error_new (G_IO_ERROR, G_IO_ERROR_FAILED, "It is <b>&damaged</b>.");
  GtkWidget *page;

  bureau_window_set_problem (window, error);
  page = find_shown (GTK_WIDGET (window), ADW_TYPE_STATUS_PAGE);
  g_assert_cmpstr (adw_status_page_get_description (ADW_STATUS_PAGE (page)), ==,
                   "It is &lt;b&gt;&amp;damaged&lt;/b&gt;.");
  gtk_window_destroy (GTK_WINDOW (window));
}

static void
test_narrow (void)
{
  BureauWindow *window = bureau_window_new (NULL, "/tmp/a-rather-long-name-of-a-firm.bureau");
  int minimum;

  gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                      NULL);
  g_assert_cmpint (minimum, <=, 360);
  gtk_window_destroy (GTK_WINDOW (window));
}

typedef struct
{
  char *folder;
  BureauMemory *memory;
} Workspace;

static void
make_workspace (Workspace *self)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  self->folder = g_dir_make_tmp ("bureau-desk-XXXXXX", NULL);
  path = g_build_filename (self->folder, "test.bureau", NULL);
  self->memory = bureau_memory_open (path, BUREAU_MEMORY_CREATE | BUREAU_MEMORY_ENGINE, &error);
  g_assert_no_error (error);
}

static void
wait_until_gone (gpointer *object)
{
  while (*object != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
remove_workspace (Workspace *self)
{
  g_autoptr (GDir) folder = g_dir_open (self->folder, 0, NULL);
  gpointer memory = self->memory;
  const char *name;

  /* A reading that was under way holds it until its answer was told. */
  g_object_add_weak_pointer (G_OBJECT (self->memory), &memory);
  bureau_memory_close (self->memory);
  g_clear_object (&self->memory);
  wait_until_gone (&memory);
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (self->folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (self->folder), ==, 0);
  g_free (self->folder);
}

/* Every page fits a phone, and all of them go with the window. */
static void
test_pages_of_a_workspace (void)
{
  static const char *const pages[] = { "review", "outbox", "workflows", "activity" };
  Workspace workspace = { 0 };
  BureauWindow *window = bureau_window_new (NULL, "/tmp/anna.bureau");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  make_workspace (&workspace);
  bureau_window_set_memory (window, workspace.memory);
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      int minimum;

      g_assert_true (bureau_window_show_page (window, pages[i]));
      gtk_widget_measure (GTK_WIDGET (window), GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL,
                          NULL);
      g_assert_cmpint (minimum, <=, 360);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until_gone ((gpointer *)&window);
  remove_workspace (&workspace);
}

static void
note_absent (BureauMemory *memory)
{
  g_autoptr (DexFuture) noted = bureau_scratch_put (memory, "absent:/home/anna/Mail", "1");

  while (dex_future_is_pending (noted))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
wait_for_banner (BureauWindow *window)
{
  GtkWidget *banner;

  while ((banner = find_shown (GTK_WIDGET (window), ADW_TYPE_BANNER)) == NULL
         || !adw_banner_get_revealed (ADW_BANNER (banner)) || gtk_widget_get_height (banner) == 0)
    g_main_context_iteration (NULL, TRUE);
  return banner;
}

/* The window's own button stays in its corner whatever a page has to say. */
static void
test_banner_is_below_the_bar (void)
{
  static const char *const pages[] = { "review", "outbox", "memory" };
  Workspace workspace = { 0 };
  BureauWindow *window = bureau_window_new (NULL, "/tmp/anna.bureau");

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  make_workspace (&workspace);
  note_absent (workspace.memory);
  bureau_window_set_memory (window, workspace.memory);
  gtk_window_present (GTK_WINDOW (window));
  for (guint i = 0; i < G_N_ELEMENTS (pages); i++)
    {
      GtkWidget *banner, *view;
      graphene_rect_t bounds;

      g_assert_true (bureau_window_show_page (window, pages[i]));
      banner = wait_for_banner (window);
      g_assert_cmpstr (adw_banner_get_title (ADW_BANNER (banner)), ==,
                       "The folder /home/anna/Mail cannot be read, so nothing comes in from it.");
      view = gtk_widget_get_ancestor (banner, ADW_TYPE_TOOLBAR_VIEW);
      g_assert_nonnull (find_shown (view, ADW_TYPE_HEADER_BAR));
      g_assert_true (gtk_widget_compute_bounds (find_shown (view, ADW_TYPE_HEADER_BAR),
                                                GTK_WIDGET (window), &bounds));
      g_assert_cmpfloat (bounds.origin.y, <, 40);
    }
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until_gone ((gpointer *)&window);
  remove_workspace (&workspace);
}

/* A frame takes of the width that a phone has. */
static void
test_preferences_fit_in_a_frame (void)
{
  Workspace workspace = { 0 };
  GtkWidget *dialog;
  int minimum;

  make_workspace (&workspace);
  dialog = g_object_ref_sink (GTK_WIDGET (bureau_preferences_dialog_new (workspace.memory)));
  gtk_widget_measure (adw_dialog_get_child (ADW_DIALOG (dialog)), GTK_ORIENTATION_HORIZONTAL, -1,
                      &minimum, NULL, NULL, NULL);
  g_assert_cmpint (minimum, <=, 340);
  g_clear_object (&dialog);
  remove_workspace (&workspace);
}

/* What is typed right after Ctrl+K comes in before anything else does. */
static void
test_palette_has_the_keyboard (void)
{
  BureauWindow *window = bureau_window_new (NULL, NULL);
  GtkWidget *focus, *entry;

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  bureau_window_show_welcome (window);
  gtk_window_present (GTK_WINDOW (window));
  while (gtk_widget_get_width (GTK_WIDGET (window)) == 0)
    g_main_context_iteration (NULL, TRUE);
  gtk_widget_activate_action (GTK_WIDGET (window), "win.palette", NULL);
  focus = gtk_window_get_focus (GTK_WINDOW (window));
  entry = focus != NULL ? gtk_widget_get_ancestor (focus, GTK_TYPE_SEARCH_ENTRY) : NULL;
  g_assert_nonnull (entry);
  g_assert_true (gtk_widget_get_realized (focus)); /* else GTK drops the key */
  gtk_editable_set_text (GTK_EDITABLE (entry), "me");
  gtk_editable_set_position (GTK_EDITABLE (entry), -1);
  while (gtk_widget_get_width (entry) == 0)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (gtk_widget_is_ancestor (gtk_window_get_focus (GTK_WINDOW (window)), entry));
  g_assert_false (gtk_editable_get_selection_bounds (GTK_EDITABLE (entry), NULL, NULL));
  g_assert_cmpint (gtk_editable_get_position (GTK_EDITABLE (entry)), ==, 2);
  gtk_window_destroy (GTK_WINDOW (window));
  wait_until_gone ((gpointer *)&window);
}

static void
test_finalize (void)
{
  BureauWindow *window = bureau_window_new (NULL, NULL);

  g_object_add_weak_pointer (G_OBJECT (window), (gpointer *)&window);
  gtk_window_destroy (GTK_WINDOW (window));
  while (window != NULL && g_main_context_iteration (NULL, FALSE))
    continue;
  g_assert_null (window);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  bureau_desk_register_resource ();

  g_test_add_func ("/desk/window/workspace", test_workspace);
  g_test_add_func ("/desk/window/pages", test_pages);
  g_test_add_func ("/desk/window/problem", test_problem);
  g_test_add_func ("/desk/window/narrow", test_narrow);
  g_test_add_func ("/desk/window/pages-of-a-workspace", test_pages_of_a_workspace);
  g_test_add_func ("/desk/window/banner-is-below-the-bar", test_banner_is_below_the_bar);
  g_test_add_func ("/desk/window/preferences-fit-in-a-frame", test_preferences_fit_in_a_frame);
  g_test_add_func ("/desk/window/palette-has-the-keyboard", test_palette_has_the_keyboard);
  g_test_add_func ("/desk/window/finalize", test_finalize);
  return g_test_run ();
}
