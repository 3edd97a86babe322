/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From a connection's row to a server one can send through. */
#include "agents/smtp-connection.h"

#include "base/error.h"
#include "base/json.h"
#include "memory/secret.h"

static const struct
{
  const char *name;
  BureauSmtpSecurity security;
} securities[] = {
  { "starttls", BUREAU_SMTP_STARTTLS },
  { "tls", BUREAU_SMTP_TLS },
  { "none", BUREAU_SMTP_NONE },
};

static gboolean
read_security (JsonObject *config, BureauSmtpSecurity *security, GError **error)
{
  const char *name = bureau_json_get_string (config, "tls");

  for (guint i = 0; i < G_N_ELEMENTS (securities); i++)
    if (g_strcmp0 (securities[i].name, name) == 0)
      {
        *security = securities[i].security;
        return TRUE;
      }
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "The mail account does not say how it is protected: starttls, tls or none.");

  return FALSE;
}

static gboolean
read_password (JsonObject *connection, BureauSmtpServer *server, GError **error)
{
  if (!server->user)
    return TRUE;
  server->password = dex_await_string (
      bureau_secret_get (bureau_json_get_id (connection, "id"),
                         bureau_json_get_string (connection, "name"),
                         bureau_json_get_string (connection, "secret_env")),
      error);

  return server->password != NULL;
}

/**
 * bureau_smtp_connection_open:
 * @connection: of kind smtp, as memory/connection.h shows it
 *
 * Returns: (transfer full): the server with its password; %NULL with @error set where the
 * connection is not complete or the keyring does not answer. Awaits, so it belongs into a fiber
 */
BureauSmtpServer *
bureau_smtp_connection_open (JsonObject *connection, GError **error)
{
  JsonObject *config = bureau_json_get_object (connection, "config");
  g_autoptr (BureauSmtpServer) server = g_new0 (BureauSmtpServer, 1);
  const char *user = bureau_json_get_string (config, "user");

  server->host = g_strdup (bureau_json_get_string (config, "host"));
  server->port = bureau_json_get_int (config, "port", 0);
  server->user = user && *user ? g_strdup (user) : NULL;
  if (!read_security (config, &server->security, error)
      || !read_password (connection, server, error))
    return NULL;

  return g_steal_pointer (&server);
}

/**
 * bureau_smtp_connection_get_from:
 *
 * Returns: (transfer full): who letters of this connection come from: its own `from`, else the
 *   workspace's identity
 */
BureauAddress *
bureau_smtp_connection_get_from (JsonObject *connection, BureauCatalog *catalog, GError **error)
{
  JsonObject *config = bureau_json_get_object (connection, "config");
  JsonObject *identity = bureau_json_get_object (bureau_catalog_get_settings (catalog), "identity");
  const char *from = bureau_json_get_string (config, "from");
  const char *address = identity ? bureau_json_get_string (identity, "address") : NULL;

  if (from && *from)
    return bureau_address_parse (from, error);
  if (address && *address)
    return bureau_address_new (bureau_json_get_string (identity, "name"), address);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
               "Nobody is named as the sender; give the mail account a From address.");

  return NULL;
}
