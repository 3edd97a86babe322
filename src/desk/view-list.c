/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/view-list.h"

#include "desk/list-row.h"
#include "desk/view-item.h"

struct _BureauViewList
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauViewList, bureau_view_list, BUREAU_TYPE_LIST_PAGE)

static void
activate_cb (GtkWidget *self, guint position, GtkListView *view)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)),
                                                    position);
  g_autofree char *name = NULL;

  g_object_get (item, "name", &name, NULL);
  gtk_widget_activate_action (self, "views.open", "(ss)", name, "{}");
}

static void
bureau_view_list_class_init (BureauViewListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "view-list", &bureau_view_source);
  g_type_ensure (BUREAU_TYPE_LIST_ROW);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
}

static void
bureau_view_list_init (BureauViewList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
