/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/folder-fields.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/chooser.h"
#include "desk/toast.h"

struct _BureauFolderFields
{
  AdwPreferencesGroup parent_instance;

  char *path;
  AdwActionRow *folder;
};

static void fields_init (BureauConnectionFieldsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauFolderFields, bureau_folder_fields, ADW_TYPE_PREFERENCES_GROUP,
                               G_IMPLEMENT_INTERFACE (BUREAU_TYPE_CONNECTION_FIELDS, fields_init))

static void
set_path (BureauFolderFields *self, const char *path)
{
  g_set_str (&self->path, path);
  g_object_set (self->folder, "subtitle", path != NULL ? path : _ ("None yet"), NULL);
}

static DexFuture *
chosen_cb (DexFuture *future, gpointer data)
{
  BureauFolderFields *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);

  if (self->folder == NULL)
    return NULL;
  if (path != NULL)
    set_path (self, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  return NULL;
}

static void
choose_cb (BureauFolderFields *self)
{
  dex_future_disown (
      dex_future_finally (bureau_chooser_choose (GTK_WIDGET (self), BUREAU_CHOOSER_FOLDER),
                          chosen_cb, g_object_ref (self), g_object_unref));
}

/* The fields of a connection ---------------------------------------------------------------------
 */

static void
show (BureauConnectionFields *fields, JsonObject *connection)
{
  JsonObject *config = bureau_json_get_object (connection, "config");

  set_path (BUREAU_FOLDER_FIELDS (fields), bureau_json_get_string (config, "path"));
}

static JsonObject *
make_config (BureauConnectionFields *fields)
{
  JsonObject *config = json_object_new ();

  bureau_json_set_string (config, "path", BUREAU_FOLDER_FIELDS (fields)->path);
  return config;
}

static const char *
say_obstacle (BureauConnectionFields *fields)
{
  return BUREAU_FOLDER_FIELDS (fields)->path != NULL
             ? NULL
             : _ ("Choose the folder that is to be watched.");
}

static void
fields_init (BureauConnectionFieldsInterface *iface)
{
  iface->show = show;
  iface->make_config = make_config;
  iface->say_obstacle = say_obstacle;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_folder_fields_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_FOLDER_FIELDS);
  g_clear_pointer (&BUREAU_FOLDER_FIELDS (object)->path, g_free);
  G_OBJECT_CLASS (bureau_folder_fields_parent_class)->dispose (object);
}

static void
bureau_folder_fields_class_init (BureauFolderFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_folder_fields_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/folder-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauFolderFields, folder);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
}

static void
bureau_folder_fields_init (BureauFolderFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
