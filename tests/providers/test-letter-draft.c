/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the rules write: a draft from a letter and what is known, and nothing else. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "mails.h"
#include "providers/builtin.h"

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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/letter/draft", test_draft);
  g_test_add_func ("/providers/letter/notes", test_notes);
  g_test_add_func ("/providers/letter/note-leaves-out", test_note_leaves_out);
  g_test_add_func ("/providers/letter/languages", test_languages);
  g_test_add_func ("/providers/letter/precedents", test_precedents);
  g_test_add_func ("/providers/letter/bare", test_bare);
  g_test_add_func ("/providers/letter/subjects", test_subjects);
  g_test_add_data_func ("/providers/letter/invents-nothing/en", "en", test_invents_nothing);
  g_test_add_data_func ("/providers/letter/invents-nothing/de", "de", test_invents_nothing);
  g_test_add_data_func ("/providers/letter/invents-nothing/es", "es", test_invents_nothing);

  return g_test_run ();
}
