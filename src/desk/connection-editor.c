/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connection-editor.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/money.h"
#include "desk/chooser.h"
#include "desk/decision.h"
#include "desk/model-fields.h"
#include "desk/request-row.h"
#include "desk/toast.h"
#include "memory/connection.h"
#include "memory/secret.h"
#include "memory/setting.h"

struct _BureauConnectionEditor
{
  AdwNavigationPage parent_instance;

  BureauMemory *memory;
  JsonObject *connection; /* as it is stored, or as it begins */
  char *path;
  char *currency;

  AdwPreferencesGroup *server;
  GtkEditable *host;
  AdwSpinRow *port;
  AdwComboRow *tls;
  GtkEditable *user;
  GtkEditable *password;
  GtkEditable *from;
  AdwPreferencesGroup *place;
  BureauModelFields *answerer;
  AdwActionRow *folder;
  AdwSwitchRow *enabled;
  BureauRequestRow *test;
  GtkWidget *removal;
};

G_DEFINE_FINAL_TYPE (BureauConnectionEditor, bureau_connection_editor, ADW_TYPE_NAVIGATION_PAGE)

static const struct
{
  const char *kind;
  const char *title;
} titles[] = {
  { "smtp", N_ ("Mail Server") },
  { "folder", N_ ("Folder") },
  { "provider", N_ ("Language Model") },
};

/* How the choices of the row `tls` are stored, and their usual ports. */
static const struct
{
  const char *word;
  int port;
} securities[] = {
  { "starttls", 587 },
  { "tls", 465 },
  { "none", 25 },
};

static gboolean
is_kind (BureauConnectionEditor *self, const char *kind)
{
  return g_strcmp0 (bureau_json_get_string (self->connection, "kind"), kind) == 0;
}

/* From the connection to the rows ----------------------------------------------------------------
 */

static void
set_text (GtkEditable *editable, JsonObject *config, const char *member)
{
  const char *text = bureau_json_get_string (config, member);

  gtk_editable_set_text (editable, text != NULL ? text : "");
}

static guint
find_security (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    if (g_strcmp0 (securities[i].word, word) == 0)
      return i;
  return 0;
}

static void
show_folder (BureauConnectionEditor *self)
{
  g_object_set (self->folder, "subtitle", self->path != NULL ? self->path : _ ("None yet"), NULL);
}

static void
push (BureauConnectionEditor *self)
{
  JsonObject *config = bureau_json_get_object (self->connection, "config");
  guint security = find_security (bureau_json_get_string (config, "tls"));

  set_text (self->host, config, "host");
  set_text (self->user, config, "user");
  set_text (self->from, config, "from");
  adw_combo_row_set_selected (self->tls, security);
  adw_spin_row_set_value (self->port,
                          (double)bureau_json_get_int (config, "port", securities[security].port));
  adw_switch_row_set_active (self->enabled, bureau_json_get_boolean (self->connection, "enabled"));
  g_set_str (&self->path, bureau_json_get_string (config, "path"));
  show_folder (self);
  if (is_kind (self, "provider"))
    bureau_model_fields_show (self->answerer, self->connection);
  gtk_widget_set_visible (GTK_WIDGET (self->server), is_kind (self, "smtp"));
  gtk_widget_set_visible (GTK_WIDGET (self->place), is_kind (self, "folder"));
  gtk_widget_set_visible (GTK_WIDGET (self->answerer), is_kind (self, "provider"));
  gtk_widget_set_visible (self->removal, json_object_has_member (self->connection, "id"));
}

/* A port that was the usual one follows the choice. */
static void
tls_cb (BureauConnectionEditor *self)
{
  int port = (int)adw_spin_row_get_value (self->port);

  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    if (securities[i].port == port)
      {
        adw_spin_row_set_value (self->port,
                                securities[adw_combo_row_get_selected (self->tls)].port);
        return;
      }
}

/* From the rows to the connection ----------------------------------------------------------------
 */

