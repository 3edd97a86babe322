/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <gio/gio.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/connection.h"
#include "memory/setting-check.h"

typedef gboolean (*Check) (JsonNode *value);

/* One member of a kind's config. */
typedef struct
{
  const char *name;
  gboolean required;
  Check check;
  const char *expected;
} Member;

typedef struct
{
  const char *name;
  const Member *members;
  gboolean (*check_whole) (JsonObject *config, GError **error);
} Kind;

static const char *
get_text (JsonNode *value)
{
  const char *text = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_string (value) : NULL;

  return text != NULL && strlen (text) <= 4096 && strpbrk (text, "\r\n") == NULL ? text : NULL;
}

static gboolean
check_text (JsonNode *value)
{
  const char *text = get_text (value);

  return text != NULL && *text != '\0';
}

static gboolean
check_host (JsonNode *value)
{
  const char *text = get_text (value);

  return text != NULL && *text != '\0' && strlen (text) <= 253
         && strpbrk (text, " \t/@?#\\") == NULL;
}

static gboolean
check_port (JsonNode *value)
{
  gint64 port = JSON_NODE_HOLDS_VALUE (value) ? json_node_get_int (value) : 0;

  return json_node_get_value_type (value) == G_TYPE_INT64 && port >= 1 && port <= 65535;
}

static gboolean
check_tls (JsonNode *value)
{
  static const char *const words[] = { "starttls", "tls", "none", NULL };
  const char *text = get_text (value);

  return text != NULL && g_strv_contains (words, text);
}

static gboolean
check_mailbox (JsonNode *value)
{
  const char *text = get_text (value);

  return text != NULL && bureau_mailbox_check (text);
}

static gboolean
check_path (JsonNode *value)
{
  const char *text = get_text (value);

  return text != NULL && g_path_is_absolute (text);
}

static gboolean
check_base_url (JsonNode *value)
{
  const char *text = get_text (value);
  g_autoptr (GUri) uri = text != NULL ? g_uri_parse (text, G_URI_FLAGS_NONE, NULL) : NULL;

  if (uri == NULL || g_uri_get_host (uri) == NULL || g_uri_get_userinfo (uri) != NULL)
    return FALSE;
  if (g_str_equal (g_uri_get_scheme (uri), "http"))
    return bureau_host_is_loopback (g_uri_get_host (uri));
  return g_str_equal (g_uri_get_scheme (uri), "https") && *g_uri_get_host (uri) != '\0';
}

static gboolean
check_smtp (JsonObject *config, GError **error)
{
  const char *host = bureau_json_get_string (config, "host");

  if (!g_str_equal (bureau_json_get_string (config, "tls"), "none")
      || bureau_host_is_loopback (host))
    return TRUE;
  g_set_error (
      error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
      "Without TLS the password and every letter would cross the network to %s readable for "
      "others; use --tls starttls or --tls tls.",
      host);
  return FALSE;
}

static const Member smtp_members[] = {
  { "host", TRUE, check_host, "a server's name" },
  { "port", TRUE, check_port, "a number from 1 to 65535" },
  { "tls", TRUE, check_tls, "starttls, tls or none" },
  { "user", FALSE, check_text, "a user's name" },
  { "from", TRUE, check_mailbox, "an address such as “Anna Weber <anna@example.org>”" },
  { NULL },
};

static const Member folder_members[] = {
  { "path", TRUE, check_path, "the full path of a folder" },
  { NULL },
};

static const Member provider_members[] = {
  { "kind", TRUE, check_text, "a kind of provider" },
  { "base_url", FALSE, check_base_url, "an https address (http on this machine only)" },
  { "model", FALSE, check_text, "a model's name" },
  { NULL },
};

static const Kind kinds[] = {
  { "smtp", smtp_members, check_smtp },
  { "folder", folder_members, NULL },
  { "provider", provider_members, NULL },
};

static gboolean fail (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);

static gboolean
fail (GError **error, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  if (error != NULL)
    *error = g_error_new_valist (BUREAU_ERROR, BUREAU_ERROR_INVALID, format, args);
  va_end (args);
  return FALSE;
}

static const Kind *
find_kind (const char *name)
{
  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].name, name))
      return &kinds[i];
  return NULL;
}

static const Member *
find_member (const Kind *kind, const char *name)
{
  for (const Member *member = kind->members; member->name != NULL; member++)
    if (g_str_equal (member->name, name))
      return member;
  return NULL;
}

static gboolean
check_member (const Kind *kind, const Member *member, JsonObject *config, GError **error)
{
  JsonNode *value = json_object_get_member (config, member->name);

  if (value == NULL || JSON_NODE_HOLDS_NULL (value))
    return !member->required
           || fail (error, "A connection of kind %s needs “%s”: %s.", kind->name, member->name,
                    member->expected);
  return (JSON_NODE_HOLDS_VALUE (value) && member->check (value))
         || fail (error, "“%s” of a connection of kind %s is %s.", member->name, kind->name,
                  member->expected);
}

static gboolean
check_config (const Kind *kind, JsonObject *config, GError **error)
{
  g_autoptr (GList) names = json_object_get_members (config);

  for (GList *iter = names; iter != NULL; iter = iter->next)
    if (find_member (kind, iter->data) == NULL)
      return fail (error, "A connection of kind %s has no “%s”.", kind->name,
                   bureau_text_clip ((const char *)iter->data, (char[BUREAU_TEXT_CLIP]){ 0 }));
  for (const Member *member = kind->members; member->name != NULL; member++)
    if (!check_member (kind, member, config, error))
      return FALSE;
  return kind->check_whole == NULL || kind->check_whole (config, error);
}

/**
 * bureau_host_is_loopback:
 * @host: a host's name or address, without brackets
 *
 * Returns: whether what is sent to it stays on this machine
 */
gboolean
bureau_host_is_loopback (const char *host)
{
  g_autoptr (GInetAddress) address = g_inet_address_new_from_string (host);

  if (address != NULL)
    return g_inet_address_get_is_loopback (address);
  return g_ascii_strcasecmp (host, "localhost") == 0;
}

/**
 * bureau_connection_check:
 * @connection: as connection.h shows it
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_INVALID, naming the member; %BUREAU_ERROR_REFUSED for mail without TLS to
 * another machine.
 *
 * Returns: whether it may be stored
 */
gboolean
bureau_connection_check (JsonObject *connection, GError **error)
{
  const char *name = bureau_json_get_string (connection, "name");
  const char *env = bureau_json_get_string (connection, "secret_env");
  const Kind *kind = find_kind (bureau_json_get_string (connection, "kind"));
  JsonObject *config = bureau_json_get_object (connection, "config");

  if (name == NULL
      || !g_regex_match_simple ("^[A-Za-z0-9][A-Za-z0-9 ._-]{0,63}$", name, G_REGEX_DOLLAR_ENDONLY,
                                G_REGEX_MATCH_DEFAULT))
    return fail (error, "A connection's name is made of letters, digits, “.”, “_” and “-”.");
  if (kind == NULL)
    return fail (error, "A connection's kind is smtp, folder or provider.");
  if (env != NULL
      && !g_regex_match_simple ("^[A-Za-z_][A-Za-z0-9_]{0,127}$", env, G_REGEX_DOLLAR_ENDONLY,
                                G_REGEX_MATCH_DEFAULT))
    return fail (error,
                 "“secret_env” is the name of an environment variable, not the secret itself.");
  if (config == NULL)
    return fail (error, "A connection needs “config”.");
  return check_config (kind, config, error);
}
