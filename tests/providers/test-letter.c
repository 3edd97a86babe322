/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "mails.h"
#include "providers/builtin.h"
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

static JsonObject *
draft (JsonObject *inputs)
{
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_DRAFT, inputs, NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *answer = bureau_builtin_answer (task, &error);

  g_assert_no_error (error);

  return answer;
}

static const char draft_inputs[]
    = "{\"source\":{\"subject\":\"AW: Re: Logo\",\"text\":\"Hello, what are your opening hours?\"},"
      "\"given\":{\"record\":{\"name\":\"Dr. Anna Weber\",\"service\":\"Logo "
      "design\",\"deadline\":\"2026-12-05\"},"
      "\"recall\":[{\"collection\":\"clients\",\"title\":\"Weber\"},{\"collection\":\"projects\","
      "\"title\":\"Logo for "
      "Alpha\"},{\"collection\":\"projects\",\"title\":\"Logo for Beta\"}],"
      "\"price\":{\"fee_low\":90000,\"fee_high\":140000,\"precedents\":4}},"
      "\"facts\":{\"firm\":\"Studio\",\"currency\":\"EUR\",\"opening_hours\":\"Mon-Fri\",\"phone\":"
      "\"555\",\"booking_link\":"
      "\"https://book.example\"}}";

static void
test_draft (void)
{
  g_autoptr (JsonObject) inputs = test_parse (draft_inputs);
  g_autoptr (JsonObject) answer = draft (inputs);

  g_assert_cmpuint (json_object_get_size (answer), ==, 2);
  g_assert_cmpstr (bureau_json_get_string (answer, "subject"), ==, "Re: Logo");
  g_assert_cmpstr (bureau_json_get_string (answer, "body"), ==,
                   "Hi Anna,\n\nThank you for your message about Logo design.\n\nYou mentioned 5 "
                   "December 2026; we will "
                   "plan with that date in mind.\n\nOpening hours: Mon-Fri\n\nComparable work of "
                   "ours, such as Logo for "
                   "Alpha and Logo for Beta, came to between 900 EUR and 1,400 EUR.\n\nIf "
                   "you would like to talk it "
                   "through, please pick a time that suits you: https://book.example\n\nKind "
                   "regards,\nStudio\n");
}

/* A note is followed in whatever language it is, or refused as a whole. */
static void
test_notes (void)
{
  static const struct
  {
    const char *note;
    const char *has;
    const char *lacks;
  } cases[] = {
    { "Without a price, please.", "Opening hours", "EUR" },
    { "no link and leave out the price", "Opening hours", "https://" },
    { "In German", "Mit freundlichen", "Kind regards" },
    { "auf Deutsch; ohne Link", "Mit freundlichen", "https://" },
    { "en español y sin precio", "saludo", "EUR" },
    { "No questions", "EUR", "Opening hours" },
  };
  static const char *const refused[] = { "shorter", "do not leave out the price",
                                         "in German but kind", "without a price, warmer",
                                         "in Klingon" };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) inputs = test_parse (draft_inputs);
      g_autoptr (JsonObject) answer = NULL;

      json_object_set_string_member (inputs, "note", cases[i].note);
      answer = draft (inputs);
      g_test_message ("%s: %s", cases[i].note, bureau_json_get_string (answer, "body"));
      g_assert_nonnull (strstr (bureau_json_get_string (answer, "body"), cases[i].has));
      g_assert_null (strstr (bureau_json_get_string (answer, "body"), cases[i].lacks));
    }
  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (JsonObject) inputs = test_parse (draft_inputs);
      g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_DRAFT, inputs, NULL);
      g_autoptr (GError) error = NULL;

      json_object_set_string_member (inputs, "note", refused[i]);
      g_assert_null (bureau_builtin_answer (task, &error));
      g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
    }
}