static void
take_text (JsonObject *config, const char *member, GtkEditable *editable)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (editable)));

  if (*text != '\0')
    json_object_set_string_member (config, member, text);
}

static JsonObject *
make_config (BureauConnectionEditor *self)
{
  JsonObject *config;

  if (is_kind (self, "provider"))
    return bureau_model_fields_make_config (self->answerer);
  config = json_object_new ();
  if (is_kind (self, "folder"))
    {
      bureau_json_set_string (config, "path", self->path);
      return config;
    }
  take_text (config, "host", self->host);
  json_object_set_int_member (config, "port", (gint64)adw_spin_row_get_value (self->port));
  json_object_set_string_member (config, "tls",
                                 securities[adw_combo_row_get_selected (self->tls)].word);
  take_text (config, "user", self->user);
  take_text (config, "from", self->from);
  return config;
}

/* The variable of the vendor's own programs is used where it is set and no other was named. */
static const char *
get_variable (BureauConnectionEditor *self)
{
  const char *variable = bureau_json_get_string (self->connection, "secret_env");

  if (variable != NULL || !is_kind (self, "provider"))
    return variable;
  return bureau_model_fields_get_variable (self->answerer);
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
  json_object_set_object_member (connection, "config", make_config (self));
  return connection;
}

/* What memory would say of it speaks of members; a person has rows before them. */
static const char *
say_obstacle (BureauConnectionEditor *self)
{
  if (is_kind (self, "provider"))
    return bureau_model_fields_say_obstacle (self->answerer);
  if (is_kind (self, "folder"))
    return self->path != NULL ? NULL : _ ("Choose the folder that is to be watched.");
  if (*gtk_editable_get_text (self->host) == '\0')
    return _ ("Type the server’s name, such as mail.example.org.");
  if (*gtk_editable_get_text (self->from) == '\0')
    return _ ("Type whom letters come from, such as Anna Weber <anna@example.org>.");
  return NULL;
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

static gboolean
store_secret (BureauConnectionEditor *self, gint64 id, GError **error)
{
  g_autofree char *password = g_strdup (is_kind (self, "provider")
                                            ? bureau_model_fields_get_key (self->answerer)
                                            : gtk_editable_get_text (self->password));

  return *password == '\0'
         || dex_await (
             bureau_secret_set (id, bureau_json_get_string (self->connection, "name"), password),
             error);
}

/* A limit that was asked for with the first key holds for all models. */
static gboolean
store_limit (BureauConnectionEditor *self, GError **error)
{
  gint64 units = is_kind (self, "provider") ? bureau_model_fields_get_limit (self->answerer) : -1;
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);

  for (guint i = bureau_money_exponent (self->currency); i > 0; i--)
    units *= 10;
  json_node_set_int (value, units);
  return units < 0
         || dex_await (
             bureau_setting_set (self->memory, &bureau_decision_cause, "budget_per_month", value),
             error);
}

static gboolean
is_free (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 n = 0;

  g_value_init (result, G_TYPE_BOOLEAN);
  if (!bureau_database_int (database, &n, error,
                            "SELECT count(*) FROM bureau_connection WHERE name = ?1", "s", data))
    return FALSE;
  g_value_set_boolean (result, n == 0);
  return TRUE;
}

