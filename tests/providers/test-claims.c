/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "providers/claims.h"

#define INPUTS                                                                                     \
  "{\"source\":{\"subject\":\"Quote\",\"date\":\"2026-11-20T09:00:00Z\",\"sender\":{\"name\":"     \
  "\"Anna Weber\",\"address\":\"anna@weber.example\"},\"text\":\"We have 4,000 EUR and need it "   \
  "by 24 December. Our firm is Weber Brot GmbH. We spent 800 and 2 thousand, or 7 000."            \
  "\\n> 650 EUR\"},\"given\":{\"price\":{\"fee_low\":320000,"                                      \
  "\"fee_high\":560000},\"record\":{\"budget\":{\"minor\":99950,\"currency\":\"EUR\"},"            \
  "\"deadline\":\"2026-12-24\"},\"recall\":[{\"title\":\"Logo for Café Morgenrot\"}]},"            \
  "\"facts\":{\"booking_link\":\"https://book.example/studio\",\"signature\":\"Jo Miller\"}}"

/* A letter and what in it stands nowhere else. */
static const struct
{
  const char *body;
  const char *claims;
} cases[] = {
  { "Dear Anna Weber,\n\nthank you for writing.\n\nKind regards\nJo Miller", "" },
  { "It costs between 3,200 and 5,600.00 EUR; you have €4000.", "" },
  { "It costs 3.200,00 € or EUR 999.50.", "" },
  { "You spent €800 and €2k, or €7,000 and 4 000 EUR.", "" },
  { "You said €650.", "" },
  { "It costs 4 500 EUR.", "price 4 500 EUR" },
  { "It costs 7,500 EUR.", "price 7,500 EUR" },
  { "It costs only $12 a month.", "price $12" },
  { "It takes 3 weeks and 12 people.", "" },
  { "We deliver on 24 December, that is 2026-12-24.", "" },
  { "We deliver on 12 January 2027.", "date 12 January 2027" },
  { "Wir liefern am 24.12.2026.", "" },
  { "Our colleague Peter Schmidtlein will call.", "name Peter Schmidtlein" },
  { "For Weber Brot GmbH we made much.", "" },
  { "You can ask Anna Weber.", "" },
  { "Book at https://book.example/studio or write to anna@weber.example.", "" },
  { "Pay at https://evil.example/pay or write to eve@evil.example.",
    "address https://evil.example/pay, address eve@evil.example" },
  { "", "" },
};

static void
test_find (void)
{
  g_autoptr (JsonObject) inputs = bureau_json_parse_object (INPUTS, -1, NULL);

  g_assert_nonnull (inputs);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonArray) claims = bureau_claims_find (cases[i].body, inputs);
      g_autoptr (GString) said = g_string_new (NULL);

      for (guint n = 0; n < json_array_get_length (claims); n++)
        {
          JsonObject *claim = json_array_get_object_element (claims, n);
          const char *text = bureau_json_get_string (claim, "text");

          g_string_append_printf (said, "%s%s %s", n > 0 ? ", " : "",
                                  bureau_json_get_string (claim, "kind"), text);
          g_assert_true (
              g_str_has_prefix (cases[i].body + bureau_json_get_int (claim, "start", 0), text));
          g_assert_cmpint (bureau_json_get_int (claim, "length", 0), ==, (gint64)strlen (text));
        }
      g_assert_cmpstr (said->str, ==, cases[i].claims);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/claims/find", test_find);

  return g_test_run ();
}
