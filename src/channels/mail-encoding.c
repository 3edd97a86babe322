/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-private.h"

#include <string.h>

#include "channels/charset.h"

#define MAX_PLAIN_WORD 60
#define MAX_PLAIN_LINE 200
#define ENCODED_CHUNK 45

/* ASCII that folds at its spaces and that no reader takes for an encoded word. */
static gboolean
is_simple (const char *line)
{
  gsize run = 0;
  for (const char *p = line; *p != '\0'; p++)
    {
      run = *p == ' ' ? 0 : run + 1;
      if ((guchar)*p >= 0x7f || run > MAX_PLAIN_WORD || (p[0] == '=' && p[1] == '?'))
        return FALSE;
    }
  return TRUE;
}

/* How many bytes of @text, whole characters, go into one encoded word. */
static gsize
chunk_length (const char *text)
{
  gsize length = strlen (text);
  if (length <= ENCODED_CHUNK)
    return length;
  const char *end = text + ENCODED_CHUNK;
  while (((guchar)*end & 0xc0) == 0x80)
    end--;
  return (gsize)(end - text);
}

/**
 * bureau_mail_encode_words:
 * @words: (nullable): a person's words
 * @max_bytes: the longest that is taken
 *
 * Makes one header line of them: as they are, or in encoded words of at most 75 characters (RFC
 * 2047), which GMime's own encoder exceeds where a word is long.
 *
 * Returns: (transfer full): ASCII
 */
char *
bureau_mail_encode_words (const char *words, gsize max_bytes)
{
  g_autofree char *line = bureau_charset_line (words, max_bytes);
  if (is_simple (line))
    return g_steal_pointer (&line);
  g_autoptr (GString) out = g_string_new (NULL);
  for (const char *at = line; *at != '\0';)
    {
      gsize length = chunk_length (at);
      g_autofree char *base64 = g_base64_encode ((const guchar *)at, length);
      g_string_append_printf (out, "%s=?utf-8?B?%s?=", out->len > 0 ? " " : "", base64);
      at += length;
    }
  return g_string_free_and_steal (g_steal_pointer (&out));
}

/**
 * bureau_mail_choose_encoding:
 * @text: a body, LF
 *
 * 7 bit for short lines of plain ASCII that no relay will touch; base64 where most is not ASCII.
 * GMime's own choice lets lines of any length through.
 *
 * Returns: the transfer encoding
 */
GMimeContentEncoding
bureau_mail_choose_encoding (const char *text)
{
  gsize n_8bit = 0;
  gboolean is_simple_text = !g_str_has_prefix (text, "From ") && strstr (text, "\nFrom ") == NULL
                            && strstr (text, " \n") == NULL;
  gsize run = 0;
  for (const char *p = text; *p != '\0'; p++)
    {
      run = *p == '\n' ? 0 : run + 1;
      n_8bit += (guchar)*p >= 0x7f;
      if (run > MAX_PLAIN_LINE || (guchar)*p >= 0x7f
          || (g_ascii_iscntrl (*p) && *p != '\n' && *p != '\t'))
        is_simple_text = FALSE;
    }
  if (is_simple_text)
    return GMIME_CONTENT_ENCODING_7BIT;
  return n_8bit > strlen (text) / 3 ? GMIME_CONTENT_ENCODING_BASE64
                                    : GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE;
}
