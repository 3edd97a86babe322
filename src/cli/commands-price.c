/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What models cost, and what the operator says they cost. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "cli/command.h"
#include "cli/table.h"
#include "memory/price-own.h"
#include "memory/price.h"
#include "memory/setting.h"
#include "memory/usage.h"

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result, bureau_prices_list (database, error));
}

static char *
format_price (JsonObject *price, const char *name)
{
  const char *currency = price != NULL ? bureau_json_get_string (price, "currency") : NULL;

  return price == NULL || !json_object_has_member (price, name)
             ? g_strdup ("")
             : bureau_micros_format (bureau_json_get_int (price, name, 0), currency);
}

static const char *
say_whose (JsonObject *row, JsonObject *price)
{
  if (price == NULL)
    return "nobody said";
  if (bureau_json_get_boolean (row, "own"))
    return "you";
  return bureau_json_get_boolean (price, "unverified") ? "Bureau, not verified" : "Bureau";
}

static gboolean
run_prices (BureauCall *call, GError **error)
{
  const char *words = bureau_call_get_argument (call, 0);
  g_autoptr (JsonArray) list = bureau_call_read_array (call, list_cb, NULL, error);
  g_autoptr (JsonArray) shown = json_array_new ();
  g_autoptr (BureauTable) table = bureau_table_new ("MODEL", "READ", "WRITTEN", "FROM CACHE",
                                                    "SINCE", "SAYS", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *row = json_array_get_object_element (list, i);
      JsonObject *price = bureau_json_get_object (row, "price");
      const char *model = bureau_json_get_string (row, "model");
      const char *since = price != NULL ? bureau_json_get_string (price, "valid_from") : NULL;
      g_autofree char *read = format_price (price, "input");
      g_autofree char *written = format_price (price, "output");
      g_autofree char *cached = format_price (price, "cache_read");

      if (words != NULL && strstr (model, words) == NULL)
        continue;
      bureau_table_add (table, model, read, written, cached, since != NULL ? since : "",
                        say_whose (row, price), NULL);
      json_array_add_object_element (shown, json_object_ref (row));
    }
  bureau_call_print_list (call, shown, table,
                          "No such model has a price here; “bureauctl price set” gives one.");
  return TRUE;
}

/* An amount for a million tokens, as vendors write it: "4.00". */
static gboolean
set_amount (BureauCall *call, JsonObject *price, const char *option, const char *member,
            gboolean is_needed, GError **error)
{
  const char *text = bureau_call_get_option (call, option);
  char *end = NULL;
  double amount = text != NULL ? g_ascii_strtod (text, &end) : -1;

  if (text == NULL && !is_needed)
    return TRUE;
  if (text == NULL || end == text || *end != '\0' || !(amount >= 0 && amount <= 1000))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "Say with --%s what a million tokens cost, as 4.00.", option);
      return FALSE;
    }
  json_object_set_int_member (price, member, (gint64)(amount * BUREAU_MICROS + 0.5));
  return TRUE;
}

static gboolean
settings_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_object (result, bureau_setting_get_all (database, error));
}

static JsonObject *
make_price (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) settings = bureau_call_read_object (call, settings_cb, NULL, error);
  g_autoptr (JsonObject) price = json_object_new ();
  const char *currency = bureau_call_get_option (call, "currency");
  const char *from = bureau_call_get_option (call, "from");
  g_autofree char *today = NULL;
  JsonArray *models = json_array_new ();

  json_array_add_string_element (models, bureau_call_get_argument (call, 0));
  json_object_set_array_member (price, "models", models);
  if (settings == NULL)
    return NULL;
  today = bureau_usage_today (bureau_json_get_string (settings, "time_zone"));
  json_object_set_string_member (price, "valid_from", from != NULL ? from : today);
  json_object_set_string_member (price, "currency", currency != NULL ? currency : "USD");
  if (!set_amount (call, price, "input", "input", TRUE, error)
      || !set_amount (call, price, "output", "output", TRUE, error)
      || !set_amount (call, price, "cache-read", "cache_read", FALSE, error)
      || !set_amount (call, price, "cache-write", "cache_write", FALSE, error))
    return NULL;
  return g_steal_pointer (&price);
}

static gboolean
run_set (BureauCall *call, GError **error)
{
  g_autoptr (JsonObject) price = make_price (call, error);

  if (price == NULL
      || !dex_await (bureau_price_put (call->memory, &bureau_call_cause, price), error))
    return FALSE;
  bureau_call_print (call, "Counted so from %s on.\n",
                     bureau_json_get_string (price, "valid_from"));
  return TRUE;
}

static gboolean
run_remove (BureauCall *call, GError **error)
{
  if (!dex_await (bureau_price_remove (call->memory, &bureau_call_cause,
                                       bureau_call_get_argument (call, 0)),
                  error))
    return FALSE;
  bureau_call_print (call, "Bureau’s own table holds for it again.\n");
  return TRUE;
}

static const BureauOption set_options[] = {
  { "input", "AMOUNT", "What a million tokens read cost" },
  { "output", "AMOUNT", "What a million tokens written cost" },
  { "cache-read", "AMOUNT", "What they cost from the provider’s cache (as read)" },
  { "cache-write", "AMOUNT", "What they cost when they are put there (as read)" },
  { "currency", "CODE", "In which currency (USD)" },
  { "from", "DATE", "From which day on (today)" },
  { NULL },
};

const BureauCommand bureau_price_commands[] = {
  { "prices", "[WORDS]", "Show what models cost per million tokens", run_prices, BUREAU_OPEN_READ,
    0, 1, NULL,
    "Those in use come first. A price that you give goes before Bureau’s own table, from its day "
    "on;\nwhat was paid before keeps its price." },
  { "price set", "MODEL --input N --output N", "Say what a model costs", run_set, BUREAU_OPEN_WRITE,
    1, 1, set_options },
  { "price remove", "MODEL", "Take your own price away", run_remove, BUREAU_OPEN_WRITE, 1, 1 },
  { NULL },
};
