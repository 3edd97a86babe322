/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "smtp-sink.h"

#include <string.h>

/* An SMTP server for one connection that says what a script tells it and remembers everything. */
struct _Sink
{
  SinkScript script;
  GSocketListener *listener;
  guint16 port;
  GThread *thread;
  GMutex lock;
  GString *heard;   /* all bytes */
  GString *message; /* the last complete one, dots unstuffed */
  guint n_delivered;
  gboolean has_end;
  guint n_rcpt;
  gboolean in_login; /* the next line is a password */
  gboolean in_message;
  gsize line_start;
  gsize message_start;
};

typedef struct
{
  const char *verb;
  const char *usual;
  gsize offset; /* of the script's answer */
} Command;

static const Command COMMANDS[] = {
  { "EHLO", "250-sink\r\n250-AUTH PLAIN LOGIN\r\n250 8BITMIME\r\n",
    G_STRUCT_OFFSET (SinkScript, ehlo) },
  { "HELO", "250 sink\r\n", G_STRUCT_OFFSET (SinkScript, ehlo) },
  { "AUTH", "334 \r\n", G_STRUCT_OFFSET (SinkScript, auth) },
  { "MAIL", "250 sender ok\r\n", G_STRUCT_OFFSET (SinkScript, mail) },
  { "DATA", "354 go on\r\n", G_STRUCT_OFFSET (SinkScript, data) },
};

/* Returns FALSE where the connection is to be closed. */
static gboolean
answer (Sink *self, GSocketConnection *connection, const char *scripted, const char *usual)
{
  const char *text = scripted != NULL ? scripted : usual;
  if (g_str_equal (text, SINK_DROP))
    return FALSE;
  if (g_str_equal (text, SINK_HANG))
    return TRUE;
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  return g_output_stream_write_all (out, text, strlen (text), NULL, NULL, NULL);
}

static gboolean
answer_recipient (Sink *self, GSocketConnection *connection)
{
  const char *scripted = NULL;
  for (guint i = 0; i <= MIN (self->n_rcpt, G_N_ELEMENTS (self->script.rcpt) - 1); i++)
    if (self->script.rcpt[i] != NULL)
      scripted = self->script.rcpt[i];
  self->n_rcpt++;
  return answer (self, connection, scripted, "250 recipient ok\r\n");
}

static gboolean
hear_command (Sink *self, GSocketConnection *connection, const char *line)
{
  if (self->in_login)
    {
      self->in_login = FALSE;
      return answer (self, connection, NULL, "235 welcome\r\n");
    }
  if (g_ascii_strncasecmp (line, "RCPT", 4) == 0)
    return answer_recipient (self, connection);
  if (g_ascii_strncasecmp (line, "QUIT", 4) == 0)
    {
      answer (self, connection, NULL, "221 bye\r\n");
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (COMMANDS); i++)
    {
      if (g_ascii_strncasecmp (line, COMMANDS[i].verb, 4) != 0)
        continue;
      const char *scripted = G_STRUCT_MEMBER (const char *, &self->script, COMMANDS[i].offset);
      self->in_message = i == 4 && (scripted == NULL || g_str_has_prefix (scripted, "354"));
      self->in_login = i == 2 && scripted == NULL;
      self->message_start = self->heard->len;
      return answer (self, connection, scripted, COMMANDS[i].usual);
    }
  return answer (self, connection, NULL, "250 ok\r\n");
}

static void
keep_message (Sink *self, gsize end)
{
  g_string_truncate (self->message, 0);
  const char *at = self->heard->str + self->message_start;
  for (const char *p = at; p < self->heard->str + end; p++)
    if (*p != '.' || (p > at && p[-1] != '\n'))
      g_string_append_c (self->message, *p);
    else if (p[1] == '.')
      g_string_append_c (self->message, *p++);
}

