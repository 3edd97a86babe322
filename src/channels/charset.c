/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/charset.h"

#include <errno.h>
#include <string.h>

#include "base/text.h"
#include "channels/gmime-private.h"

/* What senders say against what they mean, as the WHATWG Encoding standard has it. */
static const struct
{
  const char *label;
  const char *charset;
} MEANINGS[] = {
  { "ascii", NULL },
  { "us-ascii", NULL },
  { "ansi_x3.4-1968", NULL },
  { "utf8", NULL },
  { "utf-8", NULL },
  { "unicode-1-1-utf-8", NULL },
  { "unknown-8bit", NULL },
  { "x-unknown", NULL },
  { "default", NULL },
  { "iso-8859-1", "windows-1252" },
  { "iso8859-1", "windows-1252" },
  { "latin1", "windows-1252" },
  { "latin-1", "windows-1252" },
  { "iso-8859-9", "windows-1254" },
  { "gb2312", "gb18030" },
  { "gbk", "gb18030" },
  { "big5", "big5-hkscs" },
  { "ks_c_5601-1987", "cp949" },
  { "euc-kr", "cp949" },
  { "shift_jis", "cp932" },
  { "iso-2022-jp", "iso-2022-jp-3" },
};

/* The charset to convert from, or NULL where the bytes themselves must tell. */
static const char *
meaning_of (const char *label)
{
  if (label == NULL || *label == '\0')
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (MEANINGS); i++)
    if (g_ascii_strcasecmp (label, MEANINGS[i].label) == 0)
      return MEANINGS[i].charset;
  return g_mime_charset_iconv_name (label);
}

static gboolean
is_one_byte_charset (const char *charset)
{
  return g_ascii_strncasecmp (charset, "windows-125", 11) == 0
         || g_ascii_strncasecmp (charset, "iso-8859", 8) == 0
         || g_ascii_strncasecmp (charset, "iso8859", 7) == 0
         || g_ascii_strncasecmp (charset, "cp125", 5) == 0;
}

/* Converts all there is: a byte that makes no sense becomes U+FFFD and the rest goes on. */
static void
convert (GString *out, GIConv converter, const char *bytes, gsize length)
{
  char *in = (char *)bytes;
  gsize left = length;
  while (left > 0)
    {
      char buffer[4096];
      char *at = buffer;
      gsize room = sizeof buffer;
      gsize status = g_iconv (converter, &in, &left, &at, &room);
      int reason = status == (gsize)-1 ? errno : 0;
      g_string_append_len (out, buffer, at - buffer);
      if (reason == 0 || reason == E2BIG)
        continue;
      g_string_append (out, "\357\277\275");
      if (reason == EINVAL)
        break;
      in++;
      left--;
    }
}

static gboolean
convert_from (GString *out, const char *charset, const char *bytes, gsize length)
{
  GIConv converter = g_iconv_open ("UTF-8", charset);
  if (converter == (GIConv)-1)
    return FALSE;
  convert (out, converter, bytes, length);
  g_iconv_close (converter);
  return TRUE;
}

static gboolean
is_utf8 (const char *bytes, gsize length)
{
  const char *end = NULL;
  while (!g_utf8_validate_len (bytes, length, &end))
    {
      /* A NUL is dropped later and says nothing about the encoding. */
      if (*end != '\0')
        return FALSE;
      length -= (gsize)(end + 1 - bytes);
      bytes = end + 1;
    }
  return TRUE;
}

static gboolean
has_utf8_sequence (const char *bytes, gsize length)
{
  for (gsize i = 0; i + 1 < length; i++)
    if ((guchar)bytes[i] >= 0xc2 && (guchar)bytes[i] <= 0xf4 && (bytes[i + 1] & 0xc0) == 0x80)
      return TRUE;
  return FALSE;
}

/**
 * bureau_charset_decode:
 * @bytes: text in some encoding, NUL bytes allowed
 * @length: how many bytes
 * @charset: (nullable): what the sender says it is
 *
 * Text of a mail as UTF-8. A missing, unknown or lying charset is met with what the bytes show:
 * what reads as UTF-8 is UTF-8 also where Latin was said, everything else is Windows-1252.
 *
 * Returns: (transfer full): valid UTF-8 without NUL
 */
char *
bureau_charset_decode (const char *bytes, gsize length, const char *charset)
{
  bureau_gmime_init ();
  const char *from = meaning_of (charset);
  gboolean shows_utf8 = from == NULL ? has_utf8_sequence (bytes, length)
                                     : is_one_byte_charset (from) && is_utf8 (bytes, length);
  if (shows_utf8)
    return bureau_text_to_utf8 (bytes, (gssize)length);
  g_autoptr (GString) out = g_string_sized_new (length + length / 2);
  if (from == NULL || !convert_from (out, from, bytes, length))
    convert_from (out, "windows-1252", bytes, length);
  return bureau_text_to_utf8 (out->str, (gssize)out->len);
}

/* A line's depth of quoting and its words, without the stuffed space (RFC 3676 4.4). */
static const char *
strip_quotes (const char *line, guint *depth)
{
  *depth = 0;
  while (*line == '>')
    {
      line++;
      (*depth)++;
    }
  return *line == ' ' ? line + 1 : line;
}

static void
start_line (GString *out, guint depth)
{
  for (guint i = 0; i < depth; i++)
    g_string_append_c (out, '>');
  if (depth > 0)
    g_string_append_c (out, ' ');
}

/**
 * bureau_charset_unflow:
 * @text: a body of `format=flowed`
 * @delete_space: the parameter `delsp=yes`
 *
 * Joins the lines that a mail program had only wrapped (RFC 3676), so that a paragraph is one line.
 *
 * Returns: (transfer full): the text
 */
char *
bureau_charset_unflow (const char *text, gboolean delete_space)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (text));
  gboolean open = FALSE;
  guint depth_before = 0;
  for (const char *line = text; *line != '\0';)
    {
      gsize length = strcspn (line, "\n");
      const char *next = line[length] == '\n' ? line + length + 1 : line + length;
      if (length > 0 && line[length - 1] == '\r')
        length--;
      guint depth = 0;
      const char *words = strip_quotes (line, &depth);
      gsize n = words > line + length ? 0 : (gsize)(line + length - words);
      gboolean is_signature = n == 3 && memcmp (words, "-- ", 3) == 0;
      if (open && (depth != depth_before || is_signature))
        {
          g_string_append_c (out, '\n');
          open = FALSE;
        }
      if (!open)
        start_line (out, depth);
      open = n > 0 && words[n - 1] == ' ' && !is_signature;
      g_string_append_len (out, words, (gssize)(open && delete_space ? n - 1 : n));
      if (!open)
        g_string_append_c (out, '\n');
      depth_before = depth;
      line = next;
    }
  return g_string_free (g_steal_pointer (&out), FALSE);
}

/**
 * bureau_charset_line:
 * @text: (nullable): a header's value as GMime decoded it
 * @max_bytes: the longest that is kept
 *
 * Returns: (transfer full): one line of valid UTF-8 without hidden characters, "" for %NULL
 */
char *
bureau_charset_line (const char *text, gsize max_bytes)
{
  if (text == NULL)
    return g_strdup ("");
  g_autofree char *utf8 = bureau_text_to_utf8 (text, -1);
  guint n_hidden = 0;
  g_autofree char *visible = bureau_text_visible (utf8, &n_hidden);
  g_autofree char *line = bureau_text_one_line (visible);
  return bureau_text_shorten (g_strstrip (line), max_bytes);
}
