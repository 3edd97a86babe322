/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "providers/redaction.h"
#include "providers/sensitive.h"

/* What is in a text: the kinds as letters, c card, i IBAN, k key; and the words themselves. */
static const struct
{
  const char *text;
  const char *kinds;
  const char *first;
} cases[] = {
  { "", "", NULL },
  { "Card 4111111111111111.", "c", "4111111111111111" },
  { "Card 4111 1111 1111 1111, valid 12/27", "c", "4111 1111 1111 1111" },
  { "4111 1111 1111 1111 12/27", "c", "4111 1111 1111 1111" },
  { "5500-0055-5555-5559", "c", "5500-0055-5555-5559" },
  { "3782 822463 10005", "c", "3782 822463 10005" },
  { "4111\u00a01111\u00a01111\u00a01111", "c", "4111\u00a01111\u00a01111\u00a01111" },
  { "“4111 1111 1111 1111”", "c", "4111 1111 1111 1111" },
  { "Nr.\u00a04111111111111111—or „DE89370400440532013000“", "ci", "4111111111111111" },
  { "ü4111111111111111", "", NULL },
  { "4111111111111111ü", "", NULL },
  { "Order 4111111111111112", "", NULL },
  { "Call +49 4111 1111 1111", "", NULL },
  { "0000 0000 0000 0000", "", NULL },
  { "x4111111111111111", "", NULL },
  { "4111111111111111x", "", NULL },
  { "41111111111111111111", "", NULL },
  { "Invoice 20261122001, 1,250.00 EUR until 2026-12-24", "", NULL },
  { "IBAN: DE89 3704 0044 0532 0130 00", "i", "DE89 3704 0044 0532 0130 00" },
  { "DE89370400440532013000", "i", "DE89370400440532013000" },
  { "de89 3704 0044 0532 0130 00, BIC COBADEFF", "i", "de89 3704 0044 0532 0130 00" },
  { "GB82 WEST 1234 5698 7654 32 is ours", "i", "GB82 WEST 1234 5698 7654 32" },
  { "DE89 3704 0044 0532 0130 01", "", NULL },
  { "DE893704004405320130001", "", NULL },
  { "Order DE89 of 3704 pieces", "", NULL },
  { "sk-ant-api03-abcDEF0123456789abcDEF0123456789", "k",
    "sk-ant-api03-abcDEF0123456789abcDEF0123456789" },
  { "key=AKIAIOSFODNN7EXAMPLE", "k", "AKIAIOSFODNN7EXAMPLE" },
  { "ghp_16C7e42F292c6912E7710c838347Ae178B4a.", "k", "ghp_16C7e42F292c6912E7710c838347Ae178B4a" },
  { "Password: tulip42!x", "k", "tulip42!x" },
  { "The password is in the drawer.", "", NULL },
  { "Password: see below", "", NULL },
  { "Passwort: geheim-1980", "k", "geheim-1980" },
  { "sk-etch of the shop, task-force", "", NULL },
  { "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\nBye", "k",
    "-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----" },
  { "https://example.org/a1b2c3d4e5f6a7b8c9d0e1f2a3b4c5d6", "", NULL },
  { "Message-ID: <20261122.4f3a9c@example.org>", "", NULL },
  { "4111111111111111 and DE89370400440532013000 and token=abc12345", "cik", "4111111111111111" },
};

static void
test_find (void)
{
  static const char letters[] = { 'c', 'i', 'k' };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GString) kinds = g_string_new (NULL);
      BureauSensitive first = { 0 }, one = { 0 };

      while (bureau_sensitive_next (cases[i].text, one.start + one.length, &one))
        {
          if (kinds->len == 0)
            first = one;
          g_string_append_c (kinds, letters[one.kind]);
        }
      g_test_message ("%s", cases[i].text);
      g_assert_cmpstr (kinds->str, ==, cases[i].kinds);
      if (cases[i].first != NULL)
        {
          g_autofree char *words = g_strndup (cases[i].text + first.start, first.length);

          g_assert_cmpstr (words, ==, cases[i].first);
        }
    }
}

static char *
pick (JsonObject *object, const char *name)
{
  return g_strdup (bureau_json_get_string (object, name));
}

/* What was hidden is put back where the answer repeats it, and only there. */
static void
test_there_and_back (void)
{
  g_autoptr (BureauRedaction) redaction = bureau_redaction_new ();
  g_autoptr (JsonObject) inputs = bureau_json_parse_object (
      "{\"source\":{\"text\":\"Pay to DE89370400440532013000 or 4111 1111 1111 1111.\"},"
      "\"list\":[1,null,true,\"again DE89370400440532013000\"]}",
      -1, NULL);
  g_autoptr (JsonObject) hidden = bureau_redaction_hide_in (redaction, inputs);
  g_autofree char *text = pick (bureau_json_get_object (hidden, "source"), "text");
  g_autofree char *all = bureau_json_print_object (hidden);
  g_autoptr (JsonObject) answer = json_object_new ();
  g_autoptr (JsonObject) shown = NULL;
  g_autofree char *found = bureau_redaction_describe (redaction);

  g_assert_null (strstr (all, "DE89"));
  g_assert_null (strstr (all, "4111"));
  g_assert_cmpstr (found, ==, "1 card number, 1 account number");
  json_object_set_string_member (answer, "body", text);
  shown = bureau_redaction_show_in (redaction, answer);
  g_assert_cmpstr (bureau_json_get_string (shown, "body"), ==,
                   "Pay to DE89370400440532013000 or 4111 1111 1111 1111.");
}

