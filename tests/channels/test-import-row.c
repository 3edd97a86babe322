/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows of a table become the fields of a collection. */
#include "../memory/workspace-fixture.h"
#include "base/json.h"
#include "channels/record-fields.h"

static void
test_row (void)
{
  g_autoptr (JsonObject) collection = json_object_of (
      "{\"fields\":[{\"name\":\"fee\",\"type\":\"money\"},{\"name\":\"start\",\"type\":\"date\"},"
      "{\"name\":\"rooms\",\"type\":\"int\"},{\"name\":\"paid\",\"type\":\"bool\"},{\"name\":"
      "\"size\",\"type\":\"number\"}]}");
  g_autoptr (JsonObject) row = json_object_of ("{\"Fee\":\"4,200.00\",\"start:\":\"24.12.2026\","
                                               "\"Rooms\":\"many\",\"paid\":\"Ja\",\"size\":12.5,"
                                               "\"Empty\":\"\",\"1st note\":\"x\",\"list\":[1,2]}");
  g_autoptr (JsonObject) fields = bureau_record_fields_from_row (collection, row, "EUR");
  g_autofree char *shown = bureau_json_print_object (fields);
  g_assert_cmpstr (shown, ==,
                   "{\"start\":\"2026-12-24\",\"rooms_as_given\":\"many\","
                   "\"paid\":1,\"size\":12.5,\"field_1st_note\":\"x\",\"list\":\"[1,2]\","
                   "\"fee\":{\"minor\":420000,\"currency\":\"EUR\"}}");
}

/* How many decimals a sum has is a matter of its currency, wherever the row says that. */
static void
test_row_currency (void)
{
  static const struct
  {
    const char *row;
    const char *fields;
  } rows[] = {
    { "{'fee':'4200','currency':'JPY'}",
      "{'currency':'JPY','fee':{'minor':4200,'currency':'JPY'}}" },
    { "{'fee':'4200','currency':'jpy'}",
      "{'currency':'JPY','fee':{'minor':4200,'currency':'JPY'}}" },
    { "{'fee':'4200','currency':'¥'}", "{'currency':'JPY','fee':{'minor':4200,'currency':'JPY'}}" },
    { "{'fee':'4200','currency':'GBP'}",
      "{'currency':'GBP','fee':{'minor':420000,'currency':'GBP'}}" },
    { "{'fee':'4200','currency':'£'}",
      "{'currency':'GBP','fee':{'minor':420000,'currency':'GBP'}}" },
    { "{'fee':'4200','currency':'€'}",
      "{'currency':'EUR','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'4200','currency':' Euro '}",
      "{'currency':'EUR','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'4200','currency':'$'}",
      "{'currency':'USD','fee':{'minor':420000,'currency':'USD'}}" },
    { "{'fee':'4200','currency':'Fr.'}",
      "{'currency':'CHF','fee':{'minor':420000,'currency':'CHF'}}" },
    { "{'fee':'4200 CHF','currency':'CHF'}",
      "{'currency':'CHF','fee':{'minor':420000,'currency':'CHF'}}" },
    /* Which crown is not said; what is no currency at all is kept too. */
    { "{'fee':'4200','currency':'kr'}",
      "{'currency':'kr','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'4200','currency':'beads'}",
      "{'currency':'beads','fee':{'minor':420000,'currency':'EUR'}}" },
    { "{'fee':'$4200','currency':'CAD'}",
      "{'currency':'CAD','fee':{'minor':420000,'currency':'CAD'}}" },
    { "{'fee':'$4200','currency':'JPY'}", "{'currency':'JPY','fee_as_given':'$4200'}" },
    { "{'fee':'$4200'}", "{'fee':{'minor':420000,'currency':'USD'}}" },
  };
  g_autoptr (JsonObject) collection = json_object_of (
      "{\"fields\":[{\"name\":\"fee\",\"type\":\"money\",\"currency\":\"currency\"},"
      "{\"name\":\"currency\",\"type\":\"text\"}]}");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *text = g_strdelimit (g_strdup (rows[i].row), "'", '"');
      g_autofree char *wanted = g_strdelimit (g_strdup (rows[i].fields), "'", '"');
      g_autoptr (JsonObject) row = json_object_of (text);
      g_autoptr (JsonObject) fields = bureau_record_fields_from_row (collection, row, "EUR");
      g_autofree char *shown = bureau_json_print_object (fields);

      g_assert_cmpstr (shown, ==, wanted);
    }
}

/* A dollar is the business's own where it counts in one. */
static void
test_row_own_currency (void)
{
  g_autoptr (JsonObject) collection = json_object_of (
      "{\"fields\":[{\"name\":\"fee\",\"type\":\"money\"}]}");
  g_autoptr (JsonObject) row = json_object_of ("{\"fee\":\"42\",\"Fee Currency\":\"$\"}");
  g_autoptr (JsonObject) fields = bureau_record_fields_from_row (collection, row, "AUD");
  g_autofree char *shown = bureau_json_print_object (fields);

  g_assert_cmpstr (shown, ==,
                   "{\"fee_currency\":\"AUD\",\"fee\":{\"minor\":4200,\"currency\":\"AUD\"}}");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/import/row", test_row);
  g_test_add_func ("/import/row-currency", test_row_currency);
  g_test_add_func ("/import/row-own-currency", test_row_own_currency);
  return g_test_run ();
}
