/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"
#include "fuzz.h"
#include "providers/letter.h"

int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autofree char *valid = g_utf8_make_valid (size ? (const char *)data : "", (gssize)size);
  g_autoptr (GString) text = g_string_new (valid);
  /* The mails that seed it have angle brackets where a template has braces. */
  g_string_replace (text, "<", "{{", 0);
  g_string_replace (text, ">", "}}", 0);
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) values = bureau_json_parse_object (
      "{\"a\":{\"b\":\"{{a}}\"},\"l\":[1,{\"a\":2}]}", -1, NULL);
  g_autoptr (BureauLetter) letter = bureau_letter_parse (text->str, &error);
  g_assert_true ((letter == NULL) == (error != NULL));
  if (letter == NULL)
    return 0;
  g_autofree char *written = bureau_letter_render (letter, bureau_dictionary_for ("en", NULL),
                                                   values, &error);
  g_assert_true ((written == NULL) == (error != NULL));
  return 0;
}
