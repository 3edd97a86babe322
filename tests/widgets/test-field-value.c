/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "base/json.h"
#include "widgets/field-value.h"

#include <locale.h>

/* What is written in a field, and what it changes; NULL is refused. */
static const struct
{
  const char *field;
  const char *text;
  const char *changes;
} written[] = {
  { "{\"name\":\"a\",\"type\":\"text\"}", "  two words ", "{\"a\":\"two words\"}" },
  { "{\"name\":\"a\",\"type\":\"text\"}", "   ", "{\"a\":null}" },
  { "{\"name\":\"a\",\"type\":\"email\"}", "anna@example.org", "{\"a\":\"anna@example.org\"}" },
  { "{\"name\":\"a\",\"type\":\"email\"}", "anna", NULL },
  { "{\"name\":\"a\",\"type\":\"email\"}", "a@b, c@d", NULL },
  { "{\"name\":\"a\",\"type\":\"url\"}", "https://example.org/a",
    "{\"a\":\"https://example.org/a\"}" },
  { "{\"name\":\"a\",\"type\":\"url\"}", "no link", NULL },
  { "{\"name\":\"a\",\"type\":\"choice\",\"choices\":[\"low\",\"high\"]}", "high",
    "{\"a\":\"high\"}" },
  { "{\"name\":\"a\",\"type\":\"choice\",\"choices\":[\"low\",\"high\"]}", "medium", NULL },
  { "{\"name\":\"a\",\"type\":\"date\"}", "2028-02-29", "{\"a\":\"2028-02-29\"}" },
  { "{\"name\":\"a\",\"type\":\"date\"}", "2027-02-29", NULL },
  { "{\"name\":\"a\",\"type\":\"date\"}", "2027-02-28T10:00", NULL },
  { "{\"name\":\"a\",\"type\":\"date\"}", "22 Nov 2026", "{\"a\":\"2026-11-22\"}" },
  { "{\"name\":\"a\",\"type\":\"date\"}", "november 22, 2026", "{\"a\":\"2026-11-22\"}" },
  { "{\"name\":\"a\",\"type\":\"date\"}", "11/22/26", "{\"a\":\"2026-11-22\"}" },
  { "{\"name\":\"a\",\"type\":\"date\"}", "22/11/2026", NULL },
  { "{\"name\":\"a\",\"type\":\"date\"}", "some day 2026", NULL },
  { "{\"name\":\"a\",\"type\":\"date\"}", "1 2 3 4", NULL },
  { "{\"name\":\"a\",\"type\":\"date\"}", "29 Feb 2027", NULL },
  { "{\"name\":\"a\",\"type\":\"datetime\"}", "22 Nov 2026, 14:05",
    "{\"a\":\"2026-11-22T14:05:00.000Z\"}" },
  { "{\"name\":\"a\",\"type\":\"datetime\"}", "2026-11-22 14:05",
    "{\"a\":\"2026-11-22T14:05:00.000Z\"}" },
  { "{\"name\":\"a\",\"type\":\"datetime\"}", "22.11.", NULL },
  { "{\"name\":\"a\",\"type\":\"int\"}", "-12", "{\"a\":-12}" },
  { "{\"name\":\"a\",\"type\":\"int\"}", "12x", NULL },
  { "{\"name\":\"a\",\"type\":\"int\"}", "9223372036854775808", NULL },
  { "{\"name\":\"a\",\"type\":\"bool\"}", "1", "{\"a\":1}" },
  { "{\"name\":\"a\",\"type\":\"number\"}", "2.5", "{\"a\":2.5}" },
  { "{\"name\":\"a\",\"type\":\"number\"}", "nan", NULL },
  { "{\"name\":\"a\",\"type\":\"number\"}", "1e999", NULL },
  { "{\"name\":\"a\",\"type\":\"ratio\"}", "12.5 %", "{\"a\":0.125}" },
  { "{\"name\":\"a\",\"type\":\"ratio\"}", "some", NULL },
  { "{\"name\":\"a\",\"type\":\"duration\"}", "1:30", "{\"a\":5400}" },
  { "{\"name\":\"a\",\"type\":\"duration\"}", "90", "{\"a\":5400}" },
  { "{\"name\":\"a\",\"type\":\"duration\"}", "1:75", NULL },
  { "{\"name\":\"a\",\"type\":\"money\"}", "4,200.00 EUR", "{\"a\":420000}" },
  { "{\"name\":\"a\",\"type\":\"money\"}", "4200", "{\"a\":420000}" },
  { "{\"name\":\"a\",\"type\":\"money\"}", "10 USD", NULL },
  { "{\"name\":\"a\",\"type\":\"money\",\"currency\":\"code\"}", "10 USD",
    "{\"code\":\"USD\",\"a\":1000}" },
  { "{\"name\":\"a\",\"type\":\"money\"}", "much", NULL },
  { "{\"name\":\"a\",\"type\":\"list\"}", "one; two ;", "{\"a\":\"[\\\"one\\\",\\\"two\\\"]\"}" },
  { "{\"name\":\"a\",\"type\":\"other\"}", "x", "{\"a\":\"x\"}" },
};

