/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/views-page.h"

#include "memory/memory.h"

struct _BureauViewsPage
{
  AdwBin parent_instance;

  BureauMemory *memory;
};

G_DEFINE_FINAL_TYPE (BureauViewsPage, bureau_views_page, ADW_TYPE_BIN)

enum
{
  PROP_MEMORY = 1,
  PROP_COUNT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void
bureau_views_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  g_set_object (&BUREAU_VIEWS_PAGE (object)->memory, g_value_get_object (value));
}

static void
bureau_views_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_MEMORY)
    g_value_set_object (value, BUREAU_VIEWS_PAGE (object)->memory);
  else
    g_value_set_uint (value, 0);
}

static void
bureau_views_page_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_VIEWS_PAGE);
  g_clear_object (&BUREAU_VIEWS_PAGE (object)->memory);
  G_OBJECT_CLASS (bureau_views_page_parent_class)->dispose (object);
}

static void
bureau_views_page_class_init (BureauViewsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->set_property = bureau_views_page_set_property;
  object_class->get_property = bureau_views_page_get_property;
  object_class->dispose = bureau_views_page_dispose;
  properties[PROP_MEMORY] = g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                                                 G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                     | G_PARAM_STATIC_STRINGS);
  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
  gtk_widget_class_set_template_from_resource (GTK_WIDGET_CLASS (klass),
                                               "/app/bureau/Bureau/ui/views-page.ui");
}

static void
bureau_views_page_init (BureauViewsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
