/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-builder.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "channels/charset.h"
#include "channels/file-name.h"
#include "channels/mail-private.h"

#define MAX_SUBJECT_BYTES 998
#define MAX_NAME_BYTES 256

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The mail cannot be made: %s.", what);
  return FALSE;
}

static gboolean
check_addresses (GPtrArray *list, GError **error)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    {
      const BureauAddress *address = g_ptr_array_index (list, i);
      if (bureau_address_is_valid (address->address))
        continue;
      g_autofree char *shown = bureau_charset_line (address->address, 80);
      g_autofree char *what = g_strdup_printf ("“%s” is no e-mail address", shown);
      return refuse (error, what);
    }
  return TRUE;
}

static gboolean
check (const BureauOutgoing *outgoing, GError **error)
{
  if (outgoing->from == NULL || !bureau_address_is_valid (outgoing->from->address))
    return refuse (error, "the sender has no e-mail address; set one with the connection");
  if (outgoing->to == NULL || outgoing->to->len == 0)
    return refuse (error, "it has no recipient");
  if (outgoing->message_id == NULL || !bureau_mail_is_id (outgoing->message_id))
    return refuse (error, "its Message-ID is not one");
  return check_addresses (outgoing->to, error) && check_addresses (outgoing->cc, error);
}

static void
add_mailbox (GMimeMessage *message, GMimeAddressType type, const BureauAddress *address)
{
  g_autofree char *name = bureau_mail_encode_words (address->name, MAX_NAME_BYTES);
  g_mime_message_add_mailbox (message, type, *name != '\0' ? name : NULL, address->address);
}

static void
add_mailboxes (GMimeMessage *message, GMimeAddressType type, GPtrArray *list)
{
  for (guint i = 0; list != NULL && i < list->len; i++)
    add_mailbox (message, type, g_ptr_array_index (list, i));
}

static void
set_thread (GMimeMessage *message, const BureauOutgoing *outgoing)
{
  if (outgoing->in_reply_to == NULL || !bureau_mail_is_id (outgoing->in_reply_to))
    return;
  g_autofree char *parent = g_strdup_printf ("<%s>", outgoing->in_reply_to);
  g_mime_object_set_header (GMIME_OBJECT (message), "In-Reply-To", parent, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  for (gsize i = 0; outgoing->references != NULL && outgoing->references[i] != NULL; i++)
    if (bureau_mail_is_id (outgoing->references[i]))
      g_string_append_printf (all, "%s<%s>", all->len > 0 ? " " : "", outgoing->references[i]);
  g_mime_object_set_header (GMIME_OBJECT (message), "References", all->len > 0 ? all->str : parent,
                            NULL);
}

static void
set_headers (GMimeMessage *message, const BureauOutgoing *outgoing)
{
  add_mailbox (message, GMIME_ADDRESS_TYPE_FROM, outgoing->from);
  add_mailboxes (message, GMIME_ADDRESS_TYPE_TO, outgoing->to);
  add_mailboxes (message, GMIME_ADDRESS_TYPE_CC, outgoing->cc);
  g_autofree char *subject = bureau_mail_encode_words (outgoing->subject, MAX_SUBJECT_BYTES);
  g_mime_message_set_subject (message, subject, "utf-8");
  g_autoptr (GDateTime) date = g_date_time_new_from_unix_local (outgoing->date / 1000);
  g_mime_message_set_date (message, date);
  g_mime_message_set_message_id (message, outgoing->message_id);
  set_thread (message, outgoing);
}

/* LF line ends, the last line closed, no NUL, valid UTF-8. */
static char *
clean_body (const char *body)
{
  g_autofree char *utf8 = bureau_text_to_utf8 (body != NULL ? body : "", -1);
  g_autoptr (GString) text = g_string_new (utf8);
  g_string_replace (text, "\r\n", "\n", 0);
  g_string_replace (text, "\r", "\n", 0);
  if (text->len == 0 || text->str[text->len - 1] != '\n')
    g_string_append_c (text, '\n');
  return g_string_free_and_steal (g_steal_pointer (&text));
}

static GMimeObject *
make_text (const char *body)
{
  g_autofree char *text = clean_body (body);
  g_autoptr (GMimeTextPart) part = g_mime_text_part_new_with_subtype ("plain");
  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, text);
  g_mime_part_set_content_encoding (GMIME_PART (part), bureau_mail_choose_encoding (text));
  return GMIME_OBJECT (g_steal_pointer (&part));
}

