/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/window.h"

struct _BureauWindow
{
  AdwApplicationWindow parent_instance;

  char *workspace;

  AdwViewStack *pages;
};

G_DEFINE_FINAL_TYPE (BureauWindow, bureau_window, ADW_TYPE_APPLICATION_WINDOW)

enum
{
  PROP_WORKSPACE = 1,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

/* An installation without its schema still opens: the window then has its size from the template.
 */
static GSettings *
dup_settings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, BUREAU_APP_ID, TRUE);
  if (schema == NULL)
    {
      g_warning ("The settings schema %s is not installed; the window's size will not be kept",
                 BUREAU_APP_ID);
      return NULL;
    }
  return g_settings_new_full (schema, NULL, NULL);
}

static void
keep_size (BureauWindow *self)
{
  g_autoptr (GSettings) settings = dup_settings ();

  if (settings == NULL)
    return;
  g_settings_bind (settings, "window-width", self, "default-width", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "window-height", self, "default-height", G_SETTINGS_BIND_DEFAULT);
  g_settings_bind (settings, "maximized", self, "maximized", G_SETTINGS_BIND_DEFAULT);
}

/* "/home/anna/workspace.bureau" is shown as "workspace". */
static char *
workspace_title_cb (BureauWindow *self, const char *workspace)
{
  g_autofree char *name = workspace != NULL ? g_path_get_basename (workspace) : g_strdup ("");

  if (g_str_has_suffix (name, ".bureau"))
    name[strlen (name) - strlen (".bureau")] = '\0';
  return g_filename_display_name (name);
}

static void
bureau_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauWindow *self = BUREAU_WINDOW (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      g_value_set_string (value, self->workspace);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  BureauWindow *self = BUREAU_WINDOW (object);

  switch (id)
    {
    case PROP_WORKSPACE:
      self->workspace = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_WINDOW);
  G_OBJECT_CLASS (bureau_window_parent_class)->dispose (object);
}

static void
bureau_window_finalize (GObject *object)
{
  BureauWindow *self = BUREAU_WINDOW (object);

  g_free (self->workspace);
  G_OBJECT_CLASS (bureau_window_parent_class)->finalize (object);
}

static void
bureau_window_class_init (BureauWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->get_property = bureau_window_get_property;
  object_class->set_property = bureau_window_set_property;
  object_class->dispose = bureau_window_dispose;
  object_class->finalize = bureau_window_finalize;

  properties[PROP_WORKSPACE] = g_param_spec_string ("workspace", NULL, NULL, NULL,
                                                    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY
                                                        | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  gtk_widget_class_set_template_from_resource (widget_class, "/app/bureau/Bureau/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauWindow, pages);
  gtk_widget_class_bind_template_callback (widget_class, workspace_title_cb);
}

static void
bureau_window_init (BureauWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  keep_size (self);
}

/**
 * bureau_window_new:
 * @application: (nullable): the application that keeps the window alive
 * @workspace: (type filename): the file of the workspace that the window shows
 *
 * Makes the window of one workspace, at the size it last had.
 *
 * Returns: (transfer none): the window, owned by GTK until it is closed
 */
BureauWindow *
bureau_window_new (GtkApplication *application, const char *workspace)
{
  return g_object_new (BUREAU_TYPE_WINDOW, "application", application, "workspace", workspace,
                       NULL);
}

/**
 * bureau_window_show_page:
 * @self: a window
 * @page: the name of one of its pages, as in `bureau --page review`
 *
 * Turns to a page.
 *
 * Returns: %FALSE, with nothing changed, where there is no page of that name
 */
gboolean
bureau_window_show_page (BureauWindow *self, const char *page)
{
  g_return_val_if_fail (BUREAU_IS_WINDOW (self), FALSE);
  g_return_val_if_fail (page != NULL, FALSE);

  if (adw_view_stack_get_child_by_name (self->pages, page) == NULL)
    return FALSE;
  adw_view_stack_set_visible_child_name (self->pages, page);
  return TRUE;
}
