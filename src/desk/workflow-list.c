/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/workflow-list.h"

#include "desk/decision.h"
#include "desk/list-row.h"
#include "desk/toast.h"
#include "desk/workflow-item.h"
#include "memory/document.h"

struct _BureauWorkflowList
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauWorkflowList, bureau_workflow_list, BUREAU_TYPE_LIST_PAGE)

static gboolean
is_on_cb (GtkListItem *item, const char *state)
{
  return g_strcmp0 (state, "on") == 0;
}

/* The switch shows what memory says: it moves for good when the row does. */
static gboolean
state_set_cb (GtkListItem *list_item, gboolean wanted, GtkSwitch *button)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), BUREAU_TYPE_WORKFLOW_LIST);
  GObject *item = gtk_list_item_get_item (list_item);
  g_autofree char *name = NULL;

  if (page == NULL || item == NULL || gtk_switch_get_state (button) == wanted)
    return GDK_EVENT_PROPAGATE;
  g_object_get (item, "name", &name, NULL);
  bureau_toast_follow (
      page, bureau_document_enable (bureau_list_page_get_memory (BUREAU_LIST_PAGE (page)),
                                    &bureau_decision_cause, "workflow", name, wanted));
  return GDK_EVENT_STOP;
}

static void
activate_cb (GtkWidget *self, guint position, GtkListView *view)
{
  g_autoptr (GObject) item = g_list_model_get_item (G_LIST_MODEL (gtk_list_view_get_model (view)),
                                                    position);
  g_autofree char *name = NULL;

  g_object_get (item, "name", &name, NULL);
  gtk_widget_activate_action (self, "workflows.open", "(ss)", "workflow", name);
}

static void
bureau_workflow_list_class_init (BureauWorkflowListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "workflow-list",
                                 &bureau_workflow_source);
  g_type_ensure (BUREAU_TYPE_LIST_ROW);
  gtk_widget_class_bind_template_callback (widget_class, activate_cb);
  gtk_widget_class_bind_template_callback (widget_class, is_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
}

static void
bureau_workflow_list_init (BureauWorkflowList *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
