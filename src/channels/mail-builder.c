/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail-builder.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "channels/charset.h"
#include "channels/file-name.h"
#include "channels/gmime-private.h"

#define MAX_SUBJECT_BYTES 998
#define MAX_NAME_BYTES 256
#define MAX_ID_BYTES 250
#define MAX_REFERENCES 20
#define MAX_PLAIN_WORD 60
#define MAX_PLAIN_LINE 200
#define ENCODED_CHUNK 45

static gboolean
refuse (GError **error, const char *what)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "The mail cannot be made: %s.", what);
  return FALSE;
}

/* An id of RFC 5322 3.6.4, loosely: what others made must be quoted as it is, but nothing may leave
 * its header. */
static gboolean
is_id (const char *id)
{
  gsize length = strlen (id);
  if (length == 0 || length > MAX_ID_BYTES)
    return FALSE;
  for (const char *p = id; *p != '\0'; p++)
    if ((guchar)*p <= ' ' || (guchar)*p >= 0x7f || *p == '<' || *p == '>')
      return FALSE;
  return TRUE;
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
  if (outgoing->message_id == NULL || !is_id (outgoing->message_id))
    return refuse (error, "its Message-ID is not one");
  return check_addresses (outgoing->to, error) && check_addresses (outgoing->cc, error);
}

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

/* A person's words as one header line: as they are, or in encoded words of at most 75 characters
 * (RFC 2047), which GMime's own encoder exceeds where a word is long. */
static char *
encode_words (const char *words, gsize max_bytes)
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

static void
add_mailbox (GMimeMessage *message, GMimeAddressType type, const BureauAddress *address)
{
  g_autofree char *name = encode_words (address->name, MAX_NAME_BYTES);
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
  if (outgoing->in_reply_to == NULL || !is_id (outgoing->in_reply_to))
    return;
  g_autofree char *parent = g_strdup_printf ("<%s>", outgoing->in_reply_to);
  g_mime_object_set_header (GMIME_OBJECT (message), "In-Reply-To", parent, NULL);
  g_autoptr (GString) all = g_string_new (NULL);
  for (gsize i = 0; outgoing->references != NULL && outgoing->references[i] != NULL; i++)
    if (is_id (outgoing->references[i]))
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
  g_autofree char *subject = encode_words (outgoing->subject, MAX_SUBJECT_BYTES);
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

/* 7 bit for short lines of plain ASCII that no relay will touch; base64 where most is not ASCII.
 * GMime's own choice lets lines of any length through. */
static GMimeContentEncoding
choose_encoding (const char *text)
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

static GMimeObject *
make_text (const char *body)
{
  g_autofree char *text = clean_body (body);
  g_autoptr (GMimeTextPart) part = g_mime_text_part_new_with_subtype ("plain");
  g_mime_text_part_set_charset (part, "utf-8");
  g_mime_text_part_set_text (part, text);
  g_mime_part_set_content_encoding (GMIME_PART (part), choose_encoding (text));
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

/**
 * bureau_mail_new_message_id:
 * @domain: of the sender's address
 *
 * Returns: (transfer full): an id that no other message has, without angle brackets; it tells
 * nobody the machine's name
 */
char *
bureau_mail_new_message_id (const char *domain)
{
  g_autofree char *ascii = g_hostname_to_ascii (domain);
  g_autofree char *uuid = g_uuid_string_random ();
  g_autofree char *id = g_strdup_printf ("%s@%s", uuid, ascii != NULL ? ascii : "localhost");
  return is_id (id) ? g_steal_pointer (&id) : g_strdup_printf ("%s@localhost", uuid);
}

/* Behind one "Re:", "AW:", "Re[2]:" and the like, or @subject itself. */
static const char *
skip_prefix (const char *subject)
{
  static const char *const PREFIXES[] = { "re", "aw", "antw", "sv", "vs", "rv", "odp" };
  for (gsize i = 0; i < G_N_ELEMENTS (PREFIXES); i++)
    {
      gsize length = strlen (PREFIXES[i]);
      if (g_ascii_strncasecmp (subject, PREFIXES[i], length) != 0)
        continue;
      const char *at = subject + length;
      if (*at == '[')
        at += 1 + strspn (at + 1, "0123456789]");
      if (*at == ':')
        return at + 1 + strspn (at + 1, " ");
    }
  return subject;
}

/**
 * bureau_mail_reply_subject:
 * @subject: of the message that is answered
 *
 * Returns: (transfer full): it with one "Re: " before it
 */
char *
bureau_mail_reply_subject (const char *subject)
{
  g_autofree char *line = bureau_charset_line (subject, MAX_SUBJECT_BYTES - 4);
  const char *rest = line;
  for (const char *next = skip_prefix (rest); next != rest; next = skip_prefix (rest))
    rest = next;
  return *rest != '\0' ? g_strconcat ("Re: ", rest, NULL) : g_strdup ("Re:");
}

/**
 * bureau_mail_reply_references:
 * @references: (nullable) (array zero-terminated=1): of the message that is answered
 * @parent: (nullable): its id
 *
 * The thread of an answer (RFC 5322 3.6.4): the parent's references and its id; in a long thread
 * the middle goes, the first and the last stay.
 *
 * Returns: (transfer full) (array zero-terminated=1): the ids, at most 20
 */
char **
bureau_mail_reply_references (const char *const *references, const char *parent)
{
  g_autoptr (GPtrArray) all = g_ptr_array_new ();
  for (gsize i = 0; references != NULL && references[i] != NULL; i++)
    if (is_id (references[i]) && g_strcmp0 (references[i], parent) != 0)
      g_ptr_array_add (all, (char *)references[i]);
  if (parent != NULL && is_id (parent))
    g_ptr_array_add (all, (char *)parent);
  if (all->len > MAX_REFERENCES)
    g_ptr_array_remove_range (all, 1, all->len - MAX_REFERENCES);
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  for (guint i = 0; i < all->len; i++)
    g_strv_builder_add (ids, g_ptr_array_index (all, i));
  return g_strv_builder_end (ids);
}
