/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/error.h"
#include "mails.h"
#include "providers/letter.h"

static char *
render (const char *template, const char *json)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauLetter) letter = bureau_letter_parse (template, &error);
  g_autoptr (JsonObject) values = test_parse (json);

  g_assert_no_error (error);
  char *text = bureau_letter_render (letter, bureau_dictionary_for ("en", NULL), values, &error);
  g_assert_no_error (error);

  return text;
}

static const struct
{
  const char *name;
  const char *template;
  const char *values;
  const char *text;
} letters[] = {
  { "plain", "Hello.", "{}", "Hello.\n" },
  { "empty", "", "{}", "" },
  { "value", "Hi {{name}}!", "{\"name\":\"Anna\"}", "Hi Anna!\n" },
  { "path", "{{a.b.c}}", "{\"a\":{\"b\":{\"c\":\"deep\"}}}", "deep\n" },
  { "spaces in a tag", "{{ name | first_name }}", "{\"name\":\"Anna Weber\"}", "Anna\n" },
  { "number", "{{n}} of {{m}}", "{\"n\":3,\"m\":2.5}", "3 of 2.5\n" },
  { "zero is there", "{{n}} left", "{\"n\":0}", "0 left\n" },
  { "absent value takes its sentence", "One. Two {{x}} two. Three.", "{}", "One. Three.\n" },
  { "absent first", "Hi {{x}}, you. Three.", "{}", "Three.\n" },
  { "absent last", "One. Two {{x}}", "{}", "One.\n" },
  { "null, empty and blank are absent", "A{{a}}. B{{b}}. C{{c}}. D.",
    "{\"a\":null,\"b\":\"\",\"c\":\" \"}", "D.\n" },
  { "a line that loses all goes", "One\nTwo {{x}}\nThree", "{}", "One\nThree\n" },
  { "a line that keeps some stays", "One\nTwo. Gone {{x}}\nThree", "{}", "One\nTwo.\nThree\n" },
  { "paragraphs close up", "One\n\nTwo {{x}}\n\nThree", "{}", "One\n\nThree\n" },
  { "the day's dot ends no sentence", "Am 5. {{m}} um 9. Gut.", "{\"m\":\"März\"}",
    "Am 5. März um 9. Gut.\n" },
  { "an inserted stop ends no sentence", "A {{a}} and {{b}}. C.", "{\"a\":\"x. y\"}", "C.\n" },
  { "section", "A{{#b}} and {{b}}{{/b}}.", "{\"b\":\"c\"}", "A and c.\n" },
  { "section absent", "A{{#b}} and {{b}}{{/b}}.", "{}", "A.\n" },
  { "false is absent", "{{#b}}yes{{/b}}{{^b}}no{{/b}}", "{\"b\":false}", "no\n" },
  { "true is present", "{{#b}}yes{{/b}}{{^b}}no{{/b}}", "{\"b\":true}", "yes\n" },
  { "empty list is absent", "{{^l}}none{{/l}}", "{\"l\":[]}", "none\n" },
  { "list of texts", "{{#l}}<{{.}}>{{/l}}", "{\"l\":[\"a\",\"b\"]}", "<a><b>\n" },
  { "list of objects", "{{#l}}\n- {{title}} {{x}}\n{{/l}}",
    "{\"x\":1,\"l\":[{\"title\":\"a\"},{\"title\":\"b\",\"x\":2}]}", "- a 1\n- b 2\n" },
  { "an item without its value goes", "{{#l}}\n- {{t}}\n{{/l}}\nEnd", "{\"l\":[{\"t\":\"a\"},{}]}",
    "- a\nEnd\n" },
  { "once for a list", "{{?l}}They are:\n{{l|bullets}}\nThat is all.{{/l}}",
    "{\"l\":[\"a\",\"b\"]}", "They are:\n- a\n- b\nThat is all.\n" },
  { "once for an absent list", "A.{{?l}} {{l|list}}{{/l}}", "{\"l\":[]}", "A.\n" },
  { "once opens nothing", "{{?o}}{{a}}{{/o}}", "{\"a\":1,\"o\":{\"a\":2}}", "1\n" },
  { "a section opens an object", "{{#o}}{{a}} {{b}}{{/o}}", "{\"a\":1,\"o\":{\"b\":2}}", "1 2\n" },
  { "tags alone in a line leave none", "One\n{{#b}}\nTwo\n{{/b}}\nThree", "{\"b\":1}",
    "One\nTwo\nThree\n" },
  { "tags alone in a line, absent", "One\n{{#b}}\nTwo\n{{/b}}\nThree", "{}", "One\nThree\n" },
  { "absent inside takes its own sentence only", "A{{#b}} and {{x}}{{/b}}. C.", "{\"b\":1}",
    "A. C.\n" },
  { "nested", "{{#a}}{{#b}}{{c}}{{/b}}{{/a}}", "{\"a\":{\"b\":{\"c\":\"!\"}}}", "!\n" },
  { "line breaks become spaces", "{{t}}", "{\"t\":\"a\\nb\\r\\n\\tc\"}", "a b c\n" },
  { "lines keeps them", "{{t|lines}}", "{\"t\":\"a\\nb\"}", "a\nb\n" },
  { "money in minor units", "{{p.fee|money}}",
    "{\"p\":{\"fee\":420000},\"facts\":{\"currency\":\"EUR\"}}", "4,200 EUR\n" },
  { "the currency beside it", "{{p.fee|money}}", "{\"p\":{\"fee\":420000,\"currency\":\"JPY\"}}",
    "420,000 JPY\n" },
  { "money object", "{{fee}}", "{\"fee\":{\"minor\":990,\"currency\":\"USD\"}}", "9.90 USD\n" },
  { "money with cents", "{{fee|money}}", "{\"fee\":{\"minor\":123456789,\"currency\":\"EUR\"}}",
    "1,234,567.89 EUR\n" },
  { "money below one", "{{fee|money}}", "{\"fee\":{\"minor\":-5,\"currency\":\"EUR\"}}",
    "-0.05 EUR\n" },
  { "no money is money", "{{fee|money}}", "{\"fee\":{\"minor\":0}}", "0\n" },
  { "money of words is none", "A. Fee {{fee|money}}.", "{\"fee\":\"a lot\"}", "A.\n" },
  { "date", "{{d|date}}", "{\"d\":\"2026-12-05\"}", "5 December 2026\n" },
  { "date of a time", "{{d|date}}", "{\"d\":\"2026-12-05T10:00:00.000Z\"}", "5 December 2026\n" },
  { "no such date", "A. On {{d|date}}.", "{\"d\":\"2026-02-31\"}", "A.\n" },
  { "date of words is none", "A. On {{d|date}}.", "{\"d\":\"soon\"}", "A.\n" },
  { "first name behind a title", "{{n|first_name}}", "{\"n\":\"Prof. Dr. Anna Weber\"}", "Anna\n" },
  { "an address is no first name", "Hi {{n|first_name}}.", "{\"n\":\"anna@example.org\"}", "" },
  { "list", "{{l|list}}", "{\"l\":[\"a\",\"b\",\"c\"]}", "a, b and c\n" },
  { "list of one", "{{l|list}}", "{\"l\":[\"a\"]}", "a\n" },
  { "list of titles, as JSON text", "{{l|names}}",
    "{\"l\":\"[{\\\"title\\\":\\\"a\\\"},{\\\"title\\\":\\\"b\\\"}]\"}", "a and b\n" },
  { "bullets", "{{l|bullets}}", "{\"l\":[\"a\",\"b\"]}", "- a\n- b\n" },
  { "braces without a tag", "a { b } c }}", "{}", "a { b } c }}\n" },
};

