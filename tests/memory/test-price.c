/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "memory/price.h"

static BureauPriceList *
list_of (const char *currency, const char *prices, const char *rates)
{
  g_autofree char *text = g_strdup_printf (
      "{\"currency\":\"%s\",\"prices\":%s,\"exchange_rates\":%s}", currency, prices, rates);
  g_autoptr (JsonObject) settings = bureau_json_parse_object (text, -1, NULL);

  g_assert_nonnull (settings);
  return bureau_price_list_new (settings);
}

static gint64
cost_of (BureauPriceList *list, const char *model, const char *day, BureauTokens tokens)
{
  return bureau_price_list_get_cost (list, model, day, &tokens);
}

#define M 1000000

/* Model, day, tokens, and what that costs in micros of a dollar. */
static void
test_table (void)
{
  static const struct
  {
    const char *model;
    const char *day;
    BureauTokens tokens;
    gint64 cost;
  } cases[] = {
    { "claude-opus-5-5", "2026-11-22", { .input = M }, 4 * M },
    { "claude-opus-5-5", "2026-11-22", { .output = M }, 20 * M },
    { "claude-opus-5-5", "2026-11-22", { .cached = M }, 200000 },
    { "claude-opus-5-5", "2026-11-22", { .written = M }, 5 * M },
    { "claude-opus-5-5-20260922", "2026-11-22", { .input = M }, 4 * M },
    { "claude-opus-5-5-latest", "2026-11-22", { .input = M }, 4 * M },
    { "claude-opus-5-5-mini", "2026-11-22", { .input = M }, -1 },
    { "claude-opus-5-5", "2026-09-21", { .input = M }, -1 },
    { "claude-sonnet-5-5", "2026-10-06", { .cached = M }, 200000 },
    { "claude-sonnet-5-5", "2026-10-07", { .cached = M }, 100000 },
    { "claude-haiku-5-5", "2026-11-22", { .input = 100000 }, 10000 },
    { "claude-haiku-5-5", "2026-11-22", { .input = 100001 }, 50001 },
    { "gpt-6.1-sol", "2026-11-22", { .input = 272000, .output = 100 }, 545000 },
    { "gpt-6.1-sol", "2026-11-22", { .input = 272000, .cached = 1 }, 1088001 },
    { "claude-opus-5-5", "2026-11-22", { .input = 1 }, 4 },
    { "claude-haiku-5-5", "2026-11-22", { .input = 1 }, 1 },
    { "claude-haiku-5-5", "2026-11-22", { 0 }, 0 },
    { "llama3", "2026-11-22", { .input = M }, -1 },
  };
  g_autoptr (BureauPriceList) list = list_of ("USD", "[]", "{}");

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (cost_of (list, cases[i].model, cases[i].day, cases[i].tokens), ==,
                     cases[i].cost);
}

/* What the operator says goes before what Bureau knows, and may name many models at once. */
static void
test_own (void)
{
  g_autoptr (BureauPriceList) list = list_of (
      "EUR",
      "[{\"models\":[\"claude-opus-5-5\",\"mistral*\"],\"currency\":\"EUR\",\"input\":7000000,"
      "\"output\":9000000}]",
      "{}");

  g_assert_cmpint (cost_of (list, "claude-opus-5-5", "2020-01-01", (BureauTokens){ .input = M }),
                   ==, 7 * M);
  g_assert_cmpint (cost_of (list, "mistral/large", "2020-01-01",
                            (BureauTokens){ .cached = M, .written = M, .output = M }),
                   ==, 23 * M);
}

/* A rate that nobody said is none, and one of our own is high rather than low. */
static void
test_exchange (void)
{
  g_autoptr (BureauPriceList) euro = list_of ("EUR", "[]", "{}");
  g_autoptr (BureauPriceList) exact = list_of ("EUR", "[]", "{\"USD\":0.93}");
  g_autoptr (BureauPriceList) yen = list_of ("JPY", "[]", "{}");
  g_autoptr (BureauPriceList) lira = list_of ("TRY", "[]", "{}");
  const BureauTokens tokens = { .input = M };

  g_assert_cmpint (cost_of (euro, "claude-opus-5-5", "2026-11-22", tokens), ==, 4 * M);
  g_assert_cmpint (cost_of (exact, "claude-opus-5-5", "2026-11-22", tokens), ==, 3720000);
  g_assert_cmpint (cost_of (yen, "claude-opus-5-5", "2026-11-22", tokens), ==, 700 * M);
  g_assert_cmpint (cost_of (lira, "claude-opus-5-5", "2026-11-22", tokens), ==, -1);
}

