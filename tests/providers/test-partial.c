/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/partial.h"

#include <string.h>

/* However far an answer has come, what is shown of it is the beginning of what it will be. */
static void
test_every_length (void)
{
  static const char json[] = "{\"subject\": \"A \\\"body\\\" of work\", \"body\" : \"Dear Anna,\\n"
                             "\\u00fcber \\ud83d\\ude00 \\\\ Grüße\", \"x\":1}";
  static const char whole[] = "Dear Anna,\nüber 😀 \\ Grüße";
  gsize longest = 0;

  for (gsize n = 0; n <= strlen (json); n++)
    {
      g_autofree char *begun = g_strndup (json, n);
      g_autofree char *text = NULL;

      if (!g_utf8_validate (begun, -1, NULL))
        continue;
      text = bureau_partial_text (begun, "body");
      if (text == NULL)
        continue;
      g_assert_true (g_str_has_prefix (whole, text));
      g_assert_cmpuint (strlen (text), >=, longest);
      longest = strlen (text);
    }
  g_assert_cmpuint (longest, ==, strlen (whole));
}

static void
test_no_text (void)
{
  g_assert_null (bureau_partial_text ("{\"body\":null", "body"));
  g_assert_null (bureau_partial_text ("", "body"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/providers/partial/every-length", test_every_length);
  g_test_add_func ("/providers/partial/no-text", test_no_text);
  return g_test_run ();
}
