/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/problem-page.h"

#include <glib/gi18n.h>

static GtkWidget *
make_page (BureauLiveList *list, const char *problem)
{
  g_autofree char *escaped = g_markup_escape_text (problem, -1);
  GtkWidget *button = g_object_new (GTK_TYPE_BUTTON, "label", _ ("_Try Again"), "use-underline",
                                    TRUE, "halign", GTK_ALIGN_CENTER, NULL);

  gtk_widget_add_css_class (button, "pill");
  g_signal_connect_object (button, "clicked", G_CALLBACK (bureau_live_list_refresh), list,
                           G_CONNECT_SWAPPED);
  return g_object_new (ADW_TYPE_STATUS_PAGE, "icon-name", "dialog-warning-symbolic", "title",
                       _ ("This Cannot Be Shown"), "description", escaped, "child", button, NULL);
}

static void
show (AdwViewStack *states, BureauLiveList *list, const char *problem)
{
  GtkWidget *before = adw_view_stack_get_child_by_name (states, "problem");

  if (before != NULL)
    adw_view_stack_remove (states, before);
  adw_view_stack_add_named (states, make_page (list, problem), "problem");
  adw_view_stack_set_visible_child_name (states, "problem");
}

/* Rows that were read once stay; only where there is nothing else to see, the problem is shown. */
static void
problem_cb (AdwViewStack *states, GParamSpec *pspec, BureauLiveList *list)
{
  g_autofree char *problem = NULL;

  g_object_get (list, "problem", &problem, NULL);
  if (problem != NULL && !bureau_live_list_get_is_loaded (list))
    show (states, list, problem);
}

/**
 * bureau_problem_page_follow:
 * @states: what is shown instead of the rows: they are read, there are none …
 *
 * Shows why the rows of a list cannot be read, with a way to try again, from now on.
 */
void
bureau_problem_page_follow (AdwViewStack *states, BureauLiveList *list)
{
  g_signal_connect_object (list, "notify::problem", G_CALLBACK (problem_cb), states,
                           G_CONNECT_SWAPPED);
  problem_cb (states, NULL, list);
}
