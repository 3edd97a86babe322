/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/look-alike.h"

static void
test_addresses (void)
{
  static const struct
  {
    const char *address;
    const char *known;
    gboolean is_alike;
  } cases[] = {
    { "marta@studio-nord.example", "marta@studio-nord.example", FALSE },
    { "Marta@Studio-Nord.example", "marta@studio-nord.example", FALSE },
    { "marta@studio-n0rd.example", "marta@studio-nord.example", TRUE },
    { "marta@studi0-n0rd.example", "marta@studio-nord.example", TRUE },
    { "anyone@studio-n0rd.example", "marta@studio-nord.example", TRUE },
    { "marta@studionord.example", "marta@studio-nord.example", TRUE },
    { "marta@studio-nrod.example", "marta@studio-nord.example", TRUE },
    { "marta@paypa1.example", "help@paypal.example", TRUE },
    { "marta@rnilk.example", "info@milk.example", TRUE },
    { "marta@аcme.example", "info@acme.example", TRUE },        /* the a is Cyrillic */
    { "marta@xn--cme-5cd.example", "info@acme.example", TRUE }, /* the same, as it travels */
    { "marta@acme.example.attacker.org", "info@acme.example", TRUE },
    { "marta@acme.example-login.org", "info@acme.example", TRUE },
    { "marta@acme.co", "info@acme.com", TRUE },
    { "marta.ruiz@acme.example", "marta.riuz@acme.example", TRUE },
    { "marta.ruiz@acme.example", "rnarta.ruiz@acme.example", TRUE },
    { "anna@gmx.net", "anna@gmx.de", FALSE },
    { "anna@web.de", "anna@gmx.de", FALSE },
    { "anna@example.org", "anna@example.com", FALSE },
    { "anna@nord.example", "anna@sued.example", FALSE },
    { "max@acme.example", "mia@acme.example", FALSE },
    { "anna1@acme.example", "anna2@acme.example", FALSE },
    { "anna.weber@acme.example", "marta.ruiz@acme.example", FALSE },
    { "marta", "marta@acme.example", FALSE },
    { "", "", FALSE },
    { "@", "@a", FALSE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s and %s", cases[i].address, cases[i].known);
      g_assert_cmpint (bureau_look_alike (cases[i].address, cases[i].known), ==, cases[i].is_alike);
    }
}

/* Who is like another, the other is like. But for a domain that goes on, which only one does. */
static void
test_both_ways (void)
{
  static const char *const domains[] = { "acme.example",   "acne.example",   "аcme.example",
                                         "studio.example", "stvdio.example", "st.example" };

  for (guint i = 0; i < G_N_ELEMENTS (domains); i++)
    for (guint k = 0; k < G_N_ELEMENTS (domains); k++)
      {
        g_autofree char *one = bureau_look_alike_skeleton (domains[i]);
        g_autofree char *other = bureau_look_alike_skeleton (domains[k]);

        g_assert_cmpint (bureau_look_alike_domain (one, other), ==,
                         bureau_look_alike_domain (other, one));
      }
}

static void
test_long_and_broken (void)
{
  g_autofree char *name = g_strnfill (5000, 'a');
  g_autofree char *long_one = g_strconcat (name, "@", name, ".example", NULL);
  g_autofree char *long_other = g_strconcat (name, "@b", name, ".example", NULL);
  g_autofree char *broken = bureau_look_alike_skeleton ("a\xff\xfe.example");

  g_assert_true (bureau_look_alike (long_one, long_other));
  g_assert_true (g_utf8_validate (broken, -1, NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/base/look-alike/addresses", test_addresses);
  g_test_add_func ("/base/look-alike/both-ways", test_both_ways);
  g_test_add_func ("/base/look-alike/long-and-broken", test_long_and_broken);
  return g_test_run ();
}
