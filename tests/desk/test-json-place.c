/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "desk/json-place.h"

static const char text[] = "{\n"
                           "  \"workflow\": \"reading\",\n"
                           "  \"on\": {\"message\": \"a = '}]'\"},\n"
                           "  \"steps\": [\n"
                           "    {\"id\": \"one\", \"tags\": [1, [2, 3]]},\n"
                           "    {\n"
                           "      \"id\": \"two \\\" \",\n"
                           "      \"a/b\": {\"sql\": null}\n"
                           "    }\n"
                           "  ]\n"
                           "}\n";

static const struct
{
  const char *pointer;
  guint line;
} places[] = {
  { "", 1 },
  { "/workflow", 2 },
  { "/on/message", 3 },
  { "/steps", 4 },
  { "/steps/0/tags/1/1", 5 },
  { "/steps/1", 6 },
  { "/steps/1/id", 7 },
  { "/steps/1/a~1b/sql", 8 },
  { "/steps/1/missing", 6 }, /* where it should stand */
  { "/steps/7", 4 },
  { "/nothing", 1 },
};

static void
test_lines (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    g_assert_cmpuint (bureau_json_place_find_line (text, places[i].pointer), ==, places[i].line);
}

/* What a person types is no JSON most of the time. */
static void
test_any_beginning (void)
{
  for (gsize length = 0; length < strlen (text); length++)
    {
      g_autofree char *part = g_strndup (text, length);

      for (guint i = 0; i < G_N_ELEMENTS (places); i++)
        g_assert_cmpuint (bureau_json_place_find_line (part, places[i].pointer), <=, 11);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/json-place/lines", test_lines);
  g_test_add_func ("/desk/json-place/any-beginning", test_any_beginning);
  return g_test_run ();
}