/* A new model is called what its vendor is called: "anthropic", "anthropic-2". */
static gboolean
name_model (BureauConnectionEditor *self, GError **error)
{
  const char *base = is_kind (self, "provider") ? bureau_model_fields_get_name (self->answerer)
                                                : NULL;
  g_autoptr (GError) failure = NULL;

  if (base == NULL || json_object_has_member (self->connection, "id"))
    return TRUE;
  for (guint n = 1; failure == NULL; n++)
    {
      char *name = n == 1 ? g_strdup (base) : g_strdup_printf ("%s-%u", base, n);

      json_object_set_string_member (self->connection, "name", name);
      if (dex_await_boolean (bureau_memory_read (self->memory, is_free, name, g_free), &failure))
        return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

static gboolean
store (BureauConnectionEditor *self, GError **error)
{
  g_autoptr (JsonObject) connection = NULL;
  g_autoptr (GError) failure = NULL;
  gint64 id;

  if (!name_model (self, error))
    return FALSE;
  connection = make_connection (self);
  id = dex_await_int64 (bureau_connection_put (self->memory, &bureau_decision_cause, connection),
                        &failure);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  json_object_set_int_member (connection, "id", id);
  g_clear_pointer (&self->connection, json_object_unref);
  self->connection = g_steal_pointer (&connection);
  return store_secret (self, id, error) && store_limit (self, error);
}

static DexFuture *
save_fiber (gpointer data)
{
  BureauConnectionEditor *self = data;
  g_autoptr (GError) error = NULL;
  gboolean ok = store (self, &error);

  if (self->host == NULL)
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
  const char *obstacle = say_obstacle (self);

  if (obstacle != NULL)
    bureau_request_row_say (self->test, FALSE, obstacle);
  else
    dex_future_disown (
        dex_scheduler_spawn (NULL, 0, save_fiber, g_object_ref (self), g_object_unref));
}

/* The folder -------------------------------------------------------------------------------------
 */

static DexFuture *
folder_chosen_cb (DexFuture *future, gpointer data)
{
  BureauConnectionEditor *self = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dex_await_string (dex_ref (future), &error);

  if (self->host == NULL)
    return NULL;
  if (path != NULL)
    g_set_str (&self->path, path);
  else if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  show_folder (self);
  return NULL;
}

static void
choose_cb (BureauConnectionEditor *self)
{
  dex_future_disown (
      dex_future_finally (bureau_chooser_choose (GTK_WIDGET (self), BUREAU_CHOOSER_FOLDER),
                          folder_chosen_cb, g_object_ref (self), g_object_unref));
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

  if (!dex_await (bureau_connection_remove (self->memory, &bureau_decision_cause, id), &error))
    bureau_toast_say (GTK_WIDGET (self), error->message);
  else if (dialog != NULL)
    adw_preferences_dialog_pop_subpage (ADW_PREFERENCES_DIALOG (dialog));
  /* A keyring that is not there has nothing to clear. */
  if (error == NULL && !is_kind (self, "folder"))
    dex_await (bureau_secret_clear (id), NULL);
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

  if (known == NULL || self->host == NULL)
    return NULL;
  g_set_str (&self->currency, bureau_json_get_string (known, "currency"));
  bureau_model_fields_ask_limit (
      self->answerer,
      bureau_json_get_int (known, "budget_per_month", -1) < 0 ? self->currency : NULL);
  if (models != NULL)
    bureau_model_fields_show_models (self->answerer, models);
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
  if (is_kind (self, "provider"))
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
  g_clear_pointer (&self->path, g_free);
  g_clear_pointer (&self->currency, g_free);
  G_OBJECT_CLASS (bureau_connection_editor_parent_class)->dispose (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, server);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, host);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, port);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, tls);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, user);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, password);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, from);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, place);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, folder);
  gtk_widget_class_bind_template_child (widget_class, BureauConnectionEditor, answerer);
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
  g_type_ensure (BUREAU_TYPE_MODEL_FIELDS);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/connection-editor.ui");
  bind_children (widget_class);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
  gtk_widget_class_bind_template_callback (widget_class, remove_cb);
  gtk_widget_class_bind_template_callback (widget_class, choose_cb);
  gtk_widget_class_bind_template_callback (widget_class, tls_cb);
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
  for (guint i = 0; i < G_N_ELEMENTS (titles); i++)
    if (is_kind (self, titles[i].kind))
      adw_navigation_page_set_title (ADW_NAVIGATION_PAGE (self), _ (titles[i].title));
  push (self);
  if (is_kind (self, "provider"))
    read_known (self);
  return self;
}
