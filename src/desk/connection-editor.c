/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connection-editor.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/connection-store.h"
#include "desk/folder-fields.h"
#include "desk/model-fields.h"
#include "desk/request-row.h"
#include "desk/server-fields.h"
#include "desk/toast.h"
#include "memory/setting.h"

struct _BureauConnectionEditor
{
  AdwNavigationPage parent_instance;

  BureauMemory *memory;
  JsonObject *connection; /* as it is stored, or as it begins */
  char *currency;

  BureauConnectionFields *fields; /* the one of these that is its kind's */
  BureauConnectionFields *server;
  BureauConnectionFields *folder;
  BureauConnectionFields *model;
  AdwSwitchRow *enabled;
  BureauRequestRow *test;
  GtkWidget *removal;
};

G_DEFINE_FINAL_TYPE (BureauConnectionEditor, bureau_connection_editor, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *kind;
  const char *title;
  gsize fields;
} kinds[] = {
  { "smtp", N_ ("Mail Server"), G_STRUCT_OFFSET (BureauConnectionEditor, server) },
  { "folder", N_ ("Folder"), G_STRUCT_OFFSET (BureauConnectionEditor, folder) },
  { "provider", N_ ("Language Model"), G_STRUCT_OFFSET (BureauConnectionEditor, model) },
};

/* From the connection to the rows ----------------------------------------------------------------
 */

static gboolean
is_model (BureauConnectionEditor *self)
{
  return self->fields == self->model;
}

static void
show_kind (BureauConnectionEditor *self)
{
  const char *kind = bureau_json_get_string (self->connection, "kind");

  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      BureauConnectionFields *fields = G_STRUCT_MEMBER (BureauConnectionFields *, self,
                                                        kinds[i].fields);
      gboolean is_its = g_strcmp0 (kind, kinds[i].kind) == 0;

      gtk_widget_set_visible (GTK_WIDGET (fields), is_its);
      if (!is_its)
        continue;
      self->fields = fields;
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ (kinds[i].title));
    }
}

static void
push (BureauConnectionEditor *self)
{
  show_kind (self);
  bureau_connection_fields_show (self->fields, self->connection);
  adw_switch_row_set_active (self->enabled, bureau_json_get_boolean (self->connection, "enabled"));
  gtk_widget_set_visible (self->removal, json_object_has_member (self->connection, "id"));
}

/* From the rows to the connection ----------------------------------------------------------------
 */

static gboolean
is_secret_typed (BureauConnectionEditor *self)
{
  return bureau_connection_fields_has_secret (self->fields)
         && *bureau_connection_fields_get_secret (self->fields) != '\0';
}

/* What is typed goes before any variable; else a new connection uses that of the vendor's own
 * programs, where it is set. One that is stored has its key where it was put. */
static const char *
get_variable (BureauConnectionEditor *self)
{
  const char *variable = bureau_json_get_string (self->connection, "secret_env");

  if (is_secret_typed (self))
    return NULL;
  if (variable != NULL || !is_model (self) || json_object_has_member (self->connection, "id"))
    return variable;
  return bureau_model_fields_get_variable (BUREAU_MODEL_FIELDS (self->model));
}

static JsonObject *
make_connection (BureauConnectionEditor *self)
{
  JsonObject *connection = json_object_new ();

  json_object_set_string_member (connection, "name",
                                 bureau_json_get_string (self->connection, "name"));
  json_object_set_string_member (connection, "kind",
                                 bureau_json_get_string (self->connection, "kind"));
  json_object_set_boolean_member (connection, "enabled", adw_switch_row_get_active (self->enabled));
  bureau_json_set_string (connection, "secret_env", get_variable (self));
  json_object_set_object_member (connection, "config",
                                 bureau_connection_fields_make_config (self->fields));
  return connection;
}

/* Storing and trying -----------------------------------------------------------------------------
 */

static void
ask_test (BureauConnectionEditor *self)
{
  g_autoptr (JsonObject) args = json_object_new ();

  json_object_set_string_member (args, "connection",
                                 bureau_json_get_string (self->connection, "name"));
  bureau_request_row_ask (self->test, self->memory, "test-connection", args);
}

/* A new model is called what its vendor is called. */
static const char *
find_base (BureauConnectionEditor *self)
{
  gboolean is_new = !json_object_has_member (self->connection, "id");

  return is_model (self) && is_new
             ? bureau_model_fields_get_name (BUREAU_MODEL_FIELDS (self->model))
             : NULL;
}

/* The rows are read first: they may be gone when memory has answered. */
static gboolean
store (BureauConnectionEditor *self, GError **error)
{
  g_autoptr (BureauMemory) memory = g_object_ref (self->memory);
  g_autoptr (JsonObject) connection = make_connection (self);
  g_autofree char *secret = g_strdup (bureau_connection_fields_get_secret (self->fields));
  g_autofree char *currency = g_strdup (self->currency);
  const char *base = find_base (self);
  gint64 limit = is_model (self) ? bureau_model_fields_get_limit (BUREAU_MODEL_FIELDS (self->model))
                                 : -1;
  gboolean ok = (base == NULL || bureau_connection_store_name (memory, connection, base, error))
                && bureau_connection_store_put (memory, connection, secret, error);

  if (json_object_has_member (connection, "id"))
    {
      g_clear_pointer (&self->connection, json_object_unref);
      self->connection = g_steal_pointer (&connection);
    }
  return ok && bureau_connection_store_limit (memory, currency, limit, error);
}

static DexFuture *
save_fiber (gpointer data)
{
  BureauConnectionEditor *self = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = store (self, &error);

  if (self->test == NULL)
    return dex_future_new_true ();
  gtk_widget_set_visible (self->removal, json_object_has_member (self->connection, "id"));
  if (ok)
    ask_test (self);
  else
    bureau_request_row_say (self->test, FALSE, error->message);
  return dex_future_new_true ();
}