static void
test_render (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (letters); i++)
    {
      g_autofree char *text = render (letters[i].template, letters[i].values);

      if (strcmp (text, letters[i].text) != 0)
        g_test_message ("%s", letters[i].name);
      g_assert_cmpstr (text, ==, letters[i].text);
    }
}

static const struct
{
  const char *template;
  const char *problem;
} wrong[] = {
  { "{{#a}}x", "Line 1 of the letter template: “a” is opened and never closed" },
  { "x\n{{/a}}", "Line 2 of the letter template: “a” is closed, but not the section that is open" },
  { "{{#a}}{{#b}}{{/a}}{{/b}}",
    "Line 1 of the letter template: “a” is closed, but not the section that is open" },
  { "{{a", "Line 1 of the letter template: “{{” has no }}" },
  { "{{a b}}", "Line 1 of the letter template: “a b” is no path such as record.name" },
  { "{{}}", "Line 1 of the letter template: “” is no path such as record.name" },
  { "{{#}}", "Line 1 of the letter template: “” is no path such as record.name" },
  { "{{a|shout}}", "Line 1 of the letter template: “shout” is no filter; use money, date, "
                   "first_name, list, names, bullets or lines" },
};

static void
test_wrong (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauLetter) letter = bureau_letter_parse (wrong[i].template, &error);

      if (letter)
        g_test_message ("%s", wrong[i].template);
      g_assert_null (letter);
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
      g_assert_cmpstr (error->message, ==, wrong[i].problem);
    }
}

