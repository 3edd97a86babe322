/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mail.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "base/time.h"
#include "channels/charset.h"
#include "channels/mail-private.h"

#define MAX_ID_BYTES 998
#define MAX_SUBJECT_BYTES 998
#define MAX_REFERENCES 100

G_DEFINE_BOXED_TYPE (BureauMail, bureau_mail, bureau_mail_ref, bureau_mail_unref)

/**
 * bureau_attachment_new:
 * @name: a safe file name
 * @type: its media type
 * @bytes: its content
 *
 * Returns: (transfer full): the attachment, its hash computed
 */
BureauAttachment *
bureau_attachment_new (const char *name, const char *type, GBytes *bytes)
{
  BureauAttachment *self = g_new0 (BureauAttachment, 1);
  self->name = g_strdup (name);
  self->type = g_strdup (type);
  self->bytes = g_bytes_ref (bytes);
  self->sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);
  return self;
}

void
bureau_attachment_free (BureauAttachment *self)
{
  g_free (self->name);
  g_free (self->type);
  g_free (self->sha256);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

BureauMail *
bureau_mail_ref (BureauMail *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear_mail (gpointer data)
{
  BureauMail *self = data;
  g_free (self->message_id);
  g_free (self->in_reply_to);
  g_strfreev (self->references);
  bureau_address_free (self->from);
  bureau_address_free (self->reply_to);
  g_clear_pointer (&self->to, g_ptr_array_unref);
  g_clear_pointer (&self->cc, g_ptr_array_unref);
  g_free (self->subject);
  g_free (self->date);
  g_free (self->local_date);
  g_free (self->text);
  g_clear_pointer (&self->attachments, g_ptr_array_unref);
  g_free (self->automatic);
  g_free (self->identity);
  g_strfreev (self->defects);
}

void
bureau_mail_unref (BureauMail *self)
{
  g_atomic_rc_box_release_full (self, clear_mail);
}

/**
 * bureau_mail_get_sender:
 * @self: a mail
 *
 * Where an answer goes: Reply-To, else From.
 *
 * Returns: (transfer none) (nullable): the address
 */
const BureauAddress *
bureau_mail_get_sender (const BureauMail *self)
{
  return self->reply_to != NULL ? self->reply_to : self->from;
}

static char *
clean_id (const char *id)
{
  g_autofree char *line = bureau_charset_line (id, MAX_ID_BYTES);
  g_strdelimit (line, "<>", ' ');
  g_strstrip (line);
  return *line != '\0' ? g_steal_pointer (&line) : NULL;
}

static char **
read_ids (GMimeMessage *message, const char *header)
{
  g_autoptr (GStrvBuilder) ids = g_strv_builder_new ();
  const char *value = g_mime_object_get_header (GMIME_OBJECT (message), header);
  g_autoptr (GMimeReferences) parsed = value != NULL ? g_mime_references_parse (NULL, value) : NULL;
  int n = parsed != NULL ? g_mime_references_length (parsed) : 0;
  for (int i = 0; i < n; i++)
    {
      /* The first starts the thread, the last lead here; what is between may go. */
      if (i > 0 && n - i >= MAX_REFERENCES)
        continue;
      char *id = clean_id (g_mime_references_get_message_id (parsed, i));
      if (id != NULL)
        g_strv_builder_take (ids, id);
    }
  return g_strv_builder_end (ids);
}

static BureauAddress *
first_address (InternetAddressList *list)
{
  g_autoptr (GPtrArray) all = bureau_address_list_from_gmime (list);
  return all->len > 0 ? bureau_address_copy (g_ptr_array_index (all, 0)) : NULL;
}

static void
read_addresses (BureauMail *self, GMimeMessage *message)
{
  self->from = first_address (g_mime_message_get_from (message));
  if (self->from == NULL)
    self->from = first_address (g_mime_message_get_sender (message));
  self->reply_to = first_address (g_mime_message_get_reply_to (message));
  if (self->from != NULL && self->reply_to != NULL
      && bureau_address_equal (self->from->address, self->reply_to->address))
    g_clear_pointer (&self->reply_to, bureau_address_free);
  self->to = bureau_address_list_from_gmime (g_mime_message_get_to (message));
  self->cc = bureau_address_list_from_gmime (g_mime_message_get_cc (message));
}

static void
read_date (BureauMail *self, GMimeMessage *message, GPtrArray *defects)
{
  if (g_mime_object_get_header (GMIME_OBJECT (message), "Date") == NULL)
    return;
  GDateTime *date = g_mime_message_get_date (message);
  int year = date != NULL ? g_date_time_get_year (date) : 0;
  if (year < 1980 || year > 2200)
    {
      bureau_mail_note_defect (defects, "date");
      return;
    }
  self->date = bureau_time_format (g_date_time_to_unix (date) * 1000);
  self->local_date = g_date_time_format (date, "%Y-%m-%d");
}

static void
read_headers (BureauMail *self, GMimeMessage *message, GPtrArray *defects)
{
  self->message_id = clean_id (g_mime_message_get_message_id (message));
  self->references = read_ids (message, "References");
  g_auto (GStrv) parents = read_ids (message, "In-Reply-To");
  self->in_reply_to = g_strdup (parents[0]);
  self->subject = bureau_charset_line (g_mime_message_get_subject (message), MAX_SUBJECT_BYTES);
  read_addresses (self, message);
  read_date (self, message, defects);
}

static void
add_to_identity (GChecksum *checksum, const char *value)
{
  const char *text = value != NULL ? value : "";
  /* With its NUL, so that no two lists of values make the same bytes. */
  g_checksum_update (checksum, (const guchar *)text, (gssize)strlen (text) + 1);
}

static char *
make_identity (const BureauMail *self)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  add_to_identity (checksum, self->message_id);
  add_to_identity (checksum, self->from != NULL ? self->from->address : NULL);
  add_to_identity (checksum, self->date);
  add_to_identity (checksum, self->subject);
  add_to_identity (checksum, self->text);
  return g_strdup (g_checksum_get_string (checksum));
}

static const char *
defect_of (GMimeParserWarning warning)
{
  switch ((int)warning)
    {
    case GMIME_WARN_MALFORMED_MULTIPART:
    case GMIME_CRIT_MULTIPART_WITHOUT_BOUNDARY:
    case GMIME_WARN_TRUNCATED_MESSAGE:
      return "broken parts";
    case GMIME_CRIT_CONFLICTING_HEADER:
    case GMIME_CRIT_CONFLICTING_PARAMETER:
      return "contradicting headers";
    case GMIME_CRIT_INVALID_HEADER_NAME:
    case GMIME_WARN_MALFORMED_MESSAGE:
      return "broken headers";
    case GMIME_CRIT_NESTING_OVERFLOW:
      return "nested too deep";
    default:
      return NULL;
    }
}

static void
warning_cb (gint64 offset, GMimeParserWarning warning, const char *item, gpointer data)
{
  const char *defect = defect_of (warning);
  if (defect != NULL)
    bureau_mail_note_defect (data, defect);
}

/* The message without what editors put before it: a byte order mark, empty lines. */
static GBytes *
skip_preamble (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  gsize start = length >= 3 && memcmp (data, "\357\273\277", 3) == 0 ? 3 : 0;
  while (start < length && (data[start] == '\n' || data[start] == '\r'))
    start++;
  return g_bytes_new_from_bytes (bytes, start, length - start);
}

/* Lines that end in CR alone, of a system long gone, end in LF. */
static GBytes *
mend_line_ends (GBytes *bytes)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  if (length == 0 || memchr (data, '\n', length) != NULL || memchr (data, '\r', length) == NULL)
    return g_bytes_ref (bytes);
  char *copy = g_memdup2 (data, length);
  for (gsize i = 0; i < length; i++)
    if (copy[i] == '\r')
      copy[i] = '\n';
  return g_bytes_new_take (copy, length);
}

