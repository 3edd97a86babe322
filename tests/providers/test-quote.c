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
  { "about 4,000 EUR", "{'minor':-9223372036854775808,'currency':'EUR'}", FALSE },
  { "our budget is tight", "{'minor':400000,'currency':'EUR'}", FALSE },
  { "4 000 EUR", "{'minor':400000,'currency':'EUR'}", TRUE },
  { "12 000 €", "{'minor':1200000,'currency':'EUR'}", TRUE },
  { "4 500 EUR", "{'minor':50000,'currency':'EUR'}", FALSE },
  { "€3 to €5k", "{'minor':300000,'currency':'EUR'}", TRUE },
  { "3 EUR to 5k", "{'minor':300,'currency':'EUR'}", TRUE },
  { "3,000 to 5k", "{'minor':300000,'currency':'EUR'}", TRUE },
  { "3,000 to 5k", "{'minor':300000000,'currency':'EUR'}", FALSE },
  { "¥4200", "{'minor':420000,'currency':'CNY'}", TRUE },
  { "¥4200", "{'minor':4200,'currency':'JPY'}", TRUE },
  { "4200 francs", "{'minor':4200,'currency':'XOF'}", TRUE },
  { "4200 swiss francs", "{'minor':420000,'currency':'CHF'}", TRUE },
  { "¥4200", "{'minor':420000,'currency':'EUR'}", FALSE },
  { "4200 swiss francs", "{'minor':4200,'currency':'XOF'}", FALSE },
  /* Numbers */
  { "for 40 guests", "40", TRUE },
  { "for a dozen, say twelve guests", "12", TRUE },
  { "12.5 metres", "12.5", TRUE },
  { "a discount of 15 %", "0.15", TRUE },
  { "100 % in advance", "1.0", TRUE },
  { "150 %", "1.5", TRUE },
  { "a share of 0.375", "0.375", TRUE },
  { "0,375 l", "0.375", TRUE },
  { "12.375 km", "12.375", TRUE },
  { "2 100-watt lamps", "2", TRUE },
  { "2 100-watt lamps", "100", TRUE },
  { "15 guests, 10 % off", "0.15", FALSE },
  { "12.5 metres", "12", FALSE },
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
  { "2026-12-05", "'2026-12-05'", TRUE },
  { "5/12", "'2026-12-05'", TRUE },
  { "5. 12. 2026", "'2026-12-05'", TRUE },
  { "05.12.26", "'2026-12-05'", TRUE },
  { "last Friday", "'2026-11-20'", TRUE },
  { "2026-12-05", "'2025-12-05'", FALSE },
  { "2026-12-05", "'2026-05-12'", FALSE },
  { "05/12/2026", "'2031-12-05'", FALSE },
  { "05/12", "'2031-12-05'", FALSE },
  { "5 to 12 guests", "'2026-12-05'", FALSE },
  { "5-12 guests", "'2026-12-05'", FALSE },
  { "by 5 December 2026", "'2026-12-06'", FALSE },
  { "next Friday", "'2031-05-02'", FALSE },
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
  { "please follow up", "'low'", FALSE },
  { "the highlights", "'high'", FALSE },
  { "15 pages", "'5'", FALSE },
  { "rooms 1, 2", "'12'", FALSE },
  { "a new website", "''", FALSE },
  { "a new website", "' '", FALSE },
  { "東京に行きます", "'東京'", TRUE },
  { "the room is 5 m", "'5'", TRUE },
  { "Tel. (020) 7946 0123", "'+442079460123'", TRUE },
  { "Tel. 020-7946-0123 or 12", "'+442079460123'", TRUE },
  { "0044 (0) 20 7946 0123", "'+442079460123'", TRUE },
  { "call 555-123-4567", "'+15551234567'", TRUE },
  { "7946 0123", "'+442079460123'", FALSE },
  { "Tel. (030) 7946 0123", "'+442079460123'", FALSE },
  /* What has other values in it */
  { "logo and flyers", "['logo','flyers']", TRUE },
  { "a new website", "['logo']", FALSE },
  { "yes, please", "true", TRUE },
  { "Anna, 40 guests", "{'name':'Anna','guests':40}", TRUE },
  { "Anna, 40 guests", "{'name':'Anna','guests':41}", FALSE },
};

/* Where the type of the field tells how closely words have to agree. */
static const struct
{
  const char *type;
  const char *quote;
  const char *value;
  gboolean bears;
} typed[] = {
  { "person", "my name is Anna Weber", "'Anna Weber'", TRUE },
  { "person", "Anna Webers cake", "'Anna Weber'", TRUE },
  { "person", "my name is Anna", "'Anna Weber'", FALSE },
  { "person", "Herr Berger", "'Herr Bergmann'", FALSE },
  { "company", "anna@bright-paws.example", "'Bright Paws'", TRUE },
  { "company", "at Bright Paws", "'Bright Paws GmbH'", FALSE },
  { "company", "our homepage", "'Website design'", FALSE },
  { "email", "<Anna@Weber.example>", "'anna@weber.example'", TRUE },
  { "email", "Anna Weber", "'anna@weber.example'", FALSE },
  { "email", "weber.example, Anna", "'anna@weber.example'", FALSE },
  { "url", "see weber.example", "'https://www.weber.example/'", TRUE },
  { "url", "see weber.example", "'https://weber.example/anna'", FALSE },
  { "url", "see weber.example", "'https://'", FALSE },
  { "text", "We want flyers and posters for our shop", "'flyers for the shop'", TRUE },
  { "duration", "90 minutes", "5400", TRUE },
  { "duration", "1.5 hours", "5400", TRUE },
  { "duration", "two weeks", "1209600", TRUE },
  { "duration", "two weeks", "604800", FALSE },
  { "int", "two weeks", "1209600", FALSE },
};

/* What stands above the words, or before them in their line, and is no part of what they say. */
static const char *const marks[] = {
  "> Budget: ",
  "On Mon, 2 Nov 2026 Anna <a@b.example> wrote:\n\n",
  "-----Original Message-----\n",
  "-----Original Message-----\nFrom: Anna\n> > ",
  "Kind regards\n",
};

static gboolean
bears (const char *before, const char *quote, const char *value, const char *type)
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
    .type = type,
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
      if (bears (before[k], cases[i].quote, cases[i].value, NULL) != cases[i].bears)
        g_error ("“%s%s”: %s", before[k], cases[i].quote, cases[i].value);
}

static void
test_typed (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (typed); i++)
    if (bears ("", typed[i].quote, typed[i].value, typed[i].type) != typed[i].bears)
      g_error ("“%s” for a %s: %s", typed[i].quote, typed[i].type, typed[i].value);
}

/* A quote counts in an earlier mail and below a closing, too. */
static void
test_places (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (marks); i++)
    {
      g_assert_true (bears (marks[i], "4,000 EUR", "{'minor':400000,'currency':'EUR'}", NULL));
      g_assert_true (bears (marks[i], "5 December", "'2026-12-05'", NULL));
      g_assert_true (bears (marks[i], "as soon\n> as possible", "'high'", NULL));
    }
}

/* A piece of a word is no quote. */
static void
test_pieces (void)
{
  g_assert_false (bears ("please fol", "low", "'low'", NULL));
  g_assert_true (bears ("please fol", "low up as agreed", "'agreed'", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/quote/bears", test_bears);
  g_test_add_func ("/providers/quote/typed", test_typed);
  g_test_add_func ("/providers/quote/places", test_places);
  g_test_add_func ("/providers/quote/pieces", test_pieces);

  return g_test_run ();
}
