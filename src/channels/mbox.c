/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "channels/mbox.h"

#include <string.h>

#include "base/error.h"
#include "channels/mail.h"

#define BUFFER_BYTES (64 * 1024)
#define SEPARATOR "From "

struct _BureauMbox
{
  GObject parent_instance;
  GInputStream *stream;
  char *buffer;
  gsize start; /* of what is not read yet */
  gsize end;
  gint64 position;      /* bytes handed out so far */
  gboolean is_begun;    /* the separator of the next message has been read */
  gboolean after_blank; /* the last line was empty, so a separator may follow */
  gboolean continues;   /* the next piece goes on with the same line */
};

G_DEFINE_FINAL_TYPE (BureauMbox, bureau_mbox, G_TYPE_OBJECT)

static void
bureau_mbox_finalize (GObject *object)
{
  BureauMbox *self = BUREAU_MBOX (object);
  g_clear_object (&self->stream);
  g_free (self->buffer);
  G_OBJECT_CLASS (bureau_mbox_parent_class)->finalize (object);
}

static void
bureau_mbox_class_init (BureauMboxClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_mbox_finalize;
}

static void
bureau_mbox_init (BureauMbox *self)
{
  self->buffer = g_malloc (BUFFER_BYTES);
  self->after_blank = TRUE;
}

/* Reads more behind what is there. Returns FALSE at the end (no @error) or on failure. */
static gboolean
fill (BureauMbox *self, GError **error)
{
  memmove (self->buffer, self->buffer + self->start, self->end - self->start);
  self->end -= self->start;
  self->start = 0;
  gssize n = g_input_stream_read (self->stream, self->buffer + self->end, BUFFER_BYTES - self->end,
                                  NULL, error);
  if (n > 0)
    self->end += (gsize)n;
  return n > 0;
}

/* The next line, or a piece of one longer than the buffer; NULL at the end or on failure. */
static const char *
next_piece (BureauMbox *self, gsize *length, GError **error)
{
  g_autoptr (GError) failure = NULL;
  while (TRUE)
    {
      const char *at = self->buffer + self->start;
      gsize there = self->end - self->start;
      const char *newline = memchr (at, '\n', there);
      if (newline != NULL || there == BUFFER_BYTES || (there > 0 && !fill (self, &failure)))
        {
          if (failure != NULL)
            break;
          at = self->buffer + self->start;
          newline = memchr (at, '\n', self->end - self->start);
          *length = newline != NULL ? (gsize)(newline + 1 - at) : self->end - self->start;
          self->start += *length;
          self->position += (gint64)*length;
          return at;
        }
      if (there == 0 && !fill (self, &failure))
        break;
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}

/* "From anna@example.org Sun Nov 22 14:05:09 2026": a time of day tells it from a sentence. */
static gboolean
is_separator (const char *line, gsize length)
{
  if (length < strlen (SEPARATOR) || memcmp (line, SEPARATOR, strlen (SEPARATOR)) != 0)
    return FALSE;
  for (gsize i = strlen (SEPARATOR) + 1; i + 2 < length; i++)
    if (line[i] == ':' && g_ascii_isdigit (line[i - 1]) && g_ascii_isdigit (line[i + 1])
        && g_ascii_isdigit (line[i + 2]))
      return TRUE;
  return FALSE;
}

static gboolean
is_blank (const char *line, gsize length)
{
  return (length == 1 && line[0] == '\n') || (length == 2 && line[0] == '\r' && line[1] == '\n');
}

/* ">From " was "From " before it was put into the mbox; ">>From " was ">From " (mboxrd). */
static gboolean
is_quoted (const char *line, gsize length)
{
  gsize n = 0;
  while (n < length && line[n] == '>')
    n++;
  return n > 0 && length - n >= strlen (SEPARATOR)
         && memcmp (line + n, SEPARATOR, strlen (SEPARATOR)) == 0;
}

/* Of a message over the limit only so much is kept that it is seen to be over it. */
static void
keep (GByteArray *message, const char *piece, gsize length)
{
  gsize room = BUREAU_MAIL_MAX_BYTES + 1 - MIN (message->len, BUREAU_MAIL_MAX_BYTES + 1);
  g_byte_array_append (message, (const guint8 *)piece, (guint)MIN (length, room));
}

static void
take_piece (BureauMbox *self, GByteArray *message, const char *piece, gsize length)
{
  gsize skip = !self->continues && is_quoted (piece, length) ? 1 : 0;
  keep (message, piece + skip, length - skip);
  self->after_blank = !self->continues && is_blank (piece, length);
  self->continues = piece[length - 1] != '\n';
}

/* The empty line before a separator belongs to the mbox, not to the message. */
static GBytes *
finish (BureauMbox *self, GByteArray *message)
{
  if (self->after_blank && message->len <= BUREAU_MAIL_MAX_BYTES)
    {
      gboolean is_crlf = message->len >= 2 && message->data[message->len - 2] == '\r';
      g_byte_array_set_size (message, message->len - MIN (message->len, is_crlf ? 2 : 1));
    }
  return g_bytes_new (message->data, message->len);
}

static GBytes *
read_message (BureauMbox *self, GError **error)
{
  g_autoptr (GByteArray) message = g_byte_array_new ();
  g_autoptr (GError) failure = NULL;
  const char *piece = NULL;
  gsize length = 0;
  while ((piece = next_piece (self, &length, &failure)) != NULL)
    {
      gboolean is_next = self->after_blank && !self->continues && is_separator (piece, length);
      if (is_next && message->len == 0 && !self->is_begun)
        {
          self->is_begun = TRUE;
          self->after_blank = FALSE;
        }
      else if (is_next)
        return finish (self, message);
      else if (self->is_begun)
        take_piece (self, message, piece, length);
      else if (!is_blank (piece, length))
        {
          g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                               "This is no mbox file: it does not begin with a “From ” line.");
          return NULL;
        }
    }
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else if (self->is_begun)
    {
      self->is_begun = FALSE;
      return finish (self, message);
    }
  return NULL;
}

/**
 * bureau_mbox_new:
 * @stream: the file
 *
 * Returns: (transfer full): a reader at its beginning
 */
BureauMbox *
bureau_mbox_new (GInputStream *stream)
{
  BureauMbox *self = g_object_new (BUREAU_TYPE_MBOX, NULL);
  self->stream = g_object_ref (stream);
  return self;
}

/**
 * bureau_mbox_next:
 * @self: a reader
 * @error: return location
 *
 * Blocks while the stream does. A message over %BUREAU_MAIL_MAX_BYTES comes cut right behind it, so
 * that bureau_mail_parse() says so and the next ones are still read.
 *
 * Returns: (transfer full) (nullable): the next message; %NULL at the end, or with @error set where
 * the stream fails or, %BUREAU_ERROR_INVALID, is no mbox
 */
GBytes *
bureau_mbox_next (BureauMbox *self, GError **error)
{
  return read_message (self, error);
}

/**
 * bureau_mbox_get_position:
 *
 * Returns: how many bytes of the file were read
 */
gint64
bureau_mbox_get_position (BureauMbox *self)
{
  return self->position;
}