static GMimeMessage *
parse_bytes (GBytes *bytes, GPtrArray *defects)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (bytes, &length);
  g_autoptr (GMimeStream) stream = g_mime_stream_mem_new_with_buffer (data, length);
  g_autoptr (GMimeParser) parser = g_mime_parser_new_with_stream (stream);
  g_autoptr (GMimeParserOptions) options = g_mime_parser_options_new ();
  g_mime_parser_options_set_warning_callback (options, warning_cb, defects, NULL);
  g_mime_parser_set_persist_stream (parser, FALSE);
  return g_mime_parser_construct_message (parser, options);
}

/* Anything can be read as a message without headers; only what has some of a mail's is one. */
static gboolean
is_mail (GMimeMessage *message)
{
  static const char *const TELLING[] = { "From",       "To",       "Subject",      "Date",
                                         "Message-Id", "Received", "Content-Type", "Return-Path",
                                         "Sender",     "Reply-To", "Cc",           "Bcc" };
  for (gsize i = 0; i < G_N_ELEMENTS (TELLING); i++)
    if (g_mime_object_get_header (GMIME_OBJECT (message), TELLING[i]) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
read_body (BureauMail *self, GMimeMessage *message, GPtrArray *defects, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  self->attachments = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_attachment_free);
  BureauMailBody body = { .text = text, .attachments = self->attachments, .defects = defects };
  gboolean ok = bureau_mail_body_read (&body, message, error);
  self->attachments = body.attachments;
  if (text->len > BUREAU_MAIL_MAX_TEXT_BYTES)
    bureau_mail_note_defect (defects, "text cut");
  self->text = bureau_text_shorten (text->str, BUREAU_MAIL_MAX_TEXT_BYTES);
  self->n_hidden = body.n_hidden;
  return ok;
}

static char **
to_strv (GPtrArray *strings)
{
  char **strv = g_new0 (char *, strings->len + 1);
  for (guint i = 0; i < strings->len; i++)
    strv[i] = g_strdup (g_ptr_array_index (strings, i));
  return strv;
}

/**
 * bureau_mail_parse:
 * @bytes: a message as it came (RFC 5322), LF or CRLF
 * @own_addresses: (nullable) (array zero-terminated=1): the operator's, to know their own mail
 * @error: return location
 *
 * Reads a message, however broken, without fetching or running anything. May take some
 * milliseconds, so large ones belong on a worker's thread. Any thread.
 *
 * Returns: (transfer full): the mail; %NULL with %BUREAU_ERROR_INVALID where it is no mail, or
 *   %BUREAU_ERROR_LIMIT where it is larger than the limits above
 */
BureauMail *
bureau_mail_parse (GBytes *bytes, const char *const *own_addresses, GError **error)
{
  bureau_gmime_init ();
  if (!bureau_mail_check_limits (bytes, error))
    return NULL;
  g_autoptr (GBytes) began = skip_preamble (bytes);
  g_autoptr (GBytes) mended = mend_line_ends (began);
  g_autoptr (GPtrArray) defects = g_ptr_array_new ();
  g_autoptr (GMimeMessage) message = g_bytes_get_size (mended) > 0 ? parse_bytes (mended, defects)
                                                                   : NULL;
  if (message == NULL || !is_mail (message))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                           "This is no e-mail: it has no sender, recipient, subject or date.");
      return NULL;
    }
  g_autoptr (BureauMail) self = g_atomic_rc_box_new0 (BureauMail);
  read_headers (self, message, defects);
  if (!read_body (self, message, defects, error))
    return NULL;
  self->automatic = g_strdup (bureau_mail_why_automatic (message, self, own_addresses));
  self->identity = make_identity (self);
  self->defects = to_strv (defects);
  return g_steal_pointer (&self);
}
