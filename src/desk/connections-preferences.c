/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connections-preferences.h"

#include "desk/connection-group.h"

struct _BureauConnectionsPreferences
{
  AdwPreferencesPage parent_instance;

  BureauConnectionGroup *smtp;
  BureauConnectionGroup *folder;
};

G_DEFINE_FINAL_TYPE (BureauConnectionsPreferences, bureau_connections_preferences,
                     ADW_TYPE_PREFERENCES_PAGE)

static void
bureau_connections_preferences_set_property (GObject *object, guint id, const GValue *value,
                                             GParamSpec *pspec)
{
  BureauConnectionsPreferences *self = BUREAU_CONNECTIONS_PREFERENCES (object);
  BureauMemory *memory = g_value_get_object (value);

  if (memory == NULL)
    return;
  bureau_connection_group_set_memory (self->smtp, memory);
  bureau_connection_group_set_memory (self->folder, memory);
}

static void
bureau_connections_preferences_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_CONNECTIONS_PREFERENCES);
  G_OBJECT_CLASS (bureau_connections_preferences_parent_class)->dispose (object);
}

static void
bureau_connections_preferences_class_init (BureauConnectionsPreferencesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = bureau_connections_preferences_set_property;
  object_class->dispose = bureau_connections_preferences_dispose;
  g_object_class_install_property (
      object_class, 1,
      g_param_spec_object ("memory", NULL, NULL, BUREAU_TYPE_MEMORY,
                           G_PARAM_WRITABLE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS));
  g_type_ensure (BUREAU_TYPE_CONNECTION_GROUP);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/connections-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionsPreferences, smtp);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionsPreferences, folder);
}

static void
bureau_connections_preferences_init (BureauConnectionsPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
