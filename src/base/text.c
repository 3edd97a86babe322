/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/text.h"

#include <string.h>

#define ELLIPSIS "…"
#define MAX_NAME_BYTES 63

/**
 * bureau_text_to_utf8:
 * @bytes: (nullable): anything
 * @length: how many, or -1 up to the first NUL
 *
 * Makes text of bytes that claim to be UTF-8: what is not becomes U+FFFD, NUL bytes are dropped.
 *
 * Returns: (transfer full): valid UTF-8; "" for %NULL
 */
char *
bureau_text_to_utf8 (const char *bytes, gssize length)
{
  gsize size = bytes == NULL ? 0 : length < 0 ? strlen (bytes) : (gsize)length;
  g_autofree char *copy = g_malloc (size + 1);
  gsize kept = 0;

  for (gsize i = 0; i < size; i++)
    if (bytes[i] != '\0')
      copy[kept++] = bytes[i];
  copy[kept] = '\0';

  return g_utf8_make_valid (copy, (gssize)kept);
}

/**
 * bureau_text_shorten:
 * @text: valid UTF-8
 * @max_bytes: how long the result may be
 *
 * Cuts a text that is too long between two characters, not before an accent that combines with the
 * one before it, and puts an ellipsis at its end.
 *
 * Returns: (transfer full): at most @max_bytes bytes
 */
char *
bureau_text_shorten (const char *text, gsize max_bytes)
{
  const char *end = NULL;

  if (strlen (text) <= max_bytes)
    return g_strdup (text);
  if (max_bytes < strlen (ELLIPSIS))
    return g_strdup ("");

  end = text + max_bytes - strlen (ELLIPSIS);
  while (end > text && (((guchar)*end & 0xc0) == 0x80 || g_unichar_ismark (g_utf8_get_char (end))))
    end--;

  return g_strdup_printf ("%.*s" ELLIPSIS, (int)(end - text), text);
}

static gboolean
is_blank (gunichar character)
{
  return g_unichar_isspace (character) || g_unichar_iscntrl (character) || character == 0x2028
         || character == 0x2029;
}

/**
 * bureau_text_clip:
 * @text: (nullable): any text
 * @buffer: where the result stands
 *
 * For what somebody wrote and a sentence names: cuts it as bureau_text_shorten() does, at 64 bytes.
 *
 * Returns: (transfer none): @buffer
 */
const char *
bureau_text_clip (const char *text, char buffer[BUREAU_TEXT_CLIP])
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *shown = bureau_text_shorten (valid, 64);

  g_strlcpy (buffer, shown, BUREAU_TEXT_CLIP);
  return buffer;
}

/**
 * bureau_text_one_line:
 * @text: valid UTF-8
 *
 * Makes one line of a text: each run of white space and control characters becomes one space, none
 * at the ends.
 *
 * Returns: (transfer full): the line
 */
char *
bureau_text_one_line (const char *text)
{
  g_autoptr (GString) line = g_string_sized_new (strlen (text));
  gboolean gap = FALSE;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      if (is_blank (character))
        {
          gap = line->len > 0;
          continue;
        }
      if (gap)
        g_string_append_c (line, ' ');
      gap = FALSE;
      g_string_append_unichar (line, character);
    }
  return g_string_free_and_steal (g_steal_pointer (&line));
}

/**
 * bureau_text_sha256:
 * @text: anything
 * @length: its bytes, or -1 where NUL terminated
 *
 * Returns: (transfer full): the SHA-256 of the bytes, 64 lower-case hex digits
 */
char *
bureau_text_sha256 (const char *text, gssize length)
{
  gsize size = length < 0 ? strlen (text) : (gsize)length;
  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)text, size);
}

/**
 * bureau_text_is_name:
 * @text: (nullable): anything
 *
 * Returns: %TRUE where @text is a plain name, as collections, fields, agents and steps have:
 *   `[a-z][a-z0-9_]{0,62}`
 */
gboolean
bureau_text_is_name (const char *text)
{
  gsize length = 0;

  if (text == NULL || !g_ascii_islower (*text))
    return FALSE;
  length = strspn (text, "abcdefghijklmnopqrstuvwxyz0123456789_");
  return text[length] == '\0' && length <= MAX_NAME_BYTES;
}

/**
 * bureau_text_to_name:
 * @label: the heading of a column, the label of a form
 *
 * Returns: (transfer full): it as a plain name: "contact_phone" of "Contact phone:"
 */
char *
bureau_text_to_name (const char *label)
{
  g_autofree char *folded = bureau_text_fold (label);
  g_autoptr (GString) name = g_string_new (NULL);

  for (const char *p = folded; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (name, *p);
    else if (name->len > 0 && name->str[name->len - 1] != '_')
      g_string_append_c (name, '_');
  if (name->len == 0 || !g_ascii_isalpha (name->str[0]))
    g_string_prepend (name, "field_");
  g_string_truncate (name, MIN (name->len, MAX_NAME_BYTES));
  while (name->len > 1 && name->str[name->len - 1] == '_')
    g_string_truncate (name, name->len - 1);
  return g_string_free_and_steal (g_steal_pointer (&name));
}

/**
 * bureau_text_title:
 * @name: a plain name
 *
 * Returns: (transfer full): the name as a heading: "Fee low" of `fee_low`
 */
char *
bureau_text_title (const char *name)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (name), "_", ' ');
  g_autoptr (GString) title = NULL;

  g_strstrip (spaced);
  if (*spaced == '\0')
    return g_steal_pointer (&spaced);

  title = g_string_new (NULL);
  g_string_append_unichar (title, g_unichar_totitle (g_utf8_get_char (spaced)));
  g_string_append (title, g_utf8_next_char (spaced));
  return g_string_free_and_steal (g_steal_pointer (&title));
}