/* A letter says why it names no price where it has none; a note that wants none gets neither. */
static void
test_note_leaves_out (void)
{
  g_autoptr (JsonObject) inputs = test_parse (draft_inputs);
  g_autoptr (JsonObject) answer = NULL;

  json_object_set_string_member (inputs, "letter",
                                 "Hello,\n\n{{#price.fee_low}}About {{price.fee_low|money}}."
                                 "{{/price.fee_low}}{{^price.fee_low}}We know no price."
                                 "{{/price.fee_low}}\n\nBye");
  json_object_set_string_member (inputs, "note", "without a price");
  answer = draft (inputs);
  g_assert_cmpstr (bureau_json_get_string (answer, "body"), ==, "Hello,\n\nBye\n");
}

/* Two past fees are no range, whatever the template asks for. */
static void
test_precedents (void)
{
  static const struct
  {
    const char *precedents;
    const char *text;
  } cases[] = {
    { "2", "" },
    { "3", "900 EUR to 1,400 EUR: 3, Logo for Alpha and Logo for Beta\n" },
    { "[\"a\",\"b\"]", "" },
    { "[\"a\",\"b\",\"c\"]", "900 EUR to 1,400 EUR: a, b and c, a, b and c\n" },
    { "null", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) inputs = test_parse (draft_inputs);
      g_autoptr (JsonNode) precedents = bureau_json_parse (cases[i].precedents, -1, NULL);
      JsonObject *price = json_object_get_object_member (
          json_object_get_object_member (inputs, "given"), "price");
      json_object_set_member (price, "precedents", g_steal_pointer (&precedents));
      json_object_set_string_member (
          inputs, "letter",
          "{{price.fee_low|money}} to {{price.fee_high|money}}: {{price.precedents}}, "
          "{{price.named|list}}");
      g_autoptr (JsonObject) answer = draft (inputs);

      g_assert_cmpstr (bureau_json_get_string (answer, "body"), ==, cases[i].text);
    }
}