static void
save_cb (BureauConnectionEditor *self)
{
  const char *obstacle = bureau_connection_fields_say_obstacle (self->fields);

  if (obstacle != NULL)
    bureau_request_row_say (self->test, FALSE, obstacle);
  else
    dex_future_disown (
        dex_scheduler_spawn (NULL, 0, save_fiber, g_object_ref (self), g_object_unref));
}

/* Removing ---------------------------------------------------------------------------------------
 */

static DexFuture *
remove_fiber (gpointer data)
{
  BureauConnectionEditor *self = data;
  GtkWidget *dialog = gtk_widget_get_ancestor (GTK_WIDGET (self), ADW_TYPE_PREFERENCES_DIALOG);
  gint64 id = bureau_json_get_id (self->connection, "id");
  g_autoptr (GError) error = NULL;

  if (!bureau_connection_store_remove (self->memory, id,
                                       bureau_connection_fields_has_secret (self->fields), &error))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  else if (dialog != NULL)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
  return dex_future_new_true ();
}

static void
answered_cb (BureauConnectionEditor *self, const char *response)
{
  if (g_str_equal (response, "remove"))
    dex_future_disown (
        dex_scheduler_spawn (NULL, 0, remove_fiber, g_object_ref (self), g_object_unref));
}

static void
remove_cb (BureauConnectionEditor *self)
{
  AdwDialog *dialog = adw_alert_dialog_new (
      _ ("Remove This Connection?"),
      _ ("Its password leaves the keyring. What came in through it stays."));

  adw_alert_dialog_add_responses (ADW_ALERT_DIALOG (dialog), "cancel", _ ("_Cancel"), "remove",
                                  _ ("_Remove"), NULL);
  adw_alert_dialog_set_response_appearance (ADW_ALERT_DIALOG (dialog), "remove",
                                            ADW_RESPONSE_DESTRUCTIVE);
  g_signal_connect_object (dialog, "response", G_CALLBACK (answered_cb), self, G_CONNECT_SWAPPED);
  adw_dialog_present (dialog, GTK_WIDGET (self));
}

/* What is known -----------------------------------------------------------------------------------
 */

static gboolean
read_known_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  JsonObject *known = bureau_setting_get_all (database, error);
  g_autofree char *models = known != NULL
                                ? bureau_database_text (database, NULL,
                                                        "SELECT value FROM bureau_scratch WHERE"
                                                        " key = 'models:' || ?1",
                                                        "s", data)
                                : NULL;

  if (known == NULL)
    return FALSE;
  if (models != NULL)
    json_object_set_member (known, "models", bureau_json_parse (models, -1, NULL));
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, known);
  return TRUE;
}

static DexFuture *
known_read_cb (DexFuture *future, gpointer data)
{
  BureauConnectionEditor *self = data;
  g_autoptr (JsonObject) known = dex_await_boxed (dex_ref (future), NULL);
  JsonArray *models = known != NULL ? bureau_json_get_array (known, "models") : NULL;

  if (known == NULL || self->test == NULL)
    return NULL;
  g_set_str (&self->currency, bureau_json_get_string (known, "currency"));
  bureau_model_fields_ask_limit (
      BUREAU_MODEL_FIELDS (self->model),
      bureau_json_get_int (known, "budget_per_month", -1) < 0 ? self->currency : NULL);
  if (models != NULL)
    bureau_model_fields_show_models (BUREAU_MODEL_FIELDS (self->model), models);
  return NULL;
}

/* The list of models, once a test has brought it, and whether a limit is to be asked for. */
static void
read_known (BureauConnectionEditor *self)
{
  char *name = g_strdup (bureau_json_get_string (self->connection, "name"));

  dex_future_disown (
      dex_future_finally (bureau_memory_read (self->memory, read_known_cb, name, g_free),
                          known_read_cb, g_object_ref (self), g_object_unref));
}

/* A test of a model brings the list of those there are. */
static void
answered_test_cb (BureauConnectionEditor *self)
{
  if (is_model (self))
    read_known (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_connection_editor_dispose (GObject *object)
{
  BureauConnectionEditor *self = BUREAU_CONNECTION_EDITOR (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_CONNECTION_EDITOR);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->connection, json_object_unref);
  g_clear_pointer (&self->currency, g_free);
  G_OBJECT_CLASS (bureau_connection_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, server);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, folder);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, model);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, enabled);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, test);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, removal);
}

static void
bureau_connection_editor_class_init (BureauConnectionEditorClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_connection_editor_dispose;
  g_type_ensure (BUREAU_TYPE_REQUEST_ROW);
  g_type_ensure (BUREAU_TYPE_SERVER_FIELDS);
  g_type_ensure (BUREAU_TYPE_FOLDER_FIELDS);
  g_type_ensure (BUREAU_TYPE_MODEL_FIELDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/connection-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, answered_test_cb);
}

static void
bureau_connection_editor_init (BureauConnectionEditor *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_connection_editor_new:
 * @memory: the open workspace
 * @connection: as memory/connection.h shows it; a new one has no id and an empty config
 *
 * Returns: (transfer floating): the page, to be pushed
 */
BureauConnectionEditor *
bureau_connection_editor_new (BureauMemory *memory, JsonObject *connection)
{
  BureauConnectionEditor *self = g_object_new (BUREAU_TYPE_CONNECTION_EDITOR, NULL);

  self->memory = g_object_ref (memory);
  self->connection = json_object_ref (connection);
  push (self);
  if (is_model (self))
    read_known (self);
  return self;
}
