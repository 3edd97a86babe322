/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connections-preferences.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/connection-editor.h"
#include "desk/connection-item.h"
#include "desk/live-list.h"
#include "desk/toast.h"
#include "memory/connection.h"

struct _BureauConnectionsPreferences
{
  AdwPreferencesPage parent_instance;

  BureauMemory *memory;
  BureauLiveList *list;

  GtkListBox *smtp;
  GtkListBox *folder;
};

G_DEFINE_FINAL_TYPE (BureauConnectionsPreferences, bureau_connections_preferences,
                     ADW_TYPE_PREFERENCES_PAGE)

/* Editing ----------------------------------------------------------------------------------------
 */

static void
edit (BureauConnectionsPreferences *self, JsonObject *connection)
{
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);

  if (dialog != NULL)
    adw_preferences_dialog_push_subpage (
        ADW_PREFERENCES_DIALOG (dialog),
        ADW_NAVIGATION_PAGE (bureau_connection_editor_new (self->memory, connection)));
}

static gboolean
find_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  JsonObject *connection = bureau_connection_find (database, data, error);

  if (connection == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, connection);
  return TRUE;
}

static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  BureauConnectionsPreferences *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) connection = dex_await_boxed (dex_ref (future), &error);

  if (connection != NULL)
    edit (self, connection);
  else
    bureau_toast_say (GTK_WIDGET (self), error->message);
  return NULL;
}

static void
row_activated_cb (BureauConnectionsPreferences *self, GtkListBoxRow *row)
{
  BureauConnectionItem *item = g_object_get_data (G_OBJECT (row), "item");
  g_autofree char *name = NULL;

  g_object_get (item, "name", &name, NULL);
  dex_future_disown (dex_future_finally (
      bureau_memory_read (self->memory, find_cb, g_steal_pointer (&name), g_free), found_cb,
      g_object_ref (self), g_object_unref));
}

/* A name that is free: "smtp", "smtp-2". */
static char *
find_name (BureauConnectionsPreferences *self, const char *kind)
{
  GListModel *list = G_LIST_MODEL (self->list);
  char *name = g_strdup (kind);
  guint n = 1;

  for (guint i = 0; i < g_list_model_get_n_items (list); i++)
    {
      g_autoptr (GObject) item = g_list_model_get_item (list, i);
      g_autofree char *other = NULL;

      g_object_get (item, "name", &other, NULL);
      if (!g_str_equal (other, name))
        continue;
      g_free (name);
      name = g_strdup_printf ("%s-%u", kind, ++n);
      i = G_MAXUINT; /* from the beginning */
    }
  return name;
}

static void
add (BureauConnectionsPreferences *self, const char *kind)
{
  g_autoptr (JsonObject) connection = json_object_new ();
  g_autofree char *name = find_name (self, kind);

  json_object_set_string_member (connection, "name", name);
  json_object_set_string_member (connection, "kind", kind);
  json_object_set_boolean_member (connection, "enabled", TRUE);
  json_object_set_object_member (connection, "config", json_object_new ());
  edit (self, connection);
}

static void
add_smtp_cb (BureauConnectionsPreferences *self)
{
  add (self, "smtp");
}

static void
add_folder_cb (BureauConnectionsPreferences *self)
{
  add (self, "folder");
}

/* Showing ----------------------------------------------------------------------------------------
 */

static GtkWidget *
make_row (gpointer item, gpointer data)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  g_object_bind_property (item, "title", row, "title", G_BINDING_SYNC_CREATE);
  g_object_bind_property (item, "says", row, "subtitle", G_BINDING_SYNC_CREATE);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row),
                             gtk_image_new_from_icon_name ("go-next-symbolic"));
  g_object_set_data_full (G_OBJECT (row), "item", g_object_ref (item), g_object_unref);
  return row;
}

static gboolean
is_of_kind (gpointer item, gpointer kind)
{
  g_autofree char *own = NULL;

  g_object_get (item, "kind", &own, NULL);
  return g_strcmp0 (own, kind) == 0;
}

static void
n_items_cb (GListModel *list, GParamSpec *pspec, GtkWidget *box)
{
  gtk_widget_set_visible (box, g_list_model_get_n_items (list) > 0);
}

static void
bind_kind (BureauConnectionsPreferences *self, GtkListBox *box, const char *kind)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_of_kind, (gpointer)kind, NULL));
  g_autoptr (GtkFilterListModel) model = gtk_filter_list_model_new (
      g_object_ref (G_LIST_MODEL (self->list)), filter);

  gtk_list_box_bind_model (box, G_LIST_MODEL (model), make_row, NULL, NULL);
  g_signal_connect_object (model, "notify::n-items", G_CALLBACK (n_items_cb), box, 0);
  n_items_cb (G_LIST_MODEL (model), NULL, GTK_WIDGET (box));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_connections_preferences_set_property (GObject *object, guint id, const GValue *value,
                                             GParamSpec *pspec)
{
  BureauConnectionsPreferences *self = BUREAU_CONNECTIONS_PREFERENCES (object);

  self->memory = g_value_dup_object (value);
  if (self->memory == NULL)
    return;
  self->list = bureau_live_list_new (self->memory, &bureau_connection_source);
  bind_kind (self, self->smtp, "smtp");
  bind_kind (self, self->folder, "folder");
}

static void
bureau_connections_preferences_dispose (GObject *object)
{
  BureauConnectionsPreferences *self = BUREAU_CONNECTIONS_PREFERENCES (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_CONNECTIONS_PREFERENCES);
  g_clear_object (&self->list);
  g_clear_object (&self->memory);
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
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/connections-preferences.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionsPreferences, smtp);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionsPreferences, folder);
  gtk_widget_class_bind_template_callback (widget_class, row_activated_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_smtp_cb);
  gtk_widget_class_bind_template_callback (widget_class, add_folder_cb);
}

static void
bureau_connections_preferences_init (BureauConnectionsPreferences *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
