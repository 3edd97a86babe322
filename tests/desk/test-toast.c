/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What was just done, on a phone. */
#include "desk/toast.h"

#define PHONE_WIDTH 360
#define LONG_TITLE "Zurückgestellt bis 24. Nov 2026, 09:00"

/* NULL while it is not there. */
static GtkWidget *
find_label (GtkWidget *from, const char *text)
{
  GtkWidget *found = GTK_IS_LABEL (from)
                             && g_str_equal (gtk_label_get_text (GTK_LABEL (from)), text)
                         ? from
                         : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (from); child != NULL && found == NULL;
       child = gtk_widget_get_next_sibling (child))
    found = find_label (child, text);
  return found;
}

static GtkWidget *
wait_for_label (GtkWidget *window, const char *text)
{
  GtkWidget *label;

  while ((label = find_label (window, text)) == NULL || gtk_widget_get_width (label) == 0)
    g_main_context_iteration (NULL, TRUE);
  return label;
}

/* The button keeps its word, and the sentence takes more lines. */
static void
test_wraps_beside_a_button (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window, *button, *title;

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  window = g_object_new (GTK_TYPE_WINDOW, "default-width", PHONE_WIDTH, "default-height", 300,
                         "child", overlay, NULL);
  gtk_window_present (GTK_WINDOW (window));
  bureau_toast_offer (page, LONG_TITLE, "_Rückgängig", "win.undo", NULL);
  button = wait_for_label (window, "Rückgängig");
  title = wait_for_label (window, LONG_TITLE);
  g_assert_false (pango_layout_is_ellipsized (gtk_label_get_layout (GTK_LABEL (button))));
  g_assert_cmpint (pango_layout_get_line_count (gtk_label_get_layout (GTK_LABEL (title))), >, 1);
  gtk_window_destroy (GTK_WINDOW (window));
}

static AdwToast *
get_seen (GtkWidget *overlay)
{
  return g_queue_peek_head (g_object_get_data (G_OBJECT (overlay), "toasts"));
}

/* Nothing goes away by itself while there is something to press; what is said next is seen. */
static void
test_offer_stays_until_the_next (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, "default-width", PHONE_WIDTH, "child", overlay,
                                    NULL);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_present (GTK_WINDOW (window));
  bureau_toast_offer (page, "Came in", "_Show", "win.open", NULL);
  wait_for_label (window, "Show");
  g_assert_cmpuint (adw_toast_get_timeout (get_seen (overlay)), ==, 0);
  bureau_toast_offer (page, "Asked to run", "_Go There", "win.open", NULL);
  wait_for_label (window, "Go There");
  bureau_toast_say (page, "Done");
  wait_for_label (window, "Done");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* One that never goes away by itself: nothing here depends on time. */
static AdwToast *
make_undo (const char *title)
{
  return g_object_new (ADW_TYPE_TOAST, "title", title, "button-label", "_Undo", "timeout", 0, NULL);
}

/* Undo is of what was done last. */
static void
test_undo_is_of_the_last (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, "default-width", PHONE_WIDTH, "child", overlay,
                                    NULL);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_present (GTK_WINDOW (window));
  bureau_toast_add_undo (page, make_undo ("Name changed"));
  wait_for_label (window, "Name changed");
  bureau_toast_add_undo (page, make_undo ("Fee changed"));
  g_assert_cmpstr (adw_toast_get_title (get_seen (overlay)), ==, "Fee changed");
  wait_for_label (window, "Fee changed");
  gtk_window_destroy (GTK_WINDOW (window));
}

/* An offer that has to wait is seen too, and keeps nothing waiting. */
static void
test_offer_that_waits_is_seen (void)
{
  GtkWidget *overlay = adw_toast_overlay_new ();
  GtkWidget *page = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *window = g_object_new (GTK_TYPE_WINDOW, "default-width", PHONE_WIDTH, "child", overlay,
                                    NULL);

  adw_toast_overlay_set_child (ADW_TOAST_OVERLAY (overlay), page);
  gtk_window_present (GTK_WINDOW (window));
  bureau_toast_add_undo (page, make_undo ("Name changed"));
  wait_for_label (window, "Name changed");
  bureau_toast_offer (page, "Came in", "_Show", "win.open", NULL);
  bureau_toast_say (page, "Done");
  adw_toast_dismiss (get_seen (overlay));
  g_assert_cmpstr (adw_toast_get_title (get_seen (overlay)), ==, "Came in");
  wait_for_label (window, "Came in");
  g_assert_cmpuint (adw_toast_get_timeout (get_seen (overlay)), >, 0);
  adw_toast_dismiss (get_seen (overlay));
  wait_for_label (window, "Done");
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add_func ("/desk/toast/wraps", test_wraps_beside_a_button);
  g_test_add_func ("/desk/toast/stays", test_offer_stays_until_the_next);
  g_test_add_func ("/desk/toast/undo", test_undo_is_of_the_last);
  g_test_add_func ("/desk/toast/waits", test_offer_that_waits_is_seen);
  return g_test_run ();
}
