/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/connection-fields.h"

#include "base/json.h"

G_DEFINE_INTERFACE (BureauConnectionFields, bureau_connection_fields, GTK_TYPE_WIDGET)

static void
bureau_connection_fields_default_init (BureauConnectionFieldsInterface *iface)
{
}

/**
 * bureau_connection_fields_show:
 * @connection: as memory/connection.h shows it; a new one has an empty config
 */
void
bureau_connection_fields_show (BureauConnectionFields *self, JsonObject *connection)
{
  BUREAU_CONNECTION_FIELDS_GET_IFACE (self)->show (self, connection);
}

/**
 * bureau_connection_fields_make_config:
 *
 * Returns: (transfer full): what the connection holds, as the rows say it
 */
JsonObject *
bureau_connection_fields_make_config (BureauConnectionFields *self)
{
  return BUREAU_CONNECTION_FIELDS_GET_IFACE (self)->make_config (self);
}

/**
 * bureau_connection_fields_has_secret:
 *
 * Returns: whether connections of this kind have a password or a key
 */
gboolean
bureau_connection_fields_has_secret (BureauConnectionFields *self)
{
  return BUREAU_CONNECTION_FIELDS_GET_IFACE (self)->get_secret != NULL;
}

/**
 * bureau_connection_fields_get_secret:
 *
 * Returns: (transfer none): the password or key as typed; empty where none was
 */
const char *
bureau_connection_fields_get_secret (BureauConnectionFields *self)
{
  return bureau_connection_fields_has_secret (self)
             ? BUREAU_CONNECTION_FIELDS_GET_IFACE (self)->get_secret (self)
             : "";
}

/**
 * bureau_connection_fields_say_obstacle:
 *
 * What memory would say of it speaks of members; a person has rows before them.
 *
 * Returns: (transfer none) (nullable): what is missing, as one sentence
 */
const char *
bureau_connection_fields_say_obstacle (BureauConnectionFields *self)
{
  return BUREAU_CONNECTION_FIELDS_GET_IFACE (self)->say_obstacle (self);
}

/**
 * bureau_connection_fields_set_text:
 * @member: of @config; empty where it has none
 *
 * Shows it in a row.
 */
void
bureau_connection_fields_set_text (GtkEditable *row, JsonObject *config, const char *member)
{
  const char *text = bureau_json_get_string (config, member);

  gtk_editable_set_text (row, text != NULL ? text : "");
}

/**
 * bureau_connection_fields_take_text:
 * @member: is set in @config; left out where the row is empty
 */
void
bureau_connection_fields_take_text (GtkEditable *row, JsonObject *config, const char *member)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (row)));

  if (*text != '\0')
    json_object_set_string_member (config, member, text);
}
