/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/workflows-page.h"

#include "desk/agent-list.h"
#include "desk/banners.h"
#include "desk/document-page.h"
#include "desk/workflow-list.h"
#include "memory/memory.h"

struct _BureauWorkflowsPage
{
  AdwBin parent_instance;

  BureauMemory *memory;

  AdwNavigationView *navigation;
};

G_DEFINE_FINAL_TYPE (BureauWorkflowsPage, bureau_workflows_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
open_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  const char *kind, *document;

  g_variant_get (parameter, "(&s&s)", &kind, &document);
  bureau_workflows_page_open (BUREAU_WORKFLOWS_PAGE (widget), kind, document);
}

static void
bureau_workflows_page_set_property (GObject *object, guint id, const GValue *value,
                                    GParamSpec *pspec)
{
  if (g_set_object (&BUREAU_WORKFLOWS_PAGE (object)->memory, g_value_get_object (value)))
    g_object_notify_by_pspec (object, pspec);
}

static void
bureau_workflows_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  g_value_set_object (value, BUREAU_WORKFLOWS_PAGE (object)->memory);
}

static void
bureau_workflows_page_dispose (GObject *object)
{
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_WORKFLOWS_PAGE);
  g_clear_object (&BUREAU_WORKFLOWS_PAGE (object)->memory);
  G_OBJECT_CLASS (bureau_workflows_page_parent_class)->dispose (object);
}

static void
bureau_workflows_page_class_init (BureauWorkflowsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bureau_workflows_page_set_property;
  object_class->get_property = bureau_workflows_page_get_property;
  object_class->dispose = bureau_workflows_page_dispose;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS
                                                     | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  g_type_ensure (BUREAU_TYPE_BANNERS);
  g_type_ensure (BUREAU_TYPE_WORKFLOW_LIST);
  g_type_ensure (BUREAU_TYPE_AGENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/workflows-page.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauWorkflowsPage, navigation);
  gtk_widget_class_install_action (widget_class, "workflows.open", "(ss)", open_cb);
}

static void
bureau_workflows_page_init (BureauWorkflowsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_workflows_page_open:
 * @kind: "workflow" or "agent"
 * @name: its name
 *
 * Turns to the page of a workflow or an agent.
 */
void
bureau_workflows_page_open (BureauWorkflowsPage *self, const char *kind, const char *name)
{
  if (self->memory != NULL)
    adw_navigation_view_push (self->navigation,
                              bureau_document_page_new (self->memory, kind, name));
}
