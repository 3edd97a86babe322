/* SPDX-License-Identifier: GPL-3.0-or-later */
/* bench-model-server [--delay MS] [--tokens N] [--pace MS]: a model on Anthropic's wire that says
 * the same to everybody, as cheaply as may be. Prints its port and serves until its input ends.
 * With
 * --tokens each token of a letter is a chunk of its own, with --pace it goes out by itself, so long
 * after the one before. */
#include <gio/gio.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdlib.h>
#include <string.h>

#define HEAD                                                                                       \
  "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
#define BEGINNING                                                                                  \
  "event: message_start\ndata: "                                                                   \
  "{\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":"                            \
  "\"message\",\"role\":\"assistant\",\"model\":\"bench\",\"content\":[],\"usage\":{"              \
  "\"input_tokens\":700,\"output_tokens\":1}}}\n\nevent: content_block_start\ndata: {\"type\":"    \
  "\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
#define DELTA                                                                                      \
  "event: content_block_delta\ndata: {\"type\":\"content_block_delta\",\"index\":0,\"delta\":{"    \
  "\"type\":\"text_delta\",\"text\":\"%s\"}}\n\n"
#define END                                                                                        \
  "event: content_block_stop\ndata: {\"type\":\"content_block_stop\",\"index\":0}\n\nevent: "      \
  "message_delta\ndata: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},"     \
  "\"usage\":{\"output_tokens\":%d}}\n\nevent: message_stop\ndata: {\"type\":\"message_stop\"}"    \
  "\n\n"
#define LABEL "{\\\"label\\\":\\\"inquiry\\\",\\\"why\\\":\\\"They ask for a quote.\\\"}"
#define LETTER "{\\\"subject\\\":\\\"Your inquiry\\\",\\\"body\\\":\\\"Dear Anna,"
#define TOKEN " thank you"
#define LETTER_END "\\\"}"
#define LAST_CHUNK "0\r\n\r\n"
#define FEW_TOKENS 16

static int delay = 0;
static int n_tokens = 0;
static int pace = 0;

static const GOptionEntry options[] = {
  { "delay", 'd', 0, G_OPTION_ARG_INT, &delay, "before the answer begins (0)", "MS" },
  { "tokens", 't', 0, G_OPTION_ARG_INT, &n_tokens, "in a letter, one by one (a few at once)", "N" },
  { "pace", 'p', 0, G_OPTION_ARG_INT, &pace, "between two tokens of a letter (0)", "MS" },
  { NULL },
};

typedef struct
{
  GSocketConnection *stream;
  GByteArray *request;
  guint8 piece[16 * 1024];
  GBytes *answer; /* on its way out */
  gboolean is_letter;
  int n_sent;  /* tokens of the letter */
  gint64 next; /* when the next goes out, monotonic microseconds */
} Talk;

static GBytes *label, *letter, *letter_begin, *letter_token, *letter_end;

static void read_more (Talk *self);
static void speak (Talk *self);

static void
talk_free (Talk *self)
{
  g_clear_object (&self->stream);
  g_clear_pointer (&self->request, g_byte_array_unref);
  g_free (self);
}

/* What is said */

static void
add_chunk (GString *text, const char *body)
{
  g_string_append_printf (text, "%zx\r\n%s\r\n", strlen (body), body);
}

static GBytes *
make_part (const char *head, const char *body, const char *end)
{
  GString *text = g_string_new (head);

  add_chunk (text, body);
  g_string_append (text, end);

  return g_string_free_to_bytes (text);
}

