/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/json.h"

/* How many bytes stand as they are; where @is_ascii, of ASCII only, which need not be validated. */
static gsize
count_plain (const char *text, gboolean is_ascii)
{
  const char *end = text;

  while ((guchar)*end >= 0x20 && *end != '"' && *end != '\\' && !(is_ascii && (guchar)*end >= 0x80))
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

/* Returns: where it stopped: at the end, or before the first that is no ASCII */
static const char *
append_plain (GString *out, const char *text, gboolean is_ascii)
{
  for (;;)
    {
      gsize plain = count_plain (text, is_ascii);

      g_string_append_len (out, text, (gssize)plain);
      text += plain;
      if (*text == '\0' || (guchar)*text >= 0x80)
        return text;
      append_character (out, *text++);
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
  g_autofree char *valid = NULL;

  g_string_append_c (out, '"');
  text = append_plain (out, text, TRUE);
  if (*text != '\0')
    {
      valid = g_utf8_validate (text, -1, NULL) ? NULL : g_utf8_make_valid (text, -1);
      append_plain (out, valid != NULL ? valid : text, FALSE);
    }
  g_string_append_c (out, '"');
}
