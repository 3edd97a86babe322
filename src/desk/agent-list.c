/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/agent-list.h"

#include "desk/list-row.h"
#include "desk/workflow-item.h"

struct _BureauAgentList
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauAgentList, bureau_agent_list, BUREAU_TYPE_LIST_PAGE)

static void
activate_cb (GtkWidget *self, guint position, GtkListView *view)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)),
                                                    position);
  g_autofree char *name = NULL;

  g_object_get (item, "name", &name, NULL);
  gtk_widget_activate_action (self, "workflows.open", "(ss)", "agent", name);
}

static void
bureau_agent_list_class_init (BureauAgentListClass *klass)
{
  g_type_ensure (BUREAU_TYPE_LIST_ROW);
  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "agent-list",
                                 &bureau_agent_source);
  gtk_widget_class_bind_template_callback (GTK_WIDGET_CLASS (klass), activate_cb);
}

static void
bureau_agent_list_init (BureauAgentList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
