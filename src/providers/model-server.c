/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/model-server.h"

#include <libdex.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/connection.h"
#include "memory/secret.h"

static void
clear (gpointer data)
{
  BureauModelServer *self = data;

  g_clear_pointer (&self->name, g_free);
  g_clear_pointer (&self->model, g_free);
  g_clear_pointer (&self->secret_env, g_free);
  g_clear_error (&self->refusal);
  g_clear_object (&self->session);
  bureau_model_place_clear (&self->place);
}

BureauModelServer *
bureau_model_server_ref (BureauModelServer *self)
{
  return g_rc_box_acquire (self);
}

void
bureau_model_server_unref (BureauModelServer *self)
{
  g_rc_box_release_full (self, clear);
}

static gboolean
is_at_host (const char *url, const char *other)
{
  g_autoptr (GUri) a = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);
  g_autoptr (GUri) b = g_uri_parse (other, G_URI_FLAGS_NONE, NULL);

  return a != NULL && b != NULL && g_ascii_strcasecmp (g_uri_get_host (a), g_uri_get_host (b)) == 0;
}

static gboolean
is_here (const char *url)
{
  g_autoptr (GUri) uri = g_uri_parse (url, G_URI_FLAGS_NONE, NULL);

  return uri != NULL && g_uri_get_host (uri) != NULL
         && bureau_host_is_loopback (g_uri_get_host (uri));
}

/**
 * bureau_model_server_new:
 * @wire: how it speaks
 * @connection: of kind provider, as memory/connection.h shows it
 *
 * Returns: (transfer full): the server, or %NULL with @error set where its address is not to be
 * used
 */
BureauModelServer *
bureau_model_server_new (const BureauWire *wire, JsonObject *connection, GError **error)
{
  JsonObject *config = bureau_json_get_object (connection, "config");
  const char *base = config != NULL ? bureau_json_get_string (config, "base_url") : NULL;
  g_autoptr (BureauModelServer) self = g_rc_box_new0 (BureauModelServer);
  g_autoptr (BureauExchange) probe = NULL;

  self->name = g_strdup (bureau_json_get_string (connection, "name"));
  self->model = g_strdup (config != NULL ? bureau_json_get_string (config, "model") : NULL);
  self->connection = bureau_json_get_id (connection, "id");
  self->secret_env = g_strdup (bureau_json_get_string (connection, "secret_env"));
  self->place.wire = wire;
  self->place.base_url = g_strdup (base != NULL ? base : wire->base_url);
  self->is_vendor = is_at_host (self->place.base_url, wire->base_url);
  self->is_local = is_here (self->place.base_url);
  self->session = bureau_exchange_keep_session ();
  bureau_model_options_begin (&self->options, self->is_vendor,
                              bureau_json_get_array (connection, "lacks"));
  probe = bureau_model_place_open (&self->place, "GET", "/", error);
  return probe != NULL ? g_steal_pointer (&self) : NULL;
}

/* A key that would break out of its header is none. */
static gboolean
check_key (BureauModelServer *self, GError **error)
{
  g_strstrip (self->place.key);
  for (const char *c = self->place.key; *c != '\0'; c++)
    if ((guchar)*c <= ' ' || (guchar)*c >= 0x7f)
      {
        g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                     "The key of “%s” holds characters that no key has; enter it again.",
                     self->name);
        explicit_bzero (self->place.key, strlen (self->place.key));
        g_clear_pointer (&self->place.key, g_free);
        return FALSE;
      }
  return TRUE;
}

/**
 * bureau_model_server_find_key:
 * @is_asked_for: the server wants one
 *
 * Finds the key, once. A server on this machine is asked without one until it wants one. Awaits.
 *
 * Returns: %FALSE with @error set where one is needed and there is none
 */
gboolean
bureau_model_server_find_key (BureauModelServer *self, gboolean is_asked_for, GError **error)
{
  if (self->place.key != NULL || (self->is_local && self->secret_env == NULL && !is_asked_for))
    return TRUE;
  self->place.key = dex_await_string (
      bureau_secret_get (self->connection, self->name, self->secret_env), error);
  return self->place.key != NULL && check_key (self, error);
}

/**
 * bureau_model_server_list_lacks:
 *
 * Returns: (transfer full): what it was found to lack, as bureau_model_options_list_lacks() names
 * it
 */
JsonArray *
bureau_model_server_list_lacks (BureauModelServer *self)
{
  return bureau_model_options_list_lacks (&self->options, self->is_vendor);
}
