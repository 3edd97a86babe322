/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connection-group.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/connection-editor.h"
#include "desk/connection-item.h"
#include "desk/live-list.h"
#include "desk/toast.h"
#include "memory/connection.h"

struct _BureauConnectionGroup
{
  AdwPreferencesGroup parent_instance;

  BureauMemory *memory;
  BureauLiveList *list;
  char *kind;

  GtkWidget *box;
  GtkWidget *button;
};

G_DEFINE_FINAL_TYPE (BureauConnectionGroup, bureau_connection_group, ADW_TYPE_PREFERENCES_GROUP)

enum
{
  PROP_KIND = 1,
  PROP_ADD_LABEL,
};

/* Editing ----------------------------------------------------------------------------------------
 */

static void
edit (BureauConnectionGroup *self, JsonObject *connection)
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
  BureauConnectionGroup *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) connection = dex_await_boxed (dex_ref (future), &error);

  if (connection != NULL)
    edit (self, connection);
  else
    bureau_toast_say (GTK_WIDGET (self), error->message);
  return NULL;
}

static void
row_activated_cb (BureauConnectionGroup *self, GtkListBoxRow *row)
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
find_name (BureauConnectionGroup *self, const char *kind)
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
add_cb (BureauConnectionGroup *self)
{
  g_autoptr (JsonObject) connection = json_object_new ();
  g_autofree char *name = find_name (self, self->kind);

  json_object_set_string_member (connection, "name", name);
  json_object_set_string_member (connection, "kind", self->kind);
  json_object_set_boolean_member (connection, "enabled", TRUE);
  json_object_set_object_member (connection, "config", json_object_new ());
  edit (self, connection);
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

static GtkWidget *
make_placeholder (void)
{
  GtkWidget *label = gtk_label_new (_ ("None yet"));

  gtk_widget_add_css_class (label, "dimmed");
  gtk_widget_set_margin_top (label, 18);
  gtk_widget_set_margin_bottom (label, 18);
  return label;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_connection_group_set_property (GObject *object, guint id, const GValue *value,
                                      GParamSpec *pspec)
{
  BureauConnectionGroup *self = BUREAU_CONNECTION_GROUP (object);

  if (id == PROP_KIND)
    {
      g_set_str (&self->kind, g_value_get_string (value));
      return;
    }
  gtk_widget_set_tooltip_text (self->button, g_value_get_string (value));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  g_value_get_string (value), -1);
}

static void
bureau_connection_group_dispose (GObject *object)
{
  BureauConnectionGroup *self = BUREAU_CONNECTION_GROUP (object);

  g_clear_object (&self->list);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_connection_group_parent_class)->dispose (object);
}

static void
bureau_connection_group_finalize (GObject *object)
{
  g_free (BUREAU_CONNECTION_GROUP (object)->kind);

  G_OBJECT_CLASS (bureau_connection_group_parent_class)->finalize (object);
}

static void
bureau_connection_group_class_init (BureauConnectionGroupClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  object_class->set_property = bureau_connection_group_set_property;
  object_class->dispose = bureau_connection_group_dispose;
  object_class->finalize = bureau_connection_group_finalize;
  g_object_class_install_property (object_class, PROP_KIND,
                                   g_param_spec_string ("kind", NULL, NULL, NULL, flags));
  g_object_class_install_property (object_class, PROP_ADD_LABEL,
                                   g_param_spec_string ("add-label", NULL, NULL, NULL, flags));
}

static void
bureau_connection_group_init (BureauConnectionGroup *self)
{
  self->box = gtk_list_box_new ();
  self->button = gtk_button_new_from_icon_name ("list-add-symbolic");
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->box), GTK_SELECTION_NONE);
  gtk_widget_set_focusable (self->box, FALSE); /* its rows are */
  gtk_list_box_set_placeholder (GTK_LIST_BOX (self->box), make_placeholder ());
  gtk_widget_add_css_class (self->box, "boxed-list");
  gtk_widget_add_css_class (self->button, "flat");
  gtk_widget_set_valign (self->button, GTK_ALIGN_START); /* beside its heading */
  g_signal_connect_object (self->box, "row-activated", G_CALLBACK (row_activated_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->button, "clicked", G_CALLBACK (add_cb), self, G_CONNECT_SWAPPED);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (self), self->box);
  adw_preferences_group_set_header_suffix (ADW_PREFERENCES_GROUP (self), self->button);
}

/**
 * bureau_connection_group_set_memory:
 * @memory: whose connections they are; set once
 */
void
bureau_connection_group_set_memory (BureauConnectionGroup *self, BureauMemory *memory)
{
  GtkFilter *filter = GTK_FILTER (gtk_custom_filter_new (is_of_kind, self->kind, NULL));
  g_autoptr (GtkFilterListModel) model = NULL;

  self->memory = g_object_ref (memory);
  self->list = bureau_live_list_new (memory, &bureau_connection_source);
  model = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->list)), filter);
  gtk_list_box_bind_model (GTK_LIST_BOX (self->box), G_LIST_MODEL (model), make_row, NULL, NULL);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->box), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  adw_preferences_group_get_title (ADW_PREFERENCES_GROUP (self)),
                                  -1);
}