static gboolean
hear_line (Sink *self, GSocketConnection *connection, gsize start)
{
  const char *line = self->heard->str + start;
  if (!self->in_message)
    return hear_command (self, connection, line);
  if (!g_str_equal (line, ".\r\n"))
    return TRUE;
  self->in_message = FALSE;
  g_mutex_lock (&self->lock);
  self->has_end = TRUE;
  g_mutex_unlock (&self->lock);
  gboolean accepts = self->script.dot == NULL || self->script.dot[0] == '2'
                     || g_str_equal (self->script.dot, SINK_DROP)
                     || g_str_equal (self->script.dot, SINK_HANG);
  self->n_delivered += accepts;
  keep_message (self, start);
  return answer (self, connection, self->script.dot, "250 2.0.0 taken\r\n");
}

static gboolean
hear_byte (Sink *self, GSocketConnection *connection, char c)
{
  g_string_append_c (self->heard, c);
  if (c == '\n')
    {
      gsize start = self->line_start;
      self->line_start = self->heard->len;
      if (!hear_line (self, connection, start))
        return FALSE;
    }
  return self->script.drop_after == 0 || self->heard->len < self->script.drop_after;
}

static void
serve (Sink *self, GSocketConnection *connection)
{
  GInputStream *in = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  if (!answer (self, connection, self->script.greeting, "220 sink ESMTP\r\n"))
    return;
  while (TRUE)
    {
      char buffer[4096];
      gssize n = g_input_stream_read (in, buffer, sizeof buffer, NULL, NULL);
      if (n <= 0)
        return;
      for (gssize i = 0; i < n; i++)
        if (!hear_byte (self, connection, buffer[i]))
          return;
    }
}

static gpointer
run (gpointer data)
{
  Sink *self = data;
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (self->listener, NULL, NULL,
                                                                       NULL);
  if (connection != NULL)
    {
      serve (self, connection);
      g_io_stream_close (G_IO_STREAM (connection), NULL, NULL);
    }
  return NULL;
}

Sink *
sink_new (const SinkScript *script)
{
  Sink *self = g_new0 (Sink, 1);
  g_autoptr (GError) error = NULL;
  self->script = *script;
  g_mutex_init (&self->lock);
  self->heard = g_string_new (NULL);
  self->message = g_string_new (NULL);
  self->listener = g_socket_listener_new ();
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) bound = NULL;
  g_socket_listener_add_address (self->listener, any, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP,
                                 NULL, &bound, &error);
  g_assert_no_error (error);
  self->port = g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (bound));
  self->thread = g_thread_new ("sink", run, self);
  return self;
}

guint16
sink_get_port (Sink *self)
{
  return self->port;
}

void
sink_finish (Sink *self)
{
  if (self->thread != NULL)
    g_thread_join (g_steal_pointer (&self->thread));
}

guint
sink_get_delivered (Sink *self)
{
  return self->n_delivered;
}

const char *
sink_get_message (Sink *self)
{
  return self->message->str;
}

const char *
sink_get_heard (Sink *self)
{
  return self->heard->str;
}

gsize
sink_get_n_heard (Sink *self)
{
  return self->heard->len;
}

gboolean
sink_has_end (Sink *self)
{
  g_mutex_lock (&self->lock);
  gboolean has_end = self->has_end;
  g_mutex_unlock (&self->lock);
  return has_end;
}

/* Closes the door, so that a sink nobody came to ends too. */
void
sink_free (Sink *self)
{
  if (self->thread != NULL)
    {
      g_autoptr (GSocketClient) client = g_socket_client_new ();
      g_socket_client_set_enable_proxy (client, FALSE);
      g_autoptr (GSocketConnection) last = g_socket_client_connect_to_host (client, "127.0.0.1",
                                                                            self->port, NULL, NULL);
      g_clear_object (&last);
      sink_finish (self);
    }
  g_clear_object (&self->listener);
  g_string_free (self->heard, TRUE);
  g_string_free (self->message, TRUE);
  g_mutex_clear (&self->lock);
  g_free (self);
}