static void
test_no_overflow (void)
{
  g_autoptr (BureauPriceList) list = list_of (
      "EUR",
      "[{\"models\":[\"*\"],\"currency\":\"USD\",\"input\":1000000000,\"output\":1000000000}]",
      "{\"USD\":1000000}");
  const BureauTokens most = { G_MAXINT64 / 4, G_MAXINT64 / 4, G_MAXINT64 / 4, G_MAXINT64 };

  g_assert_cmpint (cost_of (list, "x", "2026-11-22", most), >, 0);
  g_assert_cmpint (bureau_micros_of_minor (G_MAXINT64, "EUR"), ==, G_MAXINT64);
  g_assert_cmpint (bureau_micros_add (G_MAXINT64, 1), ==, G_MAXINT64);
}

static void
test_format (void)
{
  static const struct
  {
    gint64 micros;
    const char *currency;
    const char *text;
  } cases[] = {
    { 0, "EUR", "0.00 EUR" },        { 12345678, "EUR", "12.35 EUR" },
    { 1230000, "EUR", "1.23 EUR" },  { 20000, "EUR", "0.02 EUR" },
    { 4200, "EUR", "0.0042 EUR" },   { 1, "EUR", "0.0001 EUR" },
    { 999999, "EUR", "0.9999 EUR" }, { 1500000, "JPY", "1.5000 JPY" },
    { 250000000, "JPY", "250 JPY" }, { 4200000000, "USD", "4,200.00 USD" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = bureau_micros_format (cases[i].micros, cases[i].currency);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static gboolean
check (gboolean (*func) (JsonNode *), const char *text)
{
  g_autoptr (JsonNode) node = bureau_json_parse (text, -1, NULL);

  g_assert_nonnull (node);
  return func (node);
}

#define PRICE "\"models\":[\"m\"],\"currency\":\"USD\",\"input\":1,\"output\":2"

static void
test_checks (void)
{
  static const char *const bad_prices[] = {
    "{}",
    "[5]",
    "[{}]",
    "[{\"models\":[],\"currency\":\"USD\",\"input\":1,\"output\":2}]",
    "[{\"models\":[\"a b\"],\"currency\":\"USD\",\"input\":1,\"output\":2}]",
    "[{\"models\":[\"m\"],\"currency\":\"usd\",\"input\":1,\"output\":2}]",
    "[{\"models\":[\"m\"],\"currency\":\"USD\",\"input\":-1,\"output\":2}]",
    "[{\"models\":[\"m\"],\"currency\":\"USD\",\"input\":1.5,\"output\":2}]",
    "[{\"models\":[\"m\"],\"currency\":\"USD\",\"input\":1}]",
    "[{" PRICE ",\"colour\":1}]",
    "[{" PRICE ",\"valid_from\":\"soon\"}]",
    "[{\"models\":[\"m\"],\"currency\":\"USD\",\"input\":2000000000,\"output\":2}]",
  };
  static const char *const bad_rates[] = { "[]",           "{\"usd\":1}",     "{\"USD\":0}",
                                           "{\"USD\":-1}", "{\"USD\":\"1\"}", "{\"USD\":1e9}" };

  for (guint i = 0; i < G_N_ELEMENTS (bad_prices); i++)
    g_assert_false (check (bureau_prices_check, bad_prices[i]));
  for (guint i = 0; i < G_N_ELEMENTS (bad_rates); i++)
    g_assert_false (check (bureau_exchange_rates_check, bad_rates[i]));
  g_assert_true (check (bureau_prices_check, "[]"));
  g_assert_true (check (bureau_prices_check, "[{" PRICE ",\"cache_read\":0,\"cache_write\":3,"
                                             "\"above\":1000,\"valid_from\":\"2026-11-22\"}]"));
  g_assert_true (check (bureau_exchange_rates_check, "{\"USD\":0.93,\"GBP\":1}"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/memory/price/table", test_table);
  g_test_add_func ("/memory/price/own", test_own);
  g_test_add_func ("/memory/price/exchange", test_exchange);
  g_test_add_func ("/memory/price/no-overflow", test_no_overflow);
  g_test_add_func ("/memory/price/format", test_format);
  g_test_add_func ("/memory/price/checks", test_checks);

  return g_test_run ();
}
