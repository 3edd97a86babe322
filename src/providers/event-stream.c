/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "providers/event-stream.h"

#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define MARK "\xef\xbb\xbf"

struct _BureauEventStream
{
  BureauEventFunc func;
  gpointer user_data;
  GString *line; /* what has come of the line at hand */
  GString *name;
  GString *data;
  gboolean has_data;
  gboolean was_return; /* the last byte was \r: a \n after it belongs to the same end */
  gboolean is_begun;   /* the first line, which may begin with a mark, is over */
  gboolean has_failed;
  guint count;
};

/**
 * bureau_event_stream_new:
 * @func: called for each event while bytes are fed
 *
 * Returns: (transfer full): at the beginning of a body
 */
BureauEventStream *
bureau_event_stream_new (BureauEventFunc func, gpointer user_data)
{
  BureauEventStream *self = g_new0 (BureauEventStream, 1);

  self->func = func;
  self->user_data = user_data;
  self->line = g_string_new (NULL);
  self->name = g_string_new (NULL);
  self->data = g_string_new (NULL);
  return self;
}

void
bureau_event_stream_free (BureauEventStream *self)
{
  g_string_free (self->line, TRUE);
  g_string_free (self->name, TRUE);
  g_string_free (self->data, TRUE);
  g_free (self);
}

static gboolean
dispatch (BureauEventStream *self, GError **error)
{
  g_autofree char *valid = NULL;
  const char *data = self->data->str;
  gsize length = self->data->len;
  gboolean ok = TRUE;

  if (self->has_data)
    {
      if (!g_utf8_validate_len (data, length, NULL))
        {
          data = valid = bureau_text_to_utf8 (data, length);
          length = strlen (valid);
        }
      self->count++;
      ok = self->func (self->name->len > 0 ? self->name->str : "message", data, length,
                       self->user_data, error);
    }
  g_string_truncate (self->name, 0);
  g_string_truncate (self->data, 0);
  self->has_data = FALSE;
  return ok;
}

static gboolean
is_field (const char *name, gsize length, const char *wanted)
{
  return length == strlen (wanted) && memcmp (name, wanted, length) == 0;
}

/* What has no colon is a field without a value; one space after the colon belongs to neither. */
static void
take_field (BureauEventStream *self, const char *line, gsize length)
{
  const char *colon = memchr (line, ':', length);
  gsize name_length = colon != NULL ? (gsize)(colon - line) : length;
  const char *value = colon != NULL ? colon + 1 : line + length;
  const char *end = line + length;

  if (value < end && *value == ' ')
    value++;
  if (is_field (line, name_length, "data"))
    {
      if (self->has_data)
        g_string_append_c (self->data, '\n');
      g_string_append_len (self->data, value, end - value);
      self->has_data = TRUE;
    }
  else if (is_field (line, name_length, "event"))
    g_string_append_len (g_string_truncate (self->name, 0), value, end - value);
}

static gboolean
take_line (BureauEventStream *self, GError **error)
{
  const char *line = self->line->str;
  gsize length = self->line->len;
  gboolean ok = TRUE;

  if (!self->is_begun && length >= strlen (MARK) && memcmp (line, MARK, strlen (MARK)) == 0)
    {
      line += strlen (MARK);
      length -= strlen (MARK);
    }
  self->is_begun = TRUE;
  if (length == 0)
    ok = dispatch (self, error);
  else if (*line != ':')
    take_field (self, line, length);
  g_string_truncate (self->line, 0);
  return ok;
}

static gboolean
check_size (BureauEventStream *self, gsize more, GError **error)
{
  if (self->line->len + self->name->len + self->data->len + more <= BUREAU_EVENT_MAX_BYTES)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
               "The server sent an event of more than %d bytes; nothing of it was used.",
               BUREAU_EVENT_MAX_BYTES);
  return FALSE;
}

/* The bytes up to the next end of a line, and that end, wherever the pieces are cut. */
static gboolean
feed_line (BureauEventStream *self, const char **bytes, const char *end, GError **error)
{
  const char *start = *bytes;
  const char *stop = start;

  while (stop < end && *stop != '\n' && *stop != '\r')
    stop++;
  *bytes = stop;
  if (!check_size (self, stop - start, error))
    return FALSE;
  g_string_append_len (self->line, start, stop - start);
  if (stop == end)
    return TRUE;
  self->was_return = *stop == '\r';
  *bytes = stop + 1;
  return take_line (self, error);
}

/**
 * bureau_event_stream_feed:
 * @bytes: the next piece of the body
 * @length: of it in bytes
 * @error: return location: what the callback set, or %BUREAU_ERROR_LIMIT
 *
 * Returns: %FALSE with @error set where the stream is to be given up; then nothing more is taken
 */
gboolean
bureau_event_stream_feed (BureauEventStream *self, const char *bytes, gsize length, GError **error)
{
  const char *end = bytes + length;

  g_return_val_if_fail (!self->has_failed, FALSE);

  while (bytes < end && !self->has_failed)
    {
      if (self->was_return && *bytes == '\n')
        bytes++;
      self->was_return = FALSE;
      if (bytes < end)
        self->has_failed = !feed_line (self, &bytes, end, error);
    }
  return !self->has_failed;
}

/**
 * bureau_event_stream_end:
 * @error: return location; %BUREAU_ERROR_UNAVAILABLE where the body was cut off
 *
 * Says that the body is over.
 *
 * Returns: %FALSE with @error set where an event was begun and never ended
 */
gboolean
bureau_event_stream_end (BureauEventStream *self, GError **error)
{
  if (self->line->len == 0 && !self->has_data)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE,
                       "The server's answer was cut off in the middle.");
  return FALSE;
}

/**
 * bureau_event_stream_get_count:
 *
 * Returns: how many events there were
 */
guint
bureau_event_stream_get_count (BureauEventStream *self)
{
  return self->count;
}
