/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What models cost, as a person is told. */
#include "desk/words.h"

#include <locale.h>

#include "base/json-text.h"

static const struct
{
  const char *row;
  const char *said;
} usages[] = {
  { "{\"currency\":\"EUR\",\"micros\":130000,\"calls\":2,\"unknown\":0}",
    "0.13 EUR · 2 questions" },
  { "{\"currency\":\"EUR\",\"micros\":130000,\"calls\":1}", "0.13 EUR · 1 question" },
  { "{\"currency\":\"EUR\",\"micros\":130000,\"calls\":3,\"unknown\":1}",
    "At most 0.13 EUR · 3 questions · the cost of 1 is not known" },
  { "{\"currency\":\"\",\"micros\":0,\"calls\":3,\"unknown\":1}",
    "Nobody said what it costs · 3 questions" },
};

static void
test_usage (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (usages); i++)
    {
      g_autoptr (JsonObject) row = bureau_json_text_to_object (usages[i].row);
      g_autofree char *said = bureau_words_usage (row);

      g_assert_cmpstr (said, ==, usages[i].said);
    }
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "C.UTF-8");
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/desk/words/usage", test_usage);
  return g_test_run ();
}
