/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/runs-page.h"

#include "desk/errand.h"
#include "desk/list-row.h"
#include "desk/run-item.h"
#include "desk/toast.h"

struct _BureauRunsPage
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauRunsPage, bureau_runs_page, BUREAU_TYPE_LIST_PAGE)

static void
filter_cb (BureauListPage *self, GParamSpec *pspec, AdwToggleGroup *filters)
{
  bureau_list_page_set_where (self,
                              bureau_run_find_filter (adw_toggle_group_get_active_name (filters)));
}

static void
activate_cb (GtkWidget *self, guint position, GtkListView *view)
{
  g_autoptr (BureauRowItem) item = g_list_model_get_item (
      G_LIST_MODEL (gtk_list_view_get_model (view)), position);

  gtk_widget_activate_action (self, "activity.run", "x", bureau_row_item_get_id (item));
}

static void
retry_clicked_cb (GtkListItem *list_item, GtkWidget *button)
{
  BureauListPage *page = BUREAU_LIST_PAGE (gtk_widget_get_ancestor (button, BUREAU_TYPE_RUNS_PAGE));
  BureauRowItem *item = gtk_list_item_get_item (list_item);

  bureau_toast_follow (GTK_WIDGET (page),
                       bureau_errand_run_about (bureau_list_page_get_memory (page), "retry", "run",
                                                bureau_row_item_get_id (item)));
}

static gboolean
can_retry_cb (GtkListItem *item, const char *state)
{
  return state != NULL && bureau_run_state_can (state, "retry");
}

static void
bureau_runs_page_class_init (BureauRunsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (BUREAU_TYPE_LIST_ROW);
  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "runs-page", &bureau_run_source);
  gtk_widget_class_bind_template_callback (widget_class, filter_cb);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, retry_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, can_retry_cb);
}

static void
bureau_runs_page_init (BureauRunsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
