/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/setting-check.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "memory/price.h"

#define MAX_TEXT_BYTES (16 * 1024)
#define MAX_IDENTITIES 32

typedef gboolean (*Check) (const BureauSetting *setting, JsonNode *value);

static const char *
get_text (JsonNode *value)
{
  const char *text;

  if (value == NULL || !JSON_NODE_HOLDS_VALUE (value)
      || json_node_get_value_type (value) != G_TYPE_STRING)
    return NULL;
  text = json_node_get_string (value);
  return strlen (text) <= MAX_TEXT_BYTES ? text : NULL;
}

static gboolean
check_text (const BureauSetting *setting, JsonNode *value)
{
  return get_text (value) != NULL;
}

static gboolean
check_int (const BureauSetting *setting, JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_INT64
         && json_node_get_int (value) >= setting->least
         && json_node_get_int (value) <= setting->most;
}

static gboolean
check_bool (const BureauSetting *setting, JsonNode *value)
{
  return JSON_NODE_HOLDS_VALUE (value) && json_node_get_value_type (value) == G_TYPE_BOOLEAN;
}

static gboolean
check_url (const BureauSetting *setting, JsonNode *value)
{
  const char *text = get_text (value);
  g_autoptr (GUri) uri = NULL;

  if (text == NULL || *text == '\0')
    return text != NULL;
  uri = g_uri_parse (text, G_URI_FLAGS_NONE, NULL);
  return uri != NULL && g_uri_get_host (uri) != NULL && *g_uri_get_host (uri) != '\0'
         && (g_str_equal (g_uri_get_scheme (uri), "https")
             || g_str_equal (g_uri_get_scheme (uri), "http"));
}

static gboolean
check_currency (const BureauSetting *setting, JsonNode *value)
{
  const char *text = get_text (value);

  return text != NULL && strlen (text) == 3 && g_ascii_isupper (text[0])
         && g_ascii_isupper (text[1]) && g_ascii_isupper (text[2]);
}

static gboolean
check_zone (const BureauSetting *setting, JsonNode *value)
{
  const char *text = get_text (value);
  g_autoptr (GTimeZone) zone = NULL;

  if (text == NULL || *text == '\0')
    return text != NULL;
  zone = g_time_zone_new_identifier (text);
  return zone != NULL;
}

static gboolean
check_language (const BureauSetting *setting, JsonNode *value)
{
  const char *text = get_text (value);

  return text != NULL
         && g_regex_match_simple ("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$", text, G_REGEX_DEFAULT,
                                  G_REGEX_MATCH_DEFAULT);
}

static gboolean
is_member_known (const char *name)
{
  static const char *const known[] = { "name", "address", "signature", NULL };

  return g_strv_contains (known, name);
}

static gboolean
check_identity_object (JsonObject *identity)
{
  g_autoptr (GList) names = json_object_get_members (identity);
  const char *address = bureau_json_get_string (identity, "address");
  const char *name = bureau_json_get_string (identity, "name");

  for (GList *iter = names; iter != NULL; iter = iter->next)
    if (!is_member_known (iter->data)
        || get_text (json_object_get_member (identity, iter->data)) == NULL)
      return FALSE;
  if (name != NULL && strpbrk (name, "\r\n") != NULL)
    return FALSE;
  return address == NULL || *address == '\0' || bureau_address_check (address);
}

static gboolean
check_identity (const BureauSetting *setting, JsonNode *value)
{
  return JSON_NODE_HOLDS_OBJECT (value) && check_identity_object (json_node_get_object (value));
}

static gboolean
check_identities (const BureauSetting *setting, JsonNode *value)
{
  JsonArray *list;

  if (!JSON_NODE_HOLDS_ARRAY (value))
    return FALSE;
  list = json_node_get_array (value);
  for (guint i = 0; i < json_array_get_length (list); i++)
    if (!check_identity (setting, json_array_get_element (list, i)))
      return FALSE;
  return json_array_get_length (list) <= MAX_IDENTITIES;
}