static void
test_bare (void)
{
  static const struct
  {
    const char *language;
    const char *body;
  } cases[] = {
    { "en", "Hello,\n\nThank you for your message.\n\nKind regards,\n" },
    { "de", "Guten Tag,\n\nvielen Dank für Ihre Nachricht.\n\nMit freundlichen Grüßen\n" },
    { "es", "Hola:\n\nMuchas gracias por su mensaje.\n\nUn saludo,\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) inputs = test_parse ("{\"source\":{\"text\":\"x\"}}");
      json_object_set_string_member (inputs, "language", cases[i].language);
      g_autoptr (JsonObject) answer = draft (inputs);

      g_assert_cmpstr (bureau_json_get_string (answer, "body"), ==, cases[i].body);
      g_assert_true (g_str_has_prefix (bureau_json_get_string (answer, "subject"), "Re: "));
    }
}

/* A letter in the message's own language comes first; another has its own language's dates. */
static void
test_languages (void)
{
  static const struct
  {
    const char *text;
    const char *body;
  } cases[] = {
    { "Guten Tag, wir suchen ein neues Logo für unseren Laden.", "Am 5. Dezember 2026\n" },
    { "Hello, we are looking for a new logo for our shop.", "On 5 December 2026\n" },
    { "Hola, buscamos un logotipo nuevo para nuestra tienda.", "On 5 December 2026\n" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) inputs = test_parse (
          "{\"source\":{},\"given\":{\"record\":{\"d\":\"2026-12-05\"}},\"letter\":\"On "
          "{{record.d|date}}\",\"letters\":{\"de\":\"Am {{record.d|date}}\"},\"language\":\"en\"}");
      json_object_set_string_member (json_object_get_object_member (inputs, "source"), "text",
                                     cases[i].text);
      g_autoptr (JsonObject) answer = draft (inputs);

      g_assert_cmpstr (bureau_json_get_string (answer, "body"), ==, cases[i].body);
    }
}

static void
test_subjects (void)
{
  static const struct
  {
    const char *subject;
    const char *answer;
  } cases[] = {
    { "Logo", "Re: Logo" },
    { "Re: Logo", "Re: Logo" },
    { "RE: AW: Fwd: Logo", "Re: Logo" },
    { "Re:Logo", "Re: Logo" },
    { "Regarding: Logo", "Re: Regarding: Logo" },
    { "a\r\nBcc: x@y", "Re: a Bcc: x@y" },
    { "Re: ", "Re: Your message" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (JsonObject) inputs = test_parse (
          "{\"source\":{\"text\":\"Hello, how are you?\"}}");
      json_object_set_string_member (json_object_get_object_member (inputs, "source"), "subject",
                                     cases[i].subject);
      g_autoptr (JsonObject) answer = draft (inputs);

      g_assert_cmpstr (bureau_json_get_string (answer, "subject"), ==, cases[i].answer);
    }
}

/* Digits of a text, separators between them taken out: 4,200.00 is 420000. */
static GPtrArray *
numbers_in (const char *text)
{
  GPtrArray *numbers = g_ptr_array_new_with_free_func (g_free);

  while (*text)
    {
      GString *digits = g_string_new (NULL);
      for (; g_ascii_isdigit (*text)
             || (digits->len && strchr (",.", *text) && *text && g_ascii_isdigit (text[1]));
           text++)
        if (g_ascii_isdigit (*text))
          g_string_append_c (digits, *text);
      if (digits->len)
        g_ptr_array_add (numbers, g_string_free (digits, FALSE));
      else
        {
          g_string_free (digits, TRUE);
          text++;
        }
    }

  return numbers;
}

/* A sum in minor units is written without cents where it has none. */
static gboolean
is_same (const char *given, const char *found)
{
  return atoll (given) == atoll (found) || atoll (given) == 100 * atoll (found);
}

/* No number, date or link stands in a letter that was not in what it was made from. */
static void
test_invents_nothing (gconstpointer language)
{
  g_autoptr (GPtrArray) mails = test_mails_load (language);

  for (guint i = 0; i < mails->len; i++)
    {
      TestMail *mail = g_ptr_array_index (mails, i);
      g_autoptr (JsonObject) extract_inputs = test_mail_extract_inputs (mail);
      g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_EXTRACT, extract_inputs, NULL);
      g_autoptr (JsonObject) record = bureau_builtin_answer (task, NULL);
      g_autoptr (JsonObject) inputs = test_parse (draft_inputs);
      json_object_set_object_member (inputs, "source", json_object_ref (mail->source));
      json_object_set_object_member (
          json_object_get_object_member (inputs, "given"), "record",
          json_object_ref (json_object_get_object_member (record, "values")));
      g_autoptr (JsonObject) answer = draft (inputs);
      const char *body = bureau_json_get_string (answer, "body");
      g_autofree char *all = bureau_json_print_object (inputs);
      g_autoptr (GPtrArray) found = numbers_in (body);
      g_autoptr (GPtrArray) given = numbers_in (all);

      for (guint n = 0; n < found->len; n++)
        {
          gboolean known = FALSE;
          for (guint k = 0; k < given->len && !known; k++)
            known = is_same (g_ptr_array_index (given, k), g_ptr_array_index (found, n));
          if (!known)
            g_test_message ("%s: %s in\n%s", mail->name, (char *)g_ptr_array_index (found, n),
                            body);
          g_assert_true (known);
        }
      const char *link = strstr (body, "://");
      g_assert_true (link == NULL || g_str_has_prefix (link, "://book.example\n"));
      g_assert_true (link == NULL || strstr (link + 3, "://") == NULL);
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
  g_test_add_func ("/providers/letter/draft", test_draft);
  g_test_add_func ("/providers/letter/notes", test_notes);
  g_test_add_func ("/providers/letter/note-leaves-out", test_note_leaves_out);
  g_test_add_func ("/providers/letter/languages", test_languages);
  g_test_add_func ("/providers/letter/precedents", test_precedents);
  g_test_add_func ("/providers/letter/bare", test_bare);
  g_test_add_func ("/providers/letter/subjects", test_subjects);
  g_test_add_func ("/providers/letter/kept", test_kept);
  g_test_add_data_func ("/providers/letter/invents-nothing/en", "en", test_invents_nothing);
  g_test_add_data_func ("/providers/letter/invents-nothing/de", "de", test_invents_nothing);
  g_test_add_data_func ("/providers/letter/invents-nothing/es", "es", test_invents_nothing);

  return g_test_run ();
}