static void
test_reads (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (written); i++)
    {
      g_autoptr (JsonObject) field = bureau_json_parse_object (written[i].field, -1, NULL);
      g_autoptr (JsonObject) changes = json_object_new ();
      g_autoptr (GError) error = NULL;
      g_autofree char *text = NULL;

      g_test_message ("%s: %s", written[i].field, written[i].text);
      if (!bureau_field_read (field, written[i].text, "EUR", changes, &error))
        {
          g_assert_null (written[i].changes);
          g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
          g_assert_cmpuint (json_object_get_size (changes), ==, 0);
          continue;
        }
      text = bureau_json_print_object (changes);
      g_assert_cmpstr (text, ==, written[i].changes);
    }
}

/* What is shown to be edited is read back as the same value. */
static void
test_goes_round (void)
{
  static const char *const fields[] = {
    "{\"name\":\"a\",\"type\":\"money\",\"value\":-123456}",
    "{\"name\":\"a\",\"type\":\"money\",\"value\":420000}",
    "{\"name\":\"a\",\"type\":\"duration\",\"value\":36600}",
    "{\"name\":\"a\",\"type\":\"ratio\",\"value\":0.375}",
    "{\"name\":\"a\",\"type\":\"number\",\"value\":-0.5}",
    "{\"name\":\"a\",\"type\":\"int\",\"value\":7}",
    "{\"name\":\"a\",\"type\":\"date\",\"value\":\"2026-11-22\"}",
    "{\"name\":\"a\",\"type\":\"date\",\"value\":\"0099-05-01\"}",
    "{\"name\":\"a\",\"type\":\"datetime\",\"value\":\"2026-11-22T14:05:00.000Z\"}",
    "{\"name\":\"a\",\"type\":\"text\",\"value\":\"Anna & <b>Bo</b>\"}",
    "{\"name\":\"a\",\"type\":\"list\",\"value\":\"[\\\"x\\\",\\\"y z\\\"]\"}",
    "{\"name\":\"a\",\"type\":\"text\",\"value\":null}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autoptr (JsonObject) field = bureau_json_parse_object (fields[i], -1, NULL);
      JsonNode *value = json_object_get_member (field, "value");
      g_autofree char *text = bureau_field_write (field, value, "EUR");
      g_autoptr (JsonObject) changes = json_object_new ();

      g_assert_true (bureau_field_is_writable (field, value));
      g_assert_true (bureau_field_read (field, text, "EUR", changes, NULL));
      g_assert_true (json_node_equal (json_object_get_member (changes, "a"), value));
    }
}

/* In the words and the order of a language; where it is not installed there is nothing to tell. */
static void
test_days_of_a_language (void)
{
  static const struct
  {
    const char *language;
    const char *text;
  } days[] = {
    { "de_DE.UTF-8", "3. März 2026" },
    { "de_DE.UTF-8", "3. Mär 2026" },
    { "de_DE.UTF-8", "03.03.2026" },
    { "de_DE.UTF-8", "3.3.26" },
    { "es_ES.UTF-8", "3 de marzo de 2026" },
    { "en_US.UTF-8", "March 3, 2026" },
    { "C.UTF-8", "3 Mar 2026" },
  };
  g_autoptr (JsonObject) field = bureau_json_parse_object (
      "{\"name\":\"a\",\"type\":\"date\",\"value\":\"2026-03-03\"}", -1, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (JsonObject) changes = json_object_new ();
      g_autofree char *shown = NULL;

      if (setlocale (LC_ALL, days[i].language) == NULL)
        continue;
      g_assert_true (bureau_field_read (field, days[i].text, NULL, changes, NULL));
      g_assert_cmpstr (bureau_json_get_string (changes, "a"), ==, "2026-03-03");
      shown = bureau_field_write (field, json_object_get_member (field, "value"), NULL);
      g_assert_true (bureau_field_read (field, shown, NULL, changes, NULL));
      g_assert_cmpstr (bureau_json_get_string (changes, "a"), ==, "2026-03-03");
    }
  setlocale (LC_ALL, "C.UTF-8");
}

static void
test_lists_of_more_than_words (void)
{
  g_autoptr (JsonObject) field = bureau_json_parse_object (
      "{\"name\":\"a\",\"type\":\"list\",\"objects\":\"[{\\\"b\\\":1}]\",\"split\":"
      "\"[\\\"b;c\\\"]\",\"broken\":\"[\"}",
      -1, NULL);

  g_assert_false (bureau_field_is_writable (field, json_object_get_member (field, "objects")));
  g_assert_false (bureau_field_is_writable (field, json_object_get_member (field, "split")));
  g_assert_false (bureau_field_is_writable (field, json_object_get_member (field, "broken")));
}

int
main (int argc, char **argv)
{
  g_setenv ("TZ", "UTC", TRUE);
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/widgets/field-value/reads", test_reads);
  g_test_add_func ("/widgets/field-value/goes-round", test_goes_round);
  g_test_add_func ("/widgets/field-value/days-of-a-language", test_days_of_a_language);
  g_test_add_func ("/widgets/field-value/lists-of-more-than-words", test_lists_of_more_than_words);
  return g_test_run ();
}