static gboolean
check_prices (const BureauSetting *setting, JsonNode *value)
{
  return bureau_prices_check (value);
}

static gboolean
check_rates (const BureauSetting *setting, JsonNode *value)
{
  return bureau_exchange_rates_check (value);
}

static gboolean
check_choice (const BureauSetting *setting, JsonNode *value)
{
  g_auto (GStrv) words = g_strsplit (setting->words, "|", -1);
  const char *text = get_text (value);

  return text != NULL && g_strv_contains ((const char *const *)words, text);
}

static const struct
{
  const char *type;
  Check check;
  const char *expected;
} types[] = {
  { "text", check_text, "a text" },
  { "int", check_int, "a whole number" },
  { "bool", check_bool, "true or false" },
  { "url", check_url, "an address such as https://example.org/book" },
  { "currency", check_currency, "three capital letters such as EUR" },
  { "zone", check_zone, "a time zone such as Europe/Berlin" },
  { "language", check_language, "a language such as en or de-AT" },
  { "identity", check_identity,
    "{\"name\":\"Anna Weber\",\"address\":\"anna@example.org\",\"signature\":\"…\"}" },
  { "identities", check_identities, "a list of identities" },
  { "prices", check_prices,
    "a list of [{\"models\":[\"…\"],\"currency\":\"USD\",\"input\":2000000,\"output\":10000000}], "
    "in millionths per million tokens" },
  { "choice", check_choice, NULL },
  { "rates", check_rates, "such as {\"USD\":0.93}" },
};

static gboolean
refuse (const BureauSetting *setting, const char *expected, GError **error)
{
  if (g_str_equal (setting->type, "int"))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                 "The setting “%s” is a whole number from %" G_GINT64_FORMAT " to %" G_GINT64_FORMAT
                 ".",
                 setting->key, setting->least, setting->most);
  else
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The setting “%s” is %s%s.",
                 setting->key, expected != NULL ? "" : "one of ",
                 expected != NULL ? expected : setting->words);
  return FALSE;
}

/**
 * bureau_setting_check:
 * @setting: one of the table
 * @value: what is to be set
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_INVALID, naming what is expected.
 *
 * Returns: whether @value is of the setting's type and within its limits
 */
gboolean
bureau_setting_check (const BureauSetting *setting, JsonNode *value, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_str_equal (types[i].type, setting->type))
      return types[i].check (setting, value) || refuse (setting, types[i].expected, error);
  g_assert_not_reached ();
}

/**
 * bureau_address_check:
 * @text: what should be an address
 *
 * Whether it can be written into an envelope: one "@" with something on both sides, no blank,
 * bracket or control character (RFC 5321 4.1.2, without quoted local parts).
 *
 * Returns: whether it is one
 */
gboolean
bureau_address_check (const char *text)
{
  const char *at = strchr (text, '@');

  if (at == NULL || at == text || at[1] == '\0' || at[1] == '.' || strchr (at + 1, '@') != NULL)
    return FALSE;
  for (const char *c = text; *c != '\0'; c++)
    if ((guchar)*c <= ' ' || *c == 0x7f || strchr ("<>()[],;:\\\"", *c) != NULL)
      return FALSE;
  return strlen (text) <= 254 && g_utf8_validate (text, -1, NULL);
}

/**
 * bureau_mailbox_check:
 * @text: what should be one mailbox
 *
 * Returns: whether it is "a@b" or "Name <a@b>" on one line
 */
gboolean
bureau_mailbox_check (const char *text)
{
  const char *open = strrchr (text, '<');
  g_autofree char *address = NULL;

  if (strpbrk (text, "\r\n") != NULL || !g_utf8_validate (text, -1, NULL))
    return FALSE;
  if (open == NULL)
    return bureau_address_check (text);
  if (!g_str_has_suffix (open, ">"))
    return FALSE;
  address = g_strndup (open + 1, strlen (open) - 2);
  return bureau_address_check (address);
}
