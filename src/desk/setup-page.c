/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/setup-page.h"

#include <glib/gi18n.h>

struct _BureauSetupPage
{
  AdwNavigationPage parent_instance;

  const BureauSetupStep *step;
  JsonObject *answers;

  GtkLabel *description;
  AdwBin *content;
  GtkLabel *obstacle;
  GtkButton *next;
};

G_DEFINE_FINAL_TYPE (BureauSetupPage, bureau_setup_page, ADW_TYPE_NAVIGATION_PAGE)

static guint next_signal;

static void
next_cb (BureauSetupPage *self)
{
  g_autofree char *obstacle = self->step->say_obstacle != NULL
                                  ? self->step->say_obstacle (self->answers)
                                  : NULL;

  gtk_label_set_text (self->obstacle, obstacle != NULL ? obstacle : "");
  gtk_widget_set_visible (GTK_WIDGET (self->obstacle), obstacle != NULL);
  if (obstacle != NULL)
    gtk_accessible_announce (GTK_ACCESSIBLE (self), obstacle,
                             GTK_ACCESSIBLE_ANNOUNCEMENT_PRIORITY_MEDIUM);
  else
    g_signal_emit (self, next_signal, 0);
}

static void
bureau_setup_page_shown (AdwNavigationPage *page)
{
  GtkWidget *content = GTK_WIDGET (BUREAU_SETUP_PAGE (page)->content);

  /* The first part may have the keyboard already. */
  if (gtk_widget_get_focus_child (content) == NULL)
    gtk_widget_child_focus (content, GTK_DIR_TAB_FORWARD);
}

static void
bureau_setup_page_dispose (GObject *object)
{
  BureauSetupPage *self = BUREAU_SETUP_PAGE (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_SETUP_PAGE);
  g_clear_pointer (&self->answers, json_object_unref);
  G_OBJECT_CLASS (bureau_setup_page_parent_class)->dispose (object);
}

static void
bureau_setup_page_class_init (BureauSetupPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_setup_page_dispose;
  ADW_NAVIGATION_PAGE_CLASS (klass)->shown = bureau_setup_page_shown;
  next_signal = g_signal_new ("next", BUREAU_TYPE_SETUP_PAGE, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                              NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/setup-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauSetupPage, description);
  gtk_widget_class_bind_template_child (widget_class, BureauSetupPage, content);
  gtk_widget_class_bind_template_child (widget_class, BureauSetupPage, obstacle);
  gtk_widget_class_bind_template_child (widget_class, BureauSetupPage, next);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
}

static void
bureau_setup_page_init (BureauSetupPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_setup_page_new:
 * @step: of the table
 * @answers: what was said up to now; the step adds to it
 * @is_last: whether the workspace is made after it
 *
 * Returns: (transfer floating): the page, to be pushed
 */
BureauSetupPage *
bureau_setup_page_new (const BureauSetupStep *step, JsonObject *answers, gboolean is_last)
{
  BureauSetupPage *self = g_object_new (BUREAU_TYPE_SETUP_PAGE, "title", _ (step->title), "tag",
                                        step->name, NULL);

  self->step = step;
  self->answers = json_object_ref (answers);
  gtk_label_set_text (self->description, _ (step->description));
  adw_bin_set_child (self->content, step->make (answers));
  gtk_button_set_label (self->next, is_last ? _ ("_Begin") : _ ("_Next"));
  return self;
}

/**
 * bureau_setup_page_get_step:
 *
 * Returns: (transfer none): what it asks
 */
const BureauSetupStep *
bureau_setup_page_get_step (BureauSetupPage *self)
{
  return self->step;
}
