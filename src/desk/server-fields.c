/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/server-fields.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "widgets/row-name.h"

struct _BureauServerFields
{
  AdwPreferencesGroup parent_instance;

  GtkEditable *host;
  AdwSpinRow *port;
  AdwComboRow *tls;
  GtkEditable *user;
  GtkEditable *password;
  GtkEditable *from;
};

static void fields_init (BureauConnectionFieldsInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauServerFields, bureau_server_fields, ADW_TYPE_PREFERENCES_GROUP,
                               G_IMPLEMENT_INTERFACE (BUREAU_TYPE_CONNECTION_FIELDS, fields_init))

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

static guint
find_security (const char *word)
{
  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    if (g_strcmp0 (securities[i].word, word) == 0)
      return i;
  return 0;
}

/* A port that was the usual one follows the choice. */
static void
tls_cb (BureauServerFields *self)
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

/* The fields of a connection ---------------------------------------------------------------------
 */

static void
show (BureauConnectionFields *fields, JsonObject *connection)
{
  BureauServerFields *self = BUREAU_SERVER_FIELDS (fields);
  JsonObject *config = bureau_json_get_object (connection, "config");
  guint security = find_security (bureau_json_get_string (config, "tls"));

  bureau_connection_fields_set_text (self->host, config, "host");
  bureau_connection_fields_set_text (self->user, config, "user");
  bureau_connection_fields_set_text (self->from, config, "from");
  adw_combo_row_set_selected (self->tls, security);
  adw_spin_row_set_value (self->port,
                          (double)bureau_json_get_int (config, "port", securities[security].port));
}

static JsonObject *
make_config (BureauConnectionFields *fields)
{
  BureauServerFields *self = BUREAU_SERVER_FIELDS (fields);
  JsonObject *config = json_object_new ();

  bureau_connection_fields_take_text (self->host, config, "host");
  json_object_set_int_member (config, "port", (gint64)adw_spin_row_get_value (self->port));
  json_object_set_string_member (config, "tls",
                                 securities[adw_combo_row_get_selected (self->tls)].word);
  bureau_connection_fields_take_text (self->user, config, "user");
  bureau_connection_fields_take_text (self->from, config, "from");
  return config;
}

static const char *
get_secret (BureauConnectionFields *fields)
{
  return gtk_editable_get_text (BUREAU_SERVER_FIELDS (fields)->password);
}

static const char *
say_obstacle (BureauConnectionFields *fields)
{
  BureauServerFields *self = BUREAU_SERVER_FIELDS (fields);

  if (*gtk_editable_get_text (self->host) == '\0')
    return _ ("Type the server’s name, such as mail.example.org.");
  if (*gtk_editable_get_text (self->from) == '\0')
    return _ ("Type whom letters come from, such as Anna Weber <anna@example.org>.");
  return NULL;
}

static void
fields_init (BureauConnectionFieldsInterface *iface)
{
  iface->show = show;
  iface->make_config = make_config;
  iface->get_secret = get_secret;
  iface->say_obstacle = say_obstacle;
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_server_fields_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_SERVER_FIELDS);
  G_OBJECT_CLASS (bureau_server_fields_parent_class)->dispose (object);
}

static void
bureau_server_fields_class_init (BureauServerFieldsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_server_fields_dispose;
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/server-fields.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauServerFields, host);
  gtk_widget_class_bind_template_child (widget_class, BureauServerFields, port);
  gtk_widget_class_bind_template_child (widget_class, BureauServerFields, tls);
  gtk_widget_class_bind_template_child (widget_class, BureauServerFields, user);
  gtk_widget_class_bind_template_child (widget_class, BureauServerFields, password);
  gtk_widget_class_bind_template_child (widget_class, BureauServerFields, from);
  gtk_widget_class_bind_template_callback (widget_class, tls_cb);
}

static void
bureau_server_fields_init (BureauServerFields *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  bureau_row_name_entries (GTK_WIDGET (self));
}
