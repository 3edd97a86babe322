/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

/* How many bytes stand as they are. */
static gsize
count_plain (const char *text)
{
  const char *end = text;

  while ((guchar)*end >= 0x20 && *end != '"' && *end != '\\')
    end++;
  return (gsize)(end - text);
}

/* As above, but of ASCII only, which need not be validated. */
static gsize
count_ascii (const char *text)
{
  const char *end = text;

  while ((guchar)*end >= 0x20 && (guchar)*end < 0x7f && *end != '"' && *end != '\\')
    end++;
  return (gsize)(end - text);
}

static void
append_character (GString *out, char character)
{
  static const char names[] = "btn?fr"; /* of the controls from 0x08 to 0x0d */
  gboolean is_named = character >= '\b' && character <= '\r' && character != '\v';

  if (character == '"' || character == '\\' || is_named)
    {
      g_string_append_c (out, '\\');
      g_string_append_c (out, is_named ? names[character - '\b'] : character);
    }
  else
    g_string_append_printf (out, "\\u%04x", (guint)character);
}

static void
append_any (GString *out, const char *text)
{
  g_autofree char *valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
  const char *rest = valid != NULL ? valid : text;

  while (*rest != '\0')
    {
      gsize plain = count_plain (rest);

      g_string_append_len (out, rest, (gssize)plain);
      rest += plain;
      if (*rest != '\0')
        append_character (out, *rest++);
    }
}

/**
 * bureau_json_append_string:
 * @out: JSON under construction
 * @text: any text; bytes that are not UTF-8 become U+FFFD
 *
 * Appends @text as a JSON string, in its quotes.
 */
void
bureau_json_append_string (GString *out, const char *text)
{
  gsize ascii = count_ascii (text);

  g_string_append_c (out, '"');
  if (text[ascii] == '\0')
    g_string_append_len (out, text, (gssize)ascii);
  else
    append_any (out, text);
  g_string_append_c (out, '"');
}
