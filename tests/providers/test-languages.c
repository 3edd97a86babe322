/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "mails.h"
#include "providers/dictionary.h"
#include "providers/letter.h"

static const char *const languages[] = { "en", "de", "es" };

static JsonObject *
load (const char *language)
{
  g_autofree char *path = g_strdup_printf ("%s/data/rules/%s.json", g_getenv ("BUREAU_SOURCE_DIR"),
                                           language);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);

  return test_parse (text);
}

/* No language knows less than English: the same sections, tags and texts. What is the same
 * everywhere stands in common.json. */
static void
compare_members (const char *language, JsonObject *english, JsonObject *other, guint depth)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *node;

  json_object_iter_init (&iter, english);
  while (json_object_iter_next (&iter, &name, &node))
    {
      static const char *const own[] = { "from_now", "later",   "currency", "service",
                                         "scale",    "company", "not_name" };
      gboolean optional = depth == 0 && g_strv_contains ((const char *const *)own, name);
      if (!optional && !json_object_has_member (other, name) && strspn (name, "0123456789") == 0)
        g_error ("%s.json has no “%s”", language, name);
      if (!optional && JSON_NODE_HOLDS_OBJECT (node) && json_object_has_member (other, name))
        compare_members (language, json_node_get_object (node),
                         json_object_get_object_member (other, name), depth + 1);
    }
}

static void
test_complete (void)
{
  g_autoptr (JsonObject) english = load ("en");

  for (guint i = 1; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (JsonObject) other = load (languages[i]);
      compare_members (languages[i], english, other, 0);
    }
}

static void
test_calendar (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      const BureauDictionary *dictionary = bureau_dictionary_for (languages[i], NULL);
      g_auto (GStrv) months = g_strsplit (bureau_dictionary_get_text (dictionary, "month_names"),
                                          " ", -1);
      g_autoptr (JsonObject) rules = load (languages[i]);

      g_assert_cmpuint (g_strv_length (months), ==, 12);
      for (int month = 0; month < 12; month++)
        {
          const BureauPhrase *phrase = bureau_dictionary_find (dictionary, BUREAU_PHRASE_MONTH,
                                                               months[month]);
          g_assert_nonnull (phrase);
          g_assert_cmpint (phrase->value, ==, month + 1);
        }
      g_assert_cmpuint (json_object_get_size (json_object_get_object_member (rules, "month")), ==,
                        12);
      g_assert_cmpuint (json_object_get_size (json_object_get_object_member (rules, "weekday")), ==,
                        7);
      const char *format = bureau_dictionary_get_text (dictionary, "date_format");
      g_assert_true (strstr (format, "DAY") && strstr (format, "MONTH") && strstr (format, "YEAR"));
    }
}

static void
test_letters (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (BureauLetter) letter = bureau_letter_parse (
          bureau_dictionary_get_text (bureau_dictionary_for (languages[i], NULL), "letter"),
          &error);
      g_assert_no_error (error);
    }
}

static void
test_choice (void)
{
  static const struct
  {
    const char *asked;
    const char *got;
  } cases[] = { { "en", "en" }, { "de-AT", "de" }, { "ES", "es" }, { "es_MX", "es" },
                { "xx", "en" }, { "", "en" },      { NULL, "en" } };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (bureau_dictionary_get_language (bureau_dictionary_for (cases[i].asked, NULL)),
                     ==, cases[i].got);
}

/* Every mail of ours is known for what it is. */
static void
test_detect (void)
{
  guint wrong = 0, all = 0;

  for (guint i = 0; i < G_N_ELEMENTS (languages); i++)
    {
      g_autoptr (GPtrArray) mails = test_mails_load (languages[i]);
      for (guint m = 0; m < mails->len; m++, all++)
        {
          TestMail *mail = g_ptr_array_index (mails, m);
          const BureauDictionary *dictionary = bureau_dictionary_detect (
              bureau_json_get_string (mail->source, "subject"),
              bureau_json_get_string (mail->source, "text"), NULL);
          if (g_str_equal (bureau_dictionary_get_language (dictionary), languages[i]))
            continue;
          g_test_message ("%s/%s is taken for %s", languages[i], mail->name,
                          bureau_dictionary_get_language (dictionary));
          wrong++;
        }
    }
  g_test_message ("%u of %u languages told wrong", wrong, all);
  g_assert_cmpuint (wrong, ==, 0);
}

static void
test_find (void)
{
  static const struct
  {
    BureauPhraseKind kind;
    const char *text;
    const char *tag;
  } cases[] = {
    { BUREAU_PHRASE_FIELD, "email", "email" },
    { BUREAU_PHRASE_FIELD, "client_name", "name" },
    { BUREAU_PHRASE_FIELD, "Customer e-mail", "email" },
    { BUREAU_PHRASE_FIELD, "company_name", "company" },
    { BUREAU_PHRASE_FIELD, "contact_phone", "phone" },
    { BUREAU_PHRASE_FIELD, "DUE_DATE", "deadline" },
    { BUREAU_PHRASE_FIELD, "max_budget", "budget" },
    { BUREAU_PHRASE_FIELD, "colour", NULL },
    { BUREAU_PHRASE_FIELD, "", NULL },
    { BUREAU_PHRASE_LABEL_NAME, "Job application", "application" },
    { BUREAU_PHRASE_LABEL_NAME, "new leads", "inquiry" },
    { BUREAU_PHRASE_LABEL_NAME, "A person who wants something", NULL },
  };
  const BureauDictionary *dictionary = bureau_dictionary_for ("en", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const BureauPhrase *phrase = bureau_dictionary_find (dictionary, cases[i].kind,
                                                           cases[i].text);
      g_assert_cmpstr (phrase ? phrase->tag : NULL, ==, cases[i].tag);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/languages/complete", test_complete);
  g_test_add_func ("/providers/languages/calendar", test_calendar);
  g_test_add_func ("/providers/languages/letters", test_letters);
  g_test_add_func ("/providers/languages/choice", test_choice);
  g_test_add_func ("/providers/languages/detect", test_detect);
  g_test_add_func ("/providers/languages/find", test_find);

  return g_test_run ();
}
