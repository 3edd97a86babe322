/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/workflows-page.h"

#include "desk/decision.h"
#include "desk/toast.h"
#include "desk/workflow-item.h"
#include "memory/document.h"

struct _BureauWorkflowsPage
{
  BureauListPage parent_instance;
};

G_DEFINE_FINAL_TYPE (BureauWorkflowsPage, bureau_workflows_page, BUREAU_TYPE_LIST_PAGE)

static gboolean
is_on_cb (GtkListItem *item, const char *state)
{
  return g_strcmp0 (state, "on") == 0;
}

/* The switch shows what memory says: it moves for good when the row does. */
static gboolean
state_set_cb (GtkListItem *list_item, gboolean wanted, GtkSwitch *button)
{
  GtkWidget *page = gtk_widget_get_ancestor (GTK_WIDGET (button), BUREAU_TYPE_WORKFLOWS_PAGE);
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
bureau_workflows_page_class_init (BureauWorkflowsPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  bureau_list_page_class_set_up (BUREAU_LIST_PAGE_CLASS (klass), "workflows-page",
                                 &bureau_workflow_source);
  gtk_widget_class_bind_template_callback (widget_class, is_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, state_set_cb);
}

static void
bureau_workflows_page_init (BureauWorkflowsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
