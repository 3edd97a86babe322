/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/setting.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/setting-check.h"

static const BureauSetting settings[] = {
  { "firm", "text", "\"\"", "The firm's name, as letters show it" },
  { "identity", "identity", "{}", "Who letters come from: name, address and signature" },
  { "identities", "identities", "[]", "Further names and addresses of one's own" },
  { "booking_link", "url", "\"\"", "Where a client books a first talk" },
  { "currency", "currency", "\"EUR\"", "The currency of sums that name none" },
  { "time_zone", "zone", "\"\"", "The zone dates are shown in; empty is the computer's" },
  { "language", "language", "\"en\"", "The language of letters where nothing says another" },
  { "undo_seconds", "int", "5", "How long an approved draft can be taken back", 0, 3600 },
  { "terminal_approval", "bool", "false", "Whether drafts may be approved with bureauctl" },
  { "engine_concurrency", "int", "16", "How many steps run at once", 1, 256 },
  { "budget_per_day", "int", "-1",
    "The most that models may cost in a day, in minor units; -1 is no limit", -1, G_MAXINT32 },
  { "budget_per_month", "int", "-1",
    "The most that models may cost in a month, in minor units; -1 is no limit", -1, G_MAXINT32 },
  { "redaction", "choice", "\"redact\"",
    "What becomes of card and account numbers, keys and passwords before a model is asked",
    .words = "off|redact|block" },
  { "private_records", "choice", "\"park\"",
    "What happens where a model may not see a message or record: the run waits, or rules do it",
    .words = "park|builtin" },
  { "view_provider", "text", "\"builtin\"",
    "Who makes views of plain words: builtin, or the name of a connection to a model" },
  { "prices", "prices", "[]", "What models cost, where Bureau does not know it or not well" },
  { "exchange_rates", "rates", "{}", "What one unit of another currency is in one's own" },
};

/**
 * bureau_setting_list:
 * @n_settings: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_settings): every setting there is
 */
const BureauSetting *
bureau_setting_list (guint *n_settings)
{
  *n_settings = G_N_ELEMENTS (settings);
  return settings;
}

/**
 * bureau_setting_find:
 * @key: a setting's name
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer none): the setting, or %NULL with @error set
 */
const BureauSetting *
bureau_setting_find (const char *key, GError **error)
{
  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    if (g_str_equal (settings[i].key, key))
      return &settings[i];
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "There is no setting “%s”; “bureauctl set” lists them.",
               bureau_text_clip (key, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return NULL;
}

/**
 * bureau_setting_get:
 * @database: a reader
 * @key: a setting's name
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): its value, or its fallback where it was never set
 */
JsonNode *
bureau_setting_get (BureauDatabase *database, const char *key, GError **error)
{
  const BureauSetting *setting = bureau_setting_find (key, error);
  g_autoptr (GError) failure = NULL;
  g_autofree char *text = NULL;

  if (setting == NULL)
    return NULL;
  text = bureau_database_text (database, &failure, "SELECT value FROM bureau_setting WHERE key = ?",
                               "s", key);
  if (failure == NULL)
    return bureau_json_parse (text != NULL ? text : setting->fallback, -1, error);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/**
 * bureau_setting_get_text:
 * @key: the name of a setting that is text, such as "currency"
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): its value, or its fallback where it was never set
 */
char *
bureau_setting_get_text (BureauDatabase *database, const char *key, GError **error)
{
  g_autoptr (JsonNode) value = bureau_setting_get (database, key, error);

  return value != NULL ? g_strdup (json_node_get_string (value)) : NULL;
}

/**
 * bureau_setting_get_all:
 * @database: a reader
 * @error: return location
 *
 * Returns: (transfer full): every setting's value by its key, fallbacks included
 */
JsonObject *
bureau_setting_get_all (BureauDatabase *database, GError **error)
{
  g_autoptr (JsonObject) all = json_object_new ();

  for (guint i = 0; i < G_N_ELEMENTS (settings); i++)
    {
      JsonNode *value = bureau_setting_get (database, settings[i].key, error);

      if (value == NULL)
        return NULL;
      json_object_set_member (all, settings[i].key, value);
    }
  return g_steal_pointer (&all);
}

/**
 * bureau_setting_put:
 * @transaction: where it is written
 * @key: a setting's name
 * @value: of the setting's type
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND, %BUREAU_ERROR_INVALID.
 *
 * Returns: %FALSE with @error set where nothing was written
 */
gboolean
bureau_setting_put (BureauTransaction *transaction, const char *key, JsonNode *value,
                    GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  const char *now = bureau_transaction_get_time (transaction);
  const BureauSetting *setting = bureau_setting_find (key, error);
  g_autofree char *text = NULL;

  if (setting == NULL || !bureau_setting_check (setting, value, error))
    return FALSE;
  text = bureau_json_print (value);
  if (!bureau_database_run (database, error,
                            "UPDATE bureau_setting SET value = ?, updated_at = ? WHERE key = ?",
                            "sss", text, now, key))
    return FALSE;
  if (bureau_database_changes (database) > 0)
    return TRUE;
  return bureau_database_run (database, error,
                              "INSERT INTO bureau_setting (id, created_at, updated_at, key, value)"
                              " VALUES (?, ?, ?, ?, ?)",
                              "issss", bureau_transaction_new_id (transaction), now, now, key,
                              text);
}

typedef struct
{
  char *key;
  JsonNode *value;
} Setting;

static void
setting_free (Setting *self)
{
  g_free (self->key);
  g_clear_pointer (&self->value, json_node_unref);
  g_free (self);
}

static gboolean
set_cb (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  Setting *self = data;

  return bureau_setting_put (transaction, self->key, self->value, error);
}

/**
 * bureau_setting_set:
 * @memory: an open workspace
 * @cause: who and why
 * @key: a setting's name
 * @value: of the setting's type
 *
 * Writes one setting in a transaction of its own.
 *
 * Errors: as bureau_setting_put().
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_setting_set (BureauMemory *memory, const BureauCause *cause, const char *key,
                    JsonNode *value)
{
  Setting *self = g_new0 (Setting, 1);

  self->key = g_strdup (key);
  self->value = json_node_ref (value);
  return bureau_memory_write (memory, cause, set_cb, self, (GDestroyNotify)setting_free);
}
