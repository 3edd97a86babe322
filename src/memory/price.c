/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/price.h"

#include <string.h>

#include "base/json.h"
#include "base/money.h"
#include "base/resource.h"

/* No model reads more: the sums below stay in range. */
#define MAX_TOKENS G_GINT64_CONSTANT (1000000000)

struct _BureauPriceList
{
  JsonArray *own;
  JsonArray *prices;
  JsonObject *own_rates;
  JsonObject *rates;
  char *currency;
  GHashTable *known; /* model → Known; few models are asked, and each again and again */
};

/* The prices that are about one model. */
typedef struct
{
  JsonArray *own;
  JsonArray *prices;
} Known;

#define MAX_KNOWN 64

static void
known_free (gpointer data)
{
  Known *self = data;

  g_clear_pointer (&self->own, json_array_unref);
  g_clear_pointer (&self->prices, json_array_unref);
  g_free (self);
}

static JsonObject *
load (const char *path)
{
  g_autoptr (GBytes) bytes = bureau_resource_load (path, NULL);

  return bytes == NULL ? json_object_new ()
                       : bureau_json_parse_object (g_bytes_get_data (bytes, NULL),
                                                   (gssize)g_bytes_get_size (bytes), NULL);
}

/**
 * bureau_price_load_table:
 *
 * Returns: (transfer full): the prices that Bureau knows, as in data/prices/models.json
 */
JsonArray *
bureau_price_load_table (void)
{
  g_autoptr (JsonObject) models = load ("prices/models.json");

  return json_array_ref (bureau_json_get_array (models, "prices"));
}

/**
 * bureau_price_list_new:
 * @settings: of the business; `prices`, `exchange_rates` and `currency` count
 *
 * Returns: (transfer full): what models cost, in the currency of the business
 */
BureauPriceList *
bureau_price_list_new (JsonObject *settings)
{
  BureauPriceList *self = g_new0 (BureauPriceList, 1);
  g_autoptr (JsonObject) exchange = load ("prices/exchange.json");

  self->own = json_array_ref (bureau_json_get_array (settings, "prices"));
  self->prices = bureau_price_load_table ();
  self->own_rates = json_object_ref (bureau_json_get_object (settings, "exchange_rates"));
  self->rates = json_object_ref (bureau_json_get_object (exchange, "USD"));
  self->currency = g_strdup (bureau_json_get_string (settings, "currency"));
  self->known = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, known_free);
  return self;
}

void
bureau_price_list_free (BureauPriceList *self)
{
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_pointer (&self->own, json_array_unref);
  g_clear_pointer (&self->prices, json_array_unref);
  g_clear_pointer (&self->own_rates, json_object_unref);
  g_clear_pointer (&self->rates, json_object_unref);
  g_free (self->currency);
  g_free (self);
}

/* "-20260102", "-2026-01-02" or "-latest" behind a name is the same model. */
static gboolean
is_version (const char *rest)
{
  return g_str_equal (rest, "-latest")
         || (*rest == '-' && strlen (rest) >= 9
             && strspn (rest + 1, "0123456789-") == strlen (rest + 1));
}

static gboolean
is_named (const char *pattern, const char *model)
{
  if (strchr (pattern, '*') != NULL)
    return g_pattern_match_simple (pattern, model);
  return g_str_has_prefix (model, pattern)
         && (model[strlen (pattern)] == '\0' || is_version (model + strlen (pattern)));
}

static gboolean
is_about (JsonObject *entry, const char *model)
{
  JsonArray *models = bureau_json_get_array (entry, "models");

  for (guint i = 0; i < json_array_get_length (models); i++)
    if (is_named (json_array_get_string_element (models, i), model))
      return TRUE;
  return FALSE;
}

static const char *
valid_from (JsonObject *entry)
{
  const char *day = bureau_json_get_string (entry, "valid_from");

  return day != NULL ? day : "";
}

/* The newest of that day; of two that began on one day the one for longer inputs. */
static gboolean
is_better (JsonObject *entry, JsonObject *than)
{
  int order = than == NULL ? 1 : strcmp (valid_from (entry), valid_from (than));

  return order > 0
         || (order == 0
             && bureau_json_get_int (entry, "above", 0) >= bureau_json_get_int (than, "above", 0));
}

