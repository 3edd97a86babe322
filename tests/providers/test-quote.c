/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/quote.h"

#include <string.h>

#include "base/json.h"

#define DATE "2026-11-24"

/* Words of a text that say a value, and such that stand there and do not. */
static const struct
{
  const char *quote;
  const char *value;
  gboolean bears;
} cases[] = {
  /* Sums */
  { "about 4,000 EUR", "{'minor':400000,'currency':'EUR'}", TRUE },
  { "between 3,000 and 5,000", "{'minor':500000,'currency':'EUR'}", TRUE },
  { "3-5k", "{'minor':300000,'currency':'EUR'}", TRUE },
  { "two thousand euros", "{'minor':200000,'currency':'EUR'}", TRUE },
  { "4200 yen", "{'minor':4200,'currency':'JPY'}", TRUE },
  { "about 4,000 EUR", "{'minor':500000,'currency':'EUR'}", FALSE },
  { "about 4,000 EUR", "{'minor':40000000,'currency':'EUR'}", FALSE },
  { "$4,000", "{'minor':400000,'currency':'EUR'}", FALSE },
  { "our budget is tight", "{'minor':400000,'currency':'EUR'}", FALSE },
  /* Numbers */
  { "for 40 guests", "40", TRUE },
  { "for a dozen, say twelve guests", "12", TRUE },
  { "12.5 metres", "12.5", TRUE },
  { "a discount of 15 %", "0.15", TRUE },
  { "for 40 guests", "45", FALSE },
  { "many guests", "40", FALSE },
  /* Days */
  { "by 5 December", "'2026-12-05'", TRUE },
  { "on 05/12/2026", "'2026-12-05'", TRUE },
  { "on 05/12/2026", "'2026-05-12'", TRUE },
  { "tomorrow", "'2026-11-25'", TRUE },
  { "tomorrow", "'2026-11-25T09:00:00.000Z'", TRUE },
  { "next Friday", "'2026-11-27'", TRUE },
  { "next Friday", "'2026-12-04'", TRUE },
  { "in March", "'2027-03-31'", TRUE },
  { "in week 12", "'2027-03-24'", TRUE },
  { "Easter Monday", "'2027-03-29'", TRUE },
  { "by 5 December", "'2026-12-06'", FALSE },
  { "by 5 December", "'2027-12-05'", FALSE },
  { "next Friday", "'2026-11-28'", FALSE },
  { "in March", "'2027-04-01'", FALSE },
  { "as soon as possible", "'2026-12-01'", FALSE },
  /* Words */
  { "my name is Anna Weber", "'Anna Weber'", TRUE },
  { "ANNA  WEBER", "'Anna Weber'", TRUE },
  { "a new website", "'Website design'", TRUE },
  { "our homepage", "'Website design'", TRUE },
  { "anna@brightpaws.example", "'Bright Paws'", TRUE },
  { "(020) 7946 0123", "'+442079460123'", TRUE },
  { "+49 (0)30 1234567", "'+49301234567'", TRUE },
  { "we need this asap", "'high'", TRUE },
  { "We want flyers and posters for our shop", "'flyers for the shop'", TRUE },
  { "my name is Anna Weber", "'Peter Lind'", FALSE },
  { "Kind regards", "'Anna Weber'", FALSE },
  { "a new website", "'Wedding photography'", FALSE },
  { "+44 20 7946 0123", "'+442079460999'", FALSE },
  { "invoice 1234 is open", "'invoice 1235'", FALSE },
  { "take your time", "'high'", FALSE },
  /* What has other values in it */
  { "logo and flyers", "['logo','flyers']", TRUE },
  { "a new website", "['logo']", FALSE },
  { "yes, please", "true", TRUE },
  { "Anna, 40 guests", "{'name':'Anna','guests':40}", TRUE },
  { "Anna, 40 guests", "{'name':'Anna','guests':41}", FALSE },
};

static gboolean
bears (const char *before, const char *quote, const char *value)
{
  g_autofree char *json = g_strdelimit (g_strdup (value), "'", '"');
  g_autofree char *text = g_strconcat (before, quote, " and what else 99 people write.", NULL);
  g_autoptr (JsonNode) node = bureau_json_parse (json, -1, NULL);
  const BureauQuote words = {
    .text = text,
    .start = strlen (before),
    .length = strlen (quote),
    .language = "en",
    .date = DATE,
  };

  g_assert_nonnull (node);
  return bureau_quote_bears (&words, node);
}

/* Wherever it stands: what is around it says nothing for it. */
static void
test_bears (void)
{
  static const char *const before[]
      = { "", "Hello, ", "ü “ß” – it is 7 days that we wait, Mr Ödön Sándor of the village; " };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    for (guint k = 0; k < G_N_ELEMENTS (before); k++)
      if (bears (before[k], cases[i].quote, cases[i].value) != cases[i].bears)
        g_error ("“%s%s”: %s", before[k], cases[i].quote, cases[i].value);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/quote/bears", test_bears);

  return g_test_run ();
}
