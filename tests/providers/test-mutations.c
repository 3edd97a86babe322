/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "base/json.h"
#include "mails.h"
#include "providers/builtin.h"

/* Mutations per mail; more under g_test_slow(). */
#define ROUNDS 6
#define SLOW_ROUNDS 200

/* Pieces that have broken text programs before. */
static const char *const naughty[] = {
  "\xe2\x80\xae",
  "\xef\xbb\xbf",
  "\xf0\x9f\x91\xa9\xe2\x80\x8d\xf0\x9f\x91\xa7",
  "Z\xcc\xb6\xcc\x82\xcc\x81",
  "\xe2\x80\xa8",
  "\xc2\xa0",
  "@@@@",
  "http://",
  "https://x",
  "www.",
  "a@b",
  "a@b.c",
  "€€€",
  "$1",
  "1k1k",
  "0000000000000000000000",
  "99999999999999999999k",
  "31/02/2027",
  "32.13.2027",
  "2026-00-00",
  "next next next",
  "end of",
  "end of end of",
  "by by by",
  "in a",
  "+(((0",
  "+49(0)",
  "Re: Re:",
  "> > >",
  "-- \n",
  "-----Original Message-----",
  "On 1 wrote:",
  "Name:",
  ":::",
  "Budget: -",
  "between and",
  "???",
  "GmbH",
  "& & &",
  "{{x}}",
  "my name is",
  "I'm",
  "Best regards,",
  "Dr. Dr. Dr.",
  "\t\t",
  "\r\n\r\n",
  "%s%n",
  "'; DROP TABLE",
  "\x01\x02\x7f",
  "’’’",
  "1.1.1.1.1",
  "1,2,3,4",
};

static char *
mutate (GRand *random, const char *text)
{
  g_autoptr (GString) result = g_string_new (text);

  for (guint n = (guint)g_rand_int_range (random, 1, 12); n > 0; n--)
    {
      gsize at = result->len ? (gsize)g_rand_int_range (random, 0, (gint32)result->len) : 0;
      gsize length = (gsize)g_rand_int_range (random, 1, 40);
      switch (g_rand_int_range (random, 0, 5))
        {
        case 0:
          if (result->len > 0)
            g_string_erase (result, (gssize)at, (gssize)MIN (length, result->len - at));
          break;
        case 1:
          g_string_insert (result, (gssize)at,
                           naughty[g_rand_int_range (random, 0, G_N_ELEMENTS (naughty))]);
          break;
        case 2:
          if (result->len > 0)
            result->str[at] = (char)g_rand_int_range (random, 1, 256);
          break;
        case 3:
          {
            g_autofree char *piece = g_strndup (result->str + at, 60);
            g_string_insert (result, g_rand_int_range (random, 0, (gint32)result->len + 1), piece);
            break;
          }
        default:
          g_string_insert_c (result, (gssize)at, "\n .,:;-@0159"[g_rand_int_range (random, 0, 12)]);
        }
    }

  return g_utf8_make_valid (result->str, -1);
}

static void
check_evidence (JsonObject *inputs)
{
  g_autoptr (BureauTask) task = bureau_task_new (BUREAU_TASK_EXTRACT, inputs, NULL);
  g_autoptr (JsonObject) answer = bureau_builtin_answer (task, NULL);
  JsonObject *source = bureau_json_get_object (inputs, "source");
  g_autofree char *all = g_strconcat (
      bureau_json_get_string (source, "subject"), "\n", bureau_json_get_string (source, "text"),
      "\n", bureau_json_get_string (bureau_json_get_object (source, "sender"), "name"), "\n",
      bureau_json_get_string (bureau_json_get_object (source, "sender"), "address"), NULL);
  g_autoptr (GList) words = json_object_get_values (
      json_object_get_object_member (answer, "evidence"));

  for (GList *word = words; word; word = word->next)
    g_assert_nonnull (strstr (all, json_node_get_string (word->data)));
}

/* Broken mails are answered or refused like any other, and evidence still stands in what was given.
 */
static void
test_mutations (gconstpointer language)
{
  g_autoptr (GPtrArray) mails = test_mails_load (language);
  g_autoptr (GRand) random = g_rand_new_with_seed (20261122);
  guint rounds = g_test_slow () ? SLOW_ROUNDS : ROUNDS, done = 0;

  for (guint i = 0; i < mails->len; i++)
    for (guint round = 0; round < rounds; round++, done++)
      {
        TestMail *mail = g_ptr_array_index (mails, i);
        const char *subject = bureau_json_get_string (mail->source, "subject");
        g_autofree char *broken_subject = mutate (random, subject ? subject : "");
        g_autofree char *broken_text = mutate (random,
                                               bureau_json_get_string (mail->source, "text"));
        g_autofree char *broken_name = mutate (random, "Anna Weber");
        g_autoptr (JsonObject) inputs = test_mail_task_inputs (mail, broken_subject, broken_text,
                                                               broken_name);

        test_mail_answer_all (inputs);
        check_evidence (inputs);
      }
  g_test_message ("%u broken mails, four tasks each", done);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_data_func ("/providers/mutations/en", "en", test_mutations);
  g_test_add_data_func ("/providers/mutations/de", "de", test_mutations);
  g_test_add_data_func ("/providers/mutations/es", "es", test_mutations);

  return g_test_run ();
}