/**
 * bureau_price_find:
 * @prices: as in data/prices/models.json
 * @model: as its provider calls it
 * @day: on which it is asked, as "2026-11-22"
 * @n_read: how many tokens it reads
 *
 * Returns: (transfer none) (nullable): the price that holds
 */
JsonObject *
bureau_price_find (JsonArray *prices, const char *model, const char *day, gint64 n_read)
{
  JsonObject *found = NULL;

  for (guint i = 0; i < json_array_get_length (prices); i++)
    {
      JsonObject *entry = json_array_get_object_element (prices, i);

      if (is_about (entry, model) && strcmp (valid_from (entry), day) <= 0
          && (bureau_json_get_int (entry, "above", 0) == 0
              || n_read > bureau_json_get_int (entry, "above", 0))
          && is_better (entry, found))
        found = entry;
    }
  return found;
}

static JsonArray *
list_about (JsonArray *prices, const char *model)
{
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < json_array_get_length (prices); i++)
    if (is_about (json_array_get_object_element (prices, i), model))
      json_array_add_element (list, json_node_ref (json_array_get_element (prices, i)));
  return list;
}

static const Known *
get_known (BureauPriceList *self, const char *model)
{
  Known *known = g_hash_table_lookup (self->known, model);

  if (known != NULL)
    return known;
  if (g_hash_table_size (self->known) == MAX_KNOWN)
    g_hash_table_remove_all (self->known);
  known = g_new0 (Known, 1);
  known->own = list_about (self->own, model);
  known->prices = list_about (self->prices, model);
  g_hash_table_insert (self->known, g_strdup (model), known);
  return known;
}

static gint64
part (JsonObject *entry, const char *name, const char *fallback, gint64 tokens)
{
  gint64 price = bureau_json_get_int (entry, name, bureau_json_get_int (entry, fallback, 0));

  return CLAMP (tokens, 0, MAX_TOKENS) * CLAMP (price, 0, BUREAU_PRICE_MAX);
}

static gint64
divide_up (gint64 sum)
{
  return sum / BUREAU_MICROS + (sum % BUREAU_MICROS > 0 ? 1 : 0);
}

/* What one major unit of a currency is in ours, in micros; 0 where nobody said. */
static gint64
get_rate (BureauPriceList *self, const char *currency)
{
  double own = bureau_json_get_double (self->own_rates, currency, 0);

  if (g_str_equal (currency, self->currency))
    return BUREAU_MICROS;
  if (own > 0)
    return MAX (1, (gint64)(own * BUREAU_MICROS + 0.5));
  return g_str_equal (currency, "USD") ? bureau_json_get_int (self->rates, self->currency, 0) : 0;
}

static gint64
convert (gint64 micros, gint64 rate)
{
  gint64 product;

  return __builtin_mul_overflow (micros, rate, &product) ? G_MAXINT64 / 4 : divide_up (product);
}

/**
 * bureau_price_list_get_cost:
 * @model: as its provider calls it
 * @day: on which it was asked, as "2026-11-22"
 * @tokens: what it took
 *
 * Keeps what it found of a model, so a list belongs to one thread.
 *
 * Returns: what that costs, in micros of the list's currency, rounded up; -1 where the model has no
 *   price on that day, or its currency no rate
 */
gint64
bureau_price_list_get_cost (BureauPriceList *self, const char *model, const char *day,
                            const BureauTokens *tokens)
{
  gint64 n_read = tokens->input + tokens->cached + tokens->written;
  const Known *known = get_known (self, model);
  JsonObject *entry = bureau_price_find (known->own, model, day, n_read);
  gint64 rate;

  if (entry == NULL)
    entry = bureau_price_find (known->prices, model, day, n_read);
  rate = entry != NULL ? get_rate (self, bureau_json_get_string (entry, "currency")) : 0;
  if (rate == 0)
    return -1;
  return convert (divide_up (part (entry, "input", "input", tokens->input)
                             + part (entry, "cache_read", "input", tokens->cached)
                             + part (entry, "cache_write", "input", tokens->written)
                             + part (entry, "output", "output", tokens->output)),
                  rate);
}