static gboolean
is_media_token (const char *token)
{
  if (*token == '\0' || strlen (token) > 80)
    return FALSE;
  for (const char *p = token; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr ("!#$&-^_.+", *p) == NULL)
      return FALSE;
  return TRUE;
}

/* A message or multipart may not be base64 (RFC 2046 5.2.1), and a wrong type says nothing. */
static GMimePart *
new_part (const char *type)
{
  g_auto (GStrv) halves = g_strsplit (type != NULL ? type : "", "/", 2);
  gboolean is_plain = g_strv_length (halves) == 2 && is_media_token (halves[0])
                      && is_media_token (halves[1])
                      && g_ascii_strcasecmp (halves[0], "message") != 0
                      && g_ascii_strcasecmp (halves[0], "multipart") != 0;
  return is_plain ? g_mime_part_new_with_type (halves[0], halves[1])
                  : g_mime_part_new_with_type ("application", "octet-stream");
}

static GMimeObject *
make_attachment (const BureauAttachment *attachment)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (attachment->bytes, &length);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (data, length);
  g_autoptr (GMimeDataWrapper) content = g_mime_data_wrapper_new_with_stream (
      stream, GMIME_CONTENT_ENCODING_DEFAULT);
  g_autoptr (GMimePart) part = new_part (attachment->type);
  g_autofree char *name = bureau_file_name_safe (attachment->name, "attachment");
  g_mime_object_set_disposition (GMIME_OBJECT (part), GMIME_DISPOSITION_ATTACHMENT);
  g_mime_part_set_filename (part, name);
  g_mime_part_set_content_encoding (part, GMIME_CONTENT_ENCODING_BASE64);
  g_mime_part_set_content (part, content);
  return GMIME_OBJECT (g_steal_pointer (&part));
}

static void
set_content (GMimeMessage *message, const BureauOutgoing *outgoing)
{
  g_autoptr (GMimeObject) text = make_text (outgoing->body);
  if (outgoing->attachments == NULL || outgoing->attachments->len == 0)
    {
      g_mime_message_set_mime_part (message, text);
      return;
    }
  g_autoptr (GMimeMultipart) mixed = g_mime_multipart_new_with_subtype ("mixed");
  g_mime_multipart_add (mixed, text);
  for (guint i = 0; i < outgoing->attachments->len; i++)
    {
      g_autoptr (GMimeObject) part = make_attachment (g_ptr_array_index (outgoing->attachments, i));
      g_mime_multipart_add (mixed, part);
    }
  g_mime_message_set_mime_part (message, GMIME_OBJECT (mixed));
}

static GBytes *
write_bytes (GMimeMessage *message)
{
  g_autoptr (GMimeFormatOptions) options = g_mime_format_options_new ();
  g_mime_format_options_set_newline_format (options, GMIME_NEWLINE_FORMAT_DOS);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new ();
  g_mime_object_write_to_stream (GMIME_OBJECT (message), options, stream);
  GByteArray *array = g_mime_stream_mem_get_byte_array (GMIME_STREAM_MEM (stream));
  return g_bytes_new (array->data, array->len);
}

/**
 * bureau_mail_build:
 * @outgoing: what to write
 * @error: return location
 *
 * Makes the bytes of a mail (RFC 5322, CRLF, 7 bit, no line over 998), once, before its first
 * attempt. No text given here can add a header or a recipient: line ends in one-line fields become
 * spaces, addresses and ids that are none are refused or, in a thread, left out.
 *
 * Returns: (transfer full): the bytes, or %NULL with %BUREAU_ERROR_INVALID
 */
GBytes *
bureau_mail_build (const BureauOutgoing *outgoing, GError **error)
{
  bureau_gmime_init ();
  if (!check (outgoing, error))
    return NULL;
  g_autoptr (GMimeMessage) message = g_mime_message_new (TRUE);
  set_headers (message, outgoing);
  set_content (message, outgoing);
  return write_bytes (message);
}
