/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/work-bar.h"

#include <glib/gi18n.h>

#include "desk/live-list.h"
#include "desk/progress-view.h"
#include "desk/request-item.h"
#include "desk/toast.h"
#include "views/joined.h"

struct _BureauWorkBar
{
  AdwBin parent_instance;

  BureauMemory *memory;
  BureauLiveList *requests;

  GtkRevealer *revealer;
  GtkListBox *rows;
};

G_DEFINE_FINAL_TYPE (BureauWorkBar, bureau_work_bar, ADW_TYPE_BIN)

/* A row is there as soon as the request tells how far it is, which short ones never do. */
static const BureauListSource source = {
  .get_item_type = bureau_request_item_get_type,
  .select = BUREAU_REQUEST_SELECT,
  .key = "r.id",
  .is_oldest_first = TRUE,
  .where = "r.state = 'doing' AND progress IS NOT NULL",
  .touched = "SELECT record AS id FROM bureau_journal_item"
             " WHERE entry > ?1 AND entry <= ?2 AND collection = 'bureau_request'",
  .unsettled = "SELECT id FROM bureau_request WHERE state = 'doing'",
};

static void
cancelled_cb (GtkWidget *view, BureauRequestItem *item)
{
  BureauWorkBar *self = BUREAU_WORK_BAR (gtk_widget_get_ancestor (view, BUREAU_TYPE_WORK_BAR));

  bureau_toast_follow (GTK_WIDGET (self), bureau_request_item_end (item, self->memory));
}

static void
progressed_cb (BureauRowItem *item, GParamSpec *pspec, BureauProgress *progress)
{
  g_autofree char *text = NULL;

  g_object_get (item, "progress", &text, NULL);
  bureau_progress_take (progress, text != NULL ? text : "");
}

static char *
make_title (BureauRowItem *item)
{
  g_autofree char *title = NULL;
  g_autofree char *about = NULL;
  g_autofree char *name = NULL;

  g_object_get (item, "title", &title, "about", &about, NULL);
  /* Of a file its name is enough here; Activity has the whole path. */
  if (*about == '\0')
    return g_steal_pointer (&title);
  name = g_path_get_basename (about);
  return bureau_joined_pair (title, name);
}

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  g_autofree char *title = make_title (item);
  g_autoptr (BureauProgress) progress = bureau_progress_new ();
  GtkWidget *view = bureau_progress_view_new (title);

  g_object_set (view, "margin-top", 9, "margin-bottom", 9, "margin-start", 12, "margin-end", 12,
                NULL);
  progressed_cb (item, NULL, progress);
  bureau_progress_view_follow (BUREAU_PROGRESS_VIEW (view), progress);
  g_signal_connect_object (item, "notify::progress", G_CALLBACK (progressed_cb), progress, 0);
  g_signal_connect_object (view, "cancelled", G_CALLBACK (cancelled_cb), item, 0);
  return g_object_new (GTK_TYPE_LIST_BOX_ROW, "activatable", FALSE, "focusable", FALSE, "child",
                       view, NULL);
}

static void
changed_cb (BureauWorkBar *self)
{
  gtk_revealer_set_reveal_child (self->revealer,
                                 g_list_model_get_n_items (G_LIST_MODEL (self->requests)) > 0);
}

static void
bureau_work_bar_dispose (GObject *object)
{
  BureauWorkBar *self = BUREAU_WORK_BAR (object);

  /* The bin forgets its child before the template lets go of it. */
  adw_bin_set_child (ADW_BIN (self), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_WORK_BAR);
  g_clear_object (&self->requests);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_work_bar_parent_class)->dispose (object);
}

static void
bureau_work_bar_class_init (BureauWorkBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_work_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/work-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauWorkBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, BureauWorkBar, rows);
}

static void
bureau_work_bar_init (BureauWorkBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_work_bar_new:
 * @memory: the open workspace
 *
 * Returns: (transfer floating): shows what is being done in it
 */
GtkWidget *
bureau_work_bar_new (BureauMemory *memory)
{
  BureauWorkBar *self = g_object_new (BUREAU_TYPE_WORK_BAR, NULL);

  self->memory = g_object_ref (memory);
  self->requests = bureau_live_list_new (memory, &source);
  gtk_list_box_bind_model (self->rows, G_LIST_MODEL (self->requests), make_row, NULL, NULL);
  g_signal_connect_object (self->requests, "items-changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
  return GTK_WIDGET (self);
}