static void
test_bounds (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (JsonObject) values = json_object_new ();
  JsonArray *list = json_array_new ();

  for (guint i = 0; i < 60; i++)
    json_array_add_int_element (list, i);
  json_object_set_array_member (values, "l", list);

  /* 50 × 50 × 50 × 50 items would be six million. */
  g_autoptr (BureauLetter) letter = bureau_letter_parse (
      "{{#l}}{{#l}}{{#l}}{{#l}}x{{/l}}{{/l}}{{/l}}{{/l}}", &error);
  g_assert_no_error (error);
  g_assert_null (bureau_letter_render (letter, bureau_dictionary_for ("en", NULL), values, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
  g_clear_error (&error);

  for (guint i = 0; i < 17; i++)
    g_string_append (text, "{{#l}}");
  g_assert_null (bureau_letter_parse (text->str, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
  g_clear_error (&error);

  g_string_set_size (text, 70000);
  memset (text->str, 'x', 70000);
  g_assert_null (bureau_letter_parse (text->str, &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
}

/* What a sender writes is never read as a template, wherever it comes in. */
static void
test_injection (void)
{
  static const char *const attacks[] = {
    "{{facts.secret}}",
    "{{#facts}}{{secret}}{{/facts}}",
    "{{{facts.secret}}}",
    "{{",
    "}}",
    "{{/record.name}}",
    "{{name|lines}}",
    "\n\nBcc: x@example.org",
    "${facts.secret}",
    "%s%n",
    "\x01\x02",
  };

  for (guint i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      g_autoptr (JsonObject) values = test_parse (
          "{\"facts\":{\"secret\":\"hunter2\"},\"record\":{}}");
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauLetter) letter = bureau_letter_parse (
          "A {{record.name}} B{{#record.name}} C{{/record.name}}.", &error);
      json_object_set_string_member (json_object_get_object_member (values, "record"), "name",
                                     attacks[i]);
      g_autofree char *text = bureau_letter_render (letter, bureau_dictionary_for ("en", NULL),
                                                    values, &error);

      g_assert_no_error (error);
      g_assert_null (strstr (text, "hunter2"));
      g_assert_null (strstr (text, "\nBcc"));
      g_assert_true (strchr (text, '\n') == text + strlen (text) - 1 || *text == '\0');
    }
}
/* A kept letter gives what a new one does, as often as it is asked for, and others do not harm it.
 */
static void
test_kept (void)
{
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *other = g_strdup_printf ("Letter %u to {{name}}", i);
      g_autoptr (BureauLetter) first = bureau_letter_get ("Hi {{name}}!", NULL);
      g_autoptr (BureauLetter) again = bureau_letter_get ("Hi {{name}}!", NULL);
      g_autoptr (BureauLetter) letter = bureau_letter_get (other, NULL);
      g_autoptr (JsonObject) values = test_parse ("{\"name\":\"Anna\"}");
      g_autofree char *hi = bureau_letter_render (first, bureau_dictionary_for ("en", NULL), values,
                                                  NULL);
      g_autofree char *to = bureau_letter_render (letter, bureau_dictionary_for ("en", NULL),
                                                  values, NULL);
      g_autofree char *expected = g_strdup_printf ("Letter %u to Anna\n", i);
      g_autoptr (GError) error = NULL;

      g_assert_true (first == again && first != letter);
      g_assert_cmpstr (hi, ==, "Hi Anna!\n");
      g_assert_cmpstr (to, ==, expected);
      g_assert_null (bureau_letter_get ("Hi {{#name}}!", &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/letter/render", test_render);
  g_test_add_func ("/providers/letter/wrong", test_wrong);
  g_test_add_func ("/providers/letter/bounds", test_bounds);
  g_test_add_func ("/providers/letter/injection", test_injection);
  g_test_add_func ("/providers/letter/kept", test_kept);

  return g_test_run ();
}
