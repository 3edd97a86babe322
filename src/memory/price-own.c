/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/price-own.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/resource.h"
#include "base/text.h"
#include "memory/act.h"
#include "memory/price.h"
#include "memory/setting.h"
#include "memory/usage.h"

/* Models that were asked, or that a connection names: what nobody gave a price is listed too. */
#define IN_USE                                                                                     \
  "SELECT model FROM (SELECT DISTINCT coalesce(u.model, u.provider) AS model FROM bureau_usage u"  \
  " WHERE u.day IS NOT NULL UNION SELECT config ->> '$.model' FROM bureau_connection"              \
  " WHERE kind = 'provider' UNION SELECT body ->> '$.model' FROM bureau_document"                  \
  " WHERE kind = 'agent') WHERE model IS NOT NULL ORDER BY model LIMIT 200"

typedef struct
{
  JsonArray *list;
  JsonArray *own;
  JsonArray *table;
  char *day;
  GHashTable *seen;
  gboolean is_used;
} Listing;

static void
listing_clear (Listing *self)
{
  g_clear_pointer (&self->own, json_array_unref);
  g_clear_pointer (&self->table, json_array_unref);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_free (self->day);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, listing_clear)

static void
add (Listing *self, const char *model, JsonObject *price, gboolean is_own)
{
  JsonObject *row;

  if (!g_hash_table_add (self->seen, g_strdup (model)))
    return;
  row = json_object_new ();
  json_object_set_string_member (row, "model", model);
  json_object_set_boolean_member (row, "used", self->is_used);
  json_object_set_boolean_member (row, "own", is_own);
  if (price != NULL)
    json_object_set_object_member (row, "price", json_object_ref (price));
  json_array_add_object_element (self->list, row);
}

/* As it holds for a short question today. */
static void
add_found (Listing *self, const char *model)
{
  JsonObject *own = bureau_price_find (self->own, model, self->day, 0);

  add (self, model, own != NULL ? own : bureau_price_find (self->table, model, self->day, 0),
       own != NULL);
}

static void
add_all_of (Listing *self, JsonArray *prices)
{
  for (guint i = 0; i < json_array_get_length (prices); i++)
    {
      JsonArray *models = bureau_json_get_array (json_array_get_object_element (prices, i),
                                                 "models");

      for (guint m = 0; m < json_array_get_length (models); m++)
        add_found (self, json_array_get_string_element (models, m));
    }
}

/**
 * bureau_prices_list:
 * @database: a reader
 *
 * Lists what models cost today: those in use first, also where nobody gave them a price.
 *
 * Returns: (transfer full): `[{"model","used","own","price"?}]`, a price as in
 * data/prices/models.json
 */
JsonArray *
bureau_prices_list (BureauDatabase *database, GError **error)
{
  g_autoptr (JsonObject) settings = bureau_setting_get_all (database, error);
  g_autoptr (JsonArray) used = settings != NULL ? bureau_database_rows (database, error, IN_USE, "")
                                                : NULL;
  g_auto (Listing) self = { 0 };
  g_autoptr (JsonArray) list = json_array_new ();

  if (used == NULL)
    return NULL;
  self.list = list;
  self.own = json_array_ref (bureau_json_get_array (settings, "prices"));
  self.table = bureau_price_load_table ();
  self.day = bureau_usage_today (bureau_json_get_string (settings, "time_zone"));
  self.seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self.is_used = TRUE;
  for (guint i = 0; i < json_array_get_length (used); i++)
    add_found (&self, bureau_json_get_string (json_array_get_object_element (used, i), "model"));
  self.is_used = FALSE;
  add_all_of (&self, self.own);
  add_all_of (&self, self.table);
  return g_steal_pointer (&list);
}

/* Changing ---------------------------------------------------------------------------------------
 */

static gboolean
names (JsonObject *price, const char *model)
{
  JsonArray *models = bureau_json_get_array (price, "models");

  return json_array_get_length (models) == 1
         && g_strcmp0 (json_array_get_string_element (models, 0), model) == 0;
}

/* The own prices but those of a model; of that day only, where one is given. */
static JsonArray *
list_others (BureauDatabase *database, const char *model, const char *day, gboolean *is_found,
             GError **error)
{
  g_autoptr (JsonNode) value = bureau_setting_get (database, "prices", error);
  JsonArray *others;

  if (value == NULL)
    return NULL;
  others = json_array_new ();
  for (guint i = 0; i < json_array_get_length (json_node_get_array (value)); i++)
    {
      JsonObject *price = json_array_get_object_element (json_node_get_array (value), i);

      if (names (price, model)
          && (day == NULL || g_strcmp0 (bureau_json_get_string (price, "valid_from"), day) == 0))
        *is_found = TRUE;
      else
        json_array_add_object_element (others, json_object_ref (price));
    }
  return others;
}

static gboolean
store (BureauTransaction *transaction, JsonArray *prices, GError **error)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_array (prices);

  return bureau_setting_put (transaction, "prices", node, error);
}

static gboolean
put (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  JsonArray *models = bureau_json_get_array (act->object, "models");
  gboolean is_found = FALSE;
  g_autoptr (JsonArray) prices = list_others (
      bureau_transaction_get_database (transaction), json_array_get_string_element (models, 0),
      bureau_json_get_string (act->object, "valid_from"), &is_found, error);

  if (prices == NULL)
    return FALSE;
  json_array_add_object_element (prices, json_object_ref (act->object));
  return store (transaction, prices, error);
}

/**
 * bureau_price_put:
 * @price: of one model, as in data/prices/models.json: `{"models":[MODEL],"valid_from","currency",
 *   "input","output",…}`
 *
 * Says what a model costs from a day on. What was paid before keeps its price.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_price_put (BureauMemory *memory, const BureauCause *cause, JsonObject *price)
{
  return bureau_memory_act (memory, cause, put, &(BureauAct){ .object = price });
}

static gboolean
remove_price (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  gboolean is_found = FALSE;
  g_autoptr (JsonArray) prices = list_others (bureau_transaction_get_database (transaction),
                                              act->name, NULL, &is_found, error);

  if (prices == NULL)
    return FALSE;
  if (is_found)
    return store (transaction, prices, error);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
               "You gave “%s” no price of your own; “bureauctl prices” lists them.",
               bureau_text_clip (act->name, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return FALSE;
}

/**
 * bureau_price_remove:
 * @model: one that the operator gave a price
 *
 * The table of Bureau holds for it again.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND where the operator gave it none.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_price_remove (BureauMemory *memory, const BureauCause *cause, const char *model)
{
  return bureau_memory_act (memory, cause, remove_price, &(BureauAct){ .name = model });
}
