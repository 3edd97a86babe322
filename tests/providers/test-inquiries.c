/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "mails.h"
#include "providers/builtin.h"
#include "providers/quote.h"

static char *
money_as_text (JsonObject *money)
{
  const char *currency = bureau_json_get_string (money, "currency");

  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", bureau_json_get_int (money, "minor", -1),
                          currency ? currency : "?");
}

static char *
list_as_text (JsonArray *list)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < json_array_get_length (list); i++)
    g_string_append_printf (text, "%s%s", i ? " | " : "", json_array_get_string_element (list, i));

  return g_string_free (text, FALSE);
}

/* A value as the mails' "Expect:" writes it; "" for none. */
static char *
as_text (JsonNode *value)
{
  if (value == NULL)
    return g_strdup ("");
  if (JSON_NODE_HOLDS_OBJECT (value))
    return money_as_text (json_node_get_object (value));
  if (JSON_NODE_HOLDS_ARRAY (value))
    return list_as_text (json_node_get_array (value));
  if (json_node_get_value_type (value) == G_TYPE_INT64)
    return g_strdup_printf ("%" G_GINT64_FORMAT, json_node_get_int (value));

  return g_strdup (json_node_get_string (value));
}

static JsonObject *
extract (TestMail *mail)
{
  g_autoptr (JsonObject) inputs = test_mail_extract_inputs (mail);
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_EXTRACT, inputs, NULL);
  g_autoptr (GError) error = NULL;
  JsonObject *answer = bureau_builtin_answer (task, &error);

  g_assert_no_error (error);

  return answer;
}

static guint
count_wrong (TestMail *mail, JsonObject *values)
{
  guint wrong = 0;

  for (guint i = 0; i < mail->expected->len; i++)
    {
      const char *line = g_ptr_array_index (mail->expected, i);
      const char *sign = strchr (line, '=');
      g_autofree char *field = g_strstrip (g_strndup (line, (gsize)(sign - line)));
      g_autofree char *wanted = g_strstrip (g_strdup (sign + 1));
      g_autofree char *found = as_text (json_object_get_member (values, field));

      if (strcmp (wanted, found) == 0)
        continue;
      g_test_message ("%s: %s is “%s”, not “%s”", mail->name, field, found, wanted);
      wrong++;
    }

  return wrong;
}

static void
test_expected (gconstpointer language)
{
  g_autoptr (GPtrArray) mails = test_mails_load (language);
  guint wrong = 0, checked = 0;

  for (guint i = 0; i < mails->len; i++)
    {
      TestMail *mail = g_ptr_array_index (mails, i);
      g_autoptr (JsonObject) answer = extract (mail);

      wrong += count_wrong (mail, json_object_get_object_member (answer, "values"));
      checked += mail->expected->len;
    }
  g_test_message ("%u mails, %u values checked, %u wrong", mails->len, checked, wrong);
  g_assert_cmpuint (wrong, ==, 0);
}

static gboolean
stands_in (JsonObject *source, const char *words)
{
  static const char *const members[] = { "subject", "text" };
  JsonObject *sender = bureau_json_get_object (source, "sender");
  const char *name = sender ? bureau_json_get_string (sender, "name") : NULL;
  const char *address = sender ? bureau_json_get_string (sender, "address") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (members); i++)
    if (bureau_json_get_string (source, members[i])
        && strstr (bureau_json_get_string (source, members[i]), words))
      return TRUE;

  return (name && strstr (name, words)) || (address && strstr (address, words));
}

/* Each value has its evidence, and each evidence stands in the source, letter by letter. */
static void
test_evidence (gconstpointer language)
{
  g_autoptr (GPtrArray) mails = test_mails_load (language);

  for (guint i = 0; i < mails->len; i++)
    {
      TestMail *mail = g_ptr_array_index (mails, i);
      g_autoptr (JsonObject) answer = extract (mail);
      JsonObject *evidence = json_object_get_object_member (answer, "evidence");
      g_autoptr (GList) names = json_object_get_members (
          json_object_get_object_member (answer, "values"));

      for (GList *name = names; name; name = name->next)
        {
          const char *words = bureau_json_get_string (evidence, name->data);
          if (words == NULL || *words == '\0' || !stands_in (mail->source, words))
            g_test_message ("%s: the evidence of %s, “%s”, is not in the source", mail->name,
                            (char *)name->data, words);
          g_assert_true (words && *words && stands_in (mail->source, words));
        }
      g_assert_cmpuint (json_object_get_size (evidence), ==, g_list_length (names));
    }
}

/* What a rule reads is said by the words that it names, also for the check of what models read. */
static gboolean
is_borne (TestMail *mail, JsonNode *value, const char *words, const char *language,
          const char *type)
{
  const char *text = bureau_json_get_string (mail->source, "text");
  const char *found = strstr (text, words);
  BureauQuote quote = { .text = found != NULL ? text : words,
                        .start = found != NULL ? (gsize)(found - text) : 0,
                        .length = strlen (words),
                        .language = language,
                        .date = bureau_json_get_string (mail->source, "date"),
                        .type = type };

  return bureau_quote_bears (&quote, value);
}

static const char *
find_type (TestMail *mail, const char *name)
{
  g_autoptr (JsonObject) inputs = test_mail_extract_inputs (mail);
  JsonArray *fields = bureau_json_get_array (inputs, "fields");

  for (guint i = 0; i < json_array_get_length (fields); i++)
    {
      JsonObject *field = json_array_get_object_element (fields, i);

      if (g_strcmp0 (bureau_json_get_string (field, "name"), name) == 0)
        return g_intern_string (bureau_json_get_string (field, "type"));
    }
  return NULL;
}

static void
test_borne (gconstpointer language)
{
  g_autoptr (GPtrArray) mails = test_mails_load (language);
  guint wrong = 0, checked = 0;

  for (guint i = 0; i < mails->len; i++)
    {
      TestMail *mail = g_ptr_array_index (mails, i);
      g_autoptr (JsonObject) answer = extract (mail);
      JsonObject *values = bureau_json_get_object (answer, "values");
      JsonObject *evidence = bureau_json_get_object (answer, "evidence");
      g_autoptr (GList) names = json_object_get_members (values);

      for (GList *name = names; name; name = name->next, checked++)
        {
          const char *words = bureau_json_get_string (evidence, name->data);
          JsonNode *value = json_object_get_member (values, name->data);
          g_autofree char *shown = bureau_json_print (value);

          if (is_borne (mail, value, words, language, find_type (mail, name->data)))
            continue;
          g_test_message ("%s: “%s” does not say that %s is %s", mail->name, words,
                          (char *)name->data, shown);
          wrong++;
        }
    }
  g_test_message ("%u values checked, %u not said by their words", checked, wrong);
  g_assert_cmpuint (wrong, ==, 0);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_data_func ("/providers/inquiries/expected/en", "en", test_expected);
  g_test_add_data_func ("/providers/inquiries/expected/de", "de", test_expected);
  g_test_add_data_func ("/providers/inquiries/expected/es", "es", test_expected);
  g_test_add_data_func ("/providers/inquiries/evidence/en", "en", test_evidence);
  g_test_add_data_func ("/providers/inquiries/evidence/de", "de", test_evidence);
  g_test_add_data_func ("/providers/inquiries/evidence/es", "es", test_evidence);
  g_test_add_data_func ("/providers/inquiries/borne/en", "en", test_borne);
  g_test_add_data_func ("/providers/inquiries/borne/de", "de", test_borne);
  g_test_add_data_func ("/providers/inquiries/borne/es", "es", test_borne);

  return g_test_run ();
}