/* A number of JSON, and a secret whose label is the name of its field. */
static void
test_values (void)
{
  g_autoptr (BureauRedaction) redaction = bureau_redaction_new ();
  static const char text[]
      = "{\"account\":{\"card\":4111111111111111,\"fee\":120000,\"portal_password\":\"tulip42x\","
        "\"token\":\"see below\",\"pin\":4711},\"total\":1.5}";
  g_autoptr (JsonObject) inputs = bureau_json_parse_object (text, -1, NULL);
  g_autoptr (JsonObject) hidden = bureau_redaction_hide_in (redaction, inputs);
  JsonObject *account = bureau_json_get_object (hidden, "account");
  g_autofree char *found = bureau_redaction_describe (redaction);
  g_autoptr (JsonObject) shown = bureau_redaction_show_in (redaction, hidden);

  g_assert_cmpstr (found, ==, "1 card number, 2 keys or passwords");
  g_assert_true (g_str_has_prefix (bureau_json_get_string (account, "card"), "[card-1-"));
  g_assert_true (g_str_has_prefix (bureau_json_get_string (account, "pin"), "[secret-"));
  g_assert_true (
      g_str_has_prefix (bureau_json_get_string (account, "portal_password"), "[secret-"));
  g_assert_cmpint (bureau_json_get_int (account, "fee", 0), ==, 120000);
  g_assert_cmpstr (bureau_json_get_string (account, "token"), ==, "see below");
  g_assert_true (json_object_equal (shown, inputs));
}

/* Values of a list stand behind the name of the list; a number and its text are two things. */
static void
test_lists (void)
{
  static const char text[]
      = "{\"password\":[\"tulip42x\",\"rose77yz\",[\"lily99ab\"]],\"pin\":[4711,4712],"
        "\"card\":[4111111111111111,\"4111111111111111\"],\"fees\":[4711,120000],"
        "\"list\":[{\"password\":\"iris55cd\"}]}";
  g_autoptr (BureauRedaction) redaction = bureau_redaction_new ();
  g_autoptr (JsonObject) inputs = bureau_json_parse_object (text, -1, NULL);
  g_autoptr (JsonObject) hidden = bureau_redaction_hide_in (redaction, inputs);
  g_autofree char *all = bureau_json_print_object (hidden);
  g_autoptr (JsonObject) shown = bureau_redaction_show_in (redaction, hidden);
  static const char *const secrets[] = { "tulip42x", "rose77yz", "lily99ab",
                                         "iris55cd", "4712",     "4111111111111111" };

  for (guint i = 0; i < G_N_ELEMENTS (secrets); i++)
    g_assert_null (strstr (all, secrets[i]));
  g_assert_nonnull (strstr (all, "\"fees\":[4711,120000]"));
  g_assert_true (json_object_equal (shown, inputs));
}

/* A text from outside cannot name what is hidden elsewhere. */
static void
test_names_are_new_for_each_call (void)
{
  g_autoptr (BureauRedaction) one = bureau_redaction_new ();
  g_autoptr (BureauRedaction) other = bureau_redaction_new ();
  g_autofree char *first = bureau_redaction_hide (one, "4111111111111111");
  g_autofree char *second = bureau_redaction_hide (other, "4111111111111111");

  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_str_has_prefix (first, "[card-1-"));
}

static void
test_the_stricter_counts (void)
{
  g_assert_cmpint (bureau_redaction_mode ("off", NULL), ==, BUREAU_REDACTION_OFF);
  g_assert_cmpint (bureau_redaction_mode ("off", "block"), ==, BUREAU_REDACTION_BLOCK);
  g_assert_cmpint (bureau_redaction_mode ("redact", "off"), ==, BUREAU_REDACTION_REDACT);
  g_assert_cmpint (bureau_redaction_mode ("block", "redact"), ==, BUREAU_REDACTION_BLOCK);
  g_assert_cmpint (bureau_redaction_mode (NULL, NULL), ==, BUREAU_REDACTION_REDACT);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/providers/redaction/find", test_find);
  g_test_add_func ("/providers/redaction/there-and-back", test_there_and_back);
  g_test_add_func ("/providers/redaction/values", test_values);
  g_test_add_func ("/providers/redaction/lists", test_lists);
  g_test_add_func ("/providers/redaction/names-are-new-for-each-call",
                   test_names_are_new_for_each_call);
  g_test_add_func ("/providers/redaction/the-stricter-counts", test_the_stricter_counts);

  return g_test_run ();
}
