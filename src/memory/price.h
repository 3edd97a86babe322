/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/micros.h"

G_BEGIN_DECLS

/* No model costs more: the sums stay in range. */
#define BUREAU_PRICE_MAX G_GINT64_CONSTANT (1000000000)

/**
 * BureauTokens:
 * @input: read, without those of the next two
 * @cached: read from what the provider had kept ready
 * @written: read, and kept ready for the next time
 * @output: written, thinking included
 *
 * What one call of a model took.
 */
typedef struct
{
  gint64 input;
  gint64 cached;
  gint64 written;
  gint64 output;
} BureauTokens;

/**
 * BureauPriceList:
 *
 * What models cost: the dated table in data/prices, and before it what the operator says.
 * Immutable.
 */
typedef struct _BureauPriceList BureauPriceList;

BureauPriceList *bureau_price_list_new (JsonObject *settings) G_GNUC_WARN_UNUSED_RESULT;
void bureau_price_list_free (BureauPriceList *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauPriceList, bureau_price_list_free)

JsonArray *bureau_price_load_table (void) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_price_find (JsonArray *prices, const char *model, const char *day,
                               gint64 n_read);
gint64 bureau_price_list_get_cost (BureauPriceList *self, const char *model, const char *day,
                                   const BureauTokens *tokens);

gboolean bureau_prices_check (JsonNode *value);
gboolean bureau_exchange_rates_check (JsonNode *value);

G_END_DECLS
