/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "desk/delivery-words.h"

static const struct
{
  const char *delivery;
  const char *recipient;
  const char *says;
} recipients[] = {
  { "holding", "{\"state\":\"pending\"}", "Not sent" },
  { "queued", "{\"state\":\"pending\"}", "Not accepted yet" },
  { "queued", "{\"state\":\"pending\",\"reply\":\"450 later\"}", "Not accepted yet · 450 later" },
  { "sending", "{\"state\":\"pending\"}", "On its way" },
  { "uncertain", "{\"state\":\"pending\"}", "Nobody knows whether it was accepted" },
  { "failed", "{\"state\":\"pending\"}", "Not sent" },
  { "undone", "{\"state\":\"pending\"}", "Not sent" },
  { "sample", "{\"state\":\"accepted\"}", "Accepted in the sample only" },
  { "sent", "{\"state\":\"accepted\",\"reply\":\"250 ok\"}",
    "Accepted by the mail server · 250 ok" },
  { "failed", "{\"state\":\"refused\",\"reply\":\"550 no\"}",
    "Refused by the mail server · 550 no" },
};

static void
test_recipients (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (recipients); i++)
    {
      g_autoptr (JsonObject) recipient = bureau_json_parse_object (recipients[i].recipient, -1,
                                                                   NULL);
      g_autofree char *says = bureau_delivery_say_recipient (recipient, recipients[i].delivery);

      g_assert_cmpstr (says, ==, recipients[i].says);
    }
}

/* An attempt that a server put off says so, and no recipient of it says that nobody answered. */
static void
test_put_off (void)
{
  g_autoptr (JsonObject) attempt = bureau_json_parse_object (
      "{\"phase\":\"answered\",\"reply\":\"450 later\"}", -1, NULL);
  g_autofree char *said = bureau_delivery_say_attempt (attempt, FALSE);
  g_autofree char *under_way = bureau_delivery_say_attempt (attempt, TRUE);

  g_assert_cmpstr (said, ==, "The server answered\n450 later");
  g_assert_cmpstr (under_way, ==, "Under way\n450 later");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/delivery-words/recipients", test_recipients);
  g_test_add_func ("/desk/delivery-words/put-off", test_put_off);

  return g_test_run ();
}
