/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/working-page.h"

#include "desk/progress-view.h"

struct _BureauWorkingPage
{
  AdwBin parent_instance;

  BureauProgressView *progress;
};

G_DEFINE_FINAL_TYPE (BureauWorkingPage, bureau_working_page, ADW_TYPE_BIN)

static void
bureau_working_page_dispose (GObject *object)
{
  /* The bin forgets its child before the template lets go of it. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_WORKING_PAGE);
  G_OBJECT_CLASS (bureau_working_page_parent_class)->dispose (object);
}

static void
bureau_working_page_class_init (BureauWorkingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_working_page_dispose;
  g_type_ensure (BUREAU_TYPE_PROGRESS_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/working-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauWorkingPage, progress);
}

static void
bureau_working_page_init (BureauWorkingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_working_page_new:
 *
 * Returns: (transfer floating): a page that shows how far it is
 */
GtkWidget *
bureau_working_page_new (BureauProgress *progress)
{
  BureauWorkingPage *self = g_object_new (BUREAU_TYPE_WORKING_PAGE, NULL);

  bureau_progress_view_follow (self->progress, progress);
  return GTK_WIDGET (self);
}
