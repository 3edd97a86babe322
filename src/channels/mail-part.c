/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-private.h"

#include <string.h>

#include "channels/charset.h"
#include "channels/html-text.h"

/* HTML longer than this is mostly style; the text of the first part of it is enough to read. */
#define MAX_SOURCE_BYTES (4 * 1024 * 1024)

/**
 * bureau_mail_stream_bytes:
 * @stream: in memory
 *
 * Returns: (transfer full): what was written to it
 */
GBytes *
bureau_mail_stream_bytes (GMimeStream *stream)
{
  GByteArray *array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  return g_bytes_new (array->data, array->len);
}

/**
 * bureau_mail_part_content:
 * @part: a part
 *
 * Returns: (transfer full): its content, decoded
 */
GBytes *
bureau_mail_part_content (GMimePart *part)
{
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  GMimeDataWrapper *content = g_mime_part_get_content (part);
  if (content != NULL)
    g_mime_data_wrapper_write_to_stream (content, stream);
  return bureau_mail_stream_bytes (stream);
}

/**
 * bureau_mail_part_type:
 * @object: a part
 *
 * Returns: (transfer full): its media type in lower case
 */
char *
bureau_mail_part_type (GMimeObject *object)
{
  g_autofree char *type = g_mime_content_type_get_mime_type (
      g_mime_object_get_content_type (object));
  g_autofree char *line = bureau_charset_line (type, 100);
  return g_ascii_strdown (line, -1);
}

/**
 * bureau_mail_part_is:
 * @object: a part
 * @type: the first half of a media type
 * @subtype: the second half
 *
 * Returns: whether it is of that type
 */
gboolean
bureau_mail_part_is (GMimeObject *object, const char *type, const char *subtype)
{
  return g_mime_content_type_is_type (g_mime_object_get_content_type (object), type, subtype);
}

static void
normalise_lines (char *text)
{
  char *out = text;
  for (const char *in = text; *in != '\0'; in++)
    {
      if (*in == '\r' && in[1] == '\n')
        continue;
      *out++ = *in == '\r' ? '\n' : *in;
    }
  *out = '\0';
}

static char *
plain_text (GMimeObject *part, const char *bytes, gsize length)
{
  const char *charset = g_mime_object_get_content_type_parameter (part, "charset");
  const char *format = g_mime_object_get_content_type_parameter (part, "format");
  const char *delsp = g_mime_object_get_content_type_parameter (part, "delsp");
  g_autofree char *text = bureau_charset_decode (bytes, length, charset);
  if (format == NULL || g_ascii_strcasecmp (format, "flowed") != 0)
    return g_steal_pointer (&text);
  return bureau_charset_unflow (text, delsp != NULL && g_ascii_strcasecmp (delsp, "yes") == 0);
}

static char *
html_text (GMimeObject *part, const char *bytes, gsize length, guint *n_hidden)
{
  const char *charset = g_mime_object_get_content_type_parameter (part, "charset");
  g_autofree char *html = bureau_charset_decode (bytes, length, charset);
  return bureau_html_to_text (html, strlen (html), n_hidden);
}

/**
 * bureau_mail_part_text:
 * @part: of type text
 * @n_hidden: (out): how many characters of HTML could not have been seen
 *
 * Returns: (transfer full): what it says, LF line ends
 */
char *
bureau_mail_part_text (GMimePart *part, guint *n_hidden)
{
  GMimeObject *object = GMIME_OBJECT (part);
  g_autoptr (GBytes) content = bureau_mail_part_content (part);
  gsize length = 0;
  const char *bytes = g_bytes_get_data (content, &length);
  length = MIN (length, MAX_SOURCE_BYTES);
  *n_hidden = 0;
  g_autofree char *text = bureau_mail_part_is (object, "text", "html")
                              ? html_text (object, bytes, length, n_hidden)
                              : plain_text (object, bytes, length);
  normalise_lines (text);
  return g_steal_pointer (&text);
}