static void
add_bytes (GByteArray *array, GBytes *bytes)
{
  g_byte_array_append (array, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
}

static void
make_label (void)
{
  g_autofree char *body = g_strdup_printf (BEGINNING DELTA END, LABEL, 20);

  label = make_part (HEAD, body, LAST_CHUNK);
}

/* The letter in its parts, and all of them in one piece. */
static void
make_letter (void)
{
  g_autofree char *first = g_strdup_printf (BEGINNING DELTA, LETTER);
  g_autofree char *next = g_strdup_printf (DELTA, TOKEN);
  g_autofree char *last = g_strdup_printf (DELTA END, LETTER_END, n_tokens);
  GByteArray *whole = g_byte_array_new ();

  letter_begin = make_part (HEAD, first, "");
  letter_token = make_part ("", next, "");
  letter_end = make_part ("", last, LAST_CHUNK);
  add_bytes (whole, letter_begin);
  for (int i = 0; i < n_tokens; i++)
    add_bytes (whole, letter_token);
  add_bytes (whole, letter_end);
  letter = g_byte_array_free_to_bytes (whole);
}

/* In one chunk, as a server sends what it has ready. */
static void
make_short_letter (void)
{
  g_autofree char *first = g_strdup_printf (BEGINNING DELTA, LETTER);
  g_autofree char *next = g_strdup_printf (DELTA, TOKEN);
  g_autofree char *last = g_strdup_printf (DELTA END, LETTER_END, FEW_TOKENS);
  g_autoptr (GString) body = g_string_new (first);

  for (int i = 0; i < FEW_TOKENS; i++)
    g_string_append (body, next);
  g_string_append (body, last);
  letter = make_part (HEAD, body->str, LAST_CHUNK);
}

/* How it is said */

static void
begin_again (Talk *self)
{
  g_byte_array_set_size (self->request, 0);
  self->n_sent = 0;
  read_more (self);
}

static GBytes *
choose (Talk *self)
{
  if (!self->is_letter)
    return label;
  if (pace == 0)
    return letter;
  if (self->n_sent == 0)
    return letter_begin;

  return self->n_sent <= n_tokens ? letter_token : letter_end;
}

static gboolean
speak_cb (gpointer data)
{
  speak (data);
  return G_SOURCE_REMOVE;
}

static void
speak_at (Talk *self, gint64 time)
{
  g_autoptr (GSource) source = g_timeout_source_new (0);

  g_source_set_ready_time (source, time);
  g_source_set_callback (source, speak_cb, self, NULL);
  g_source_attach (source, NULL);
}

static void
spoken_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Talk *self = data;

  if (!g_output_stream_write_all_finish (G_OUTPUT_STREAM (source), result, NULL, NULL))
    talk_free (self);
  else if (self->answer == letter_begin || self->answer == letter_token)
    {
      self->n_sent++;
      self->next += pace * 1000;
      speak_at (self, self->next);
    }
  else
    begin_again (self);
}

static void
speak (Talk *self)
{
  gsize length;
  const void *bytes;

  self->answer = choose (self);
  bytes = g_bytes_get_data (self->answer, &length);
  g_output_stream_write_all_async (g_io_stream_get_output_stream (G_IO_STREAM (self->stream)),
                                   bytes, length, G_PRIORITY_DEFAULT, NULL, spoken_cb, self);
}

/* How it is heard */

static gboolean
is_whole (GByteArray *request)
{
  const char *text = (const char *)request->data;
  const char *end = g_strstr_len (text, request->len, "\r\n\r\n");
  const char *length = g_strstr_len (text, request->len, "Content-Length: ");

  return end != NULL && length != NULL
         && request->len >= (gsize)(end + 4 - text) + strtoul (length + 16, NULL, 10);
}

static void
heard_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  Talk *self = data;
  gssize n = g_input_stream_read_finish (G_INPUT_STREAM (source), result, NULL);

  if (n <= 0)
    {
      talk_free (self);
      return;
    }
  g_byte_array_append (self->request, self->piece, (guint)n);
  if (!is_whole (self->request))
    {
      read_more (self);
      return;
    }
  self->is_letter = g_strstr_len ((const char *)self->request->data, self->request->len,
                                  "Write the subject")
                    != NULL;
  self->next = g_get_monotonic_time () + delay * 1000;
  if (delay > 0)
    speak_at (self, self->next);
  else
    speak (self);
}

static void
read_more (Talk *self)
{
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (self->stream)), self->piece,
                             sizeof self->piece, G_PRIORITY_DEFAULT, NULL, heard_cb, self);
}

static gboolean
incoming_cb (GSocketService *service, GSocketConnection *stream, GObject *source, gpointer data)
{
  Talk *self = g_new0 (Talk, 1);

  g_socket_set_option (g_socket_connection_get_socket (stream), IPPROTO_TCP, TCP_NODELAY, 1, NULL);
  self->stream = g_object_ref (stream);
  self->request = g_byte_array_new ();
  read_more (self);

  return TRUE;
}

static gboolean
input_ended_cb (GIOChannel *channel, GIOCondition condition, gpointer loop)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

static guint
listen_on_loopback (GSocketService *service)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) taken = NULL;
  g_autoptr (GError) error = NULL;

  g_socket_listener_set_backlog (G_SOCKET_LISTENER (service), 256);
  if (!g_socket_listener_add_address (G_SOCKET_LISTENER (service), any, G_SOCKET_TYPE_STREAM,
                                      G_SOCKET_PROTOCOL_TCP, NULL, &taken, &error))
    g_error ("%s", error->message);

  return g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken));
}

int
main (int argc, char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GSocketService) service = g_socket_service_new ();
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (GIOChannel) input = g_io_channel_unix_new (0);

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  make_label ();
  if (n_tokens > 0)
    make_letter ();
  else
    make_short_letter ();
  g_signal_connect (service, "incoming", G_CALLBACK (incoming_cb), NULL);
  g_print ("%u\n", listen_on_loopback (service));
  g_io_add_watch (input, G_IO_IN | G_IO_HUP, input_ended_cb, loop);
  g_main_loop_run (loop);

  return 0;
}
