/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "providers/event-stream.h"

#include <string.h>

/* A body, and its events as "name=data|" in their order. */
typedef struct
{
  const char *body;
  const char *events;
  gboolean is_cut;
} Case;

static const Case cases[] = {
  { "", "", FALSE },
  { "data: a\n\n", "message=a|", FALSE },
  { "event: ping\ndata: {}\n\n", "ping={}|", FALSE },
  { "data: a\r\n\r\ndata: b\r\rdata: c\n\n", "message=a|message=b|message=c|", FALSE },
  { "data: a\rdata: b\r\ndata: c\n\n", "message=a\nb\nc|", FALSE },
  { "\xef\xbb\xbf"
    "data: marked\n\n",
    "message=marked|", FALSE },
  { "data:\xef\xbb\xbf\n\n", "message=\xef\xbb\xbf|", FALSE },
  { ": comment\n\ndata: a\n\n:\n\n", "message=a|", FALSE },
  { "data\n\n", "message=|", FALSE },
  { "data:\ndata:\n\n", "message=\n|", FALSE },
  { "data:  two spaces\n\n", "message= two spaces|", FALSE },
  { "data:a:b\n\n", "message=a:b|", FALSE },
  { "id: 7\nretry: 10\nunknown: x\ndata: a\n\n", "message=a|", FALSE },
  { "event: only\n\ndata: a\n\n", "message=a|", FALSE },
  { "event: one\nevent: two\ndata: a\n\n", "two=a|", FALSE },
  { "dat: a\ndatas: b\n\n", "", FALSE },
  { "data: caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x99\x82\n\n",
    "message=caf\xc3\xa9 \xe2\x82\xac \xf0\x9f\x99\x82|", FALSE },
  { "data: a\n\ndata: b", "message=a|", TRUE },
  { "data: a\n\ndata: b\n", "message=a|", TRUE },
  { "data: [DONE]\n\n", "message=[DONE]|", FALSE },
  { "\n\n\r\n\rdata: a\n\n", "message=a|", FALSE },
};

static gboolean
note (const char *name, const char *data, gsize length, gpointer user_data, GError **error)
{
  g_assert_cmpuint (strlen (data), ==, length);
  g_assert_true (g_utf8_validate (data, -1, NULL));
  g_string_append_printf (user_data, "%s=%s|", name, data);
  return TRUE;
}

static void
feed (BureauEventStream *stream, const char *bytes, gsize length)
{
  /* A copy of just these bytes: the sanitizer sees a look beyond them. */
  g_autofree char *piece = g_memdup2 (bytes, length);
  g_autoptr (GError) error = NULL;

  g_assert_true (bureau_event_stream_feed (stream, piece, length, &error));
  g_assert_no_error (error);
}

static void
check_cut_at (const Case *it, gsize first, gsize second)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (BureauEventStream) stream = bureau_event_stream_new (note, events);
  g_autoptr (GError) error = NULL;

  feed (stream, it->body, first);
  feed (stream, it->body + first, second - first);
  feed (stream, it->body + second, strlen (it->body) - second);
  g_assert_cmpstr (events->str, ==, it->events);
  g_assert_true (bureau_event_stream_end (stream, &error) != it->is_cut);
  g_assert_true ((error != NULL) == it->is_cut);
}

/* Wherever the network cuts a body, twice, the events are the same. */
static void
test_case (gconstpointer data)
{
  const Case *it = data;
  gsize length = strlen (it->body);

  for (gsize first = 0; first <= length; first++)
    for (gsize second = first; second <= length; second++)
      check_cut_at (it, first, second);
}

static void
test_broken_text (void)
{
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (BureauEventStream) stream = bureau_event_stream_new (note, events);

  feed (stream, "data: \xff\xfe x\n\n", 13);
  g_assert_cmpuint (bureau_event_stream_get_count (stream), ==, 1);
}

static gboolean
refuse (const char *name, const char *data, gsize length, gpointer user_data, GError **error)
{
  ++*(guint *)user_data;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "No.");
  return FALSE;
}

static void
test_stop (void)
{
  const char body[] = "data: a\n\ndata: b\n\n";
  guint n_seen = 0;
  g_autoptr (BureauEventStream) stream = bureau_event_stream_new (refuse, &n_seen);
  g_autoptr (GError) error = NULL;

  g_assert_false (bureau_event_stream_feed (stream, body, strlen (body), &error));
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED);
  g_assert_cmpuint (n_seen, ==, 1);
}

/* Neither one endless line nor an event of endless lines fills the memory. */
static void
test_endless (gconstpointer data)
{
  const char *piece = data;
  g_autoptr (GString) events = g_string_new (NULL);
  g_autoptr (BureauEventStream) stream = bureau_event_stream_new (note, events);
  g_autoptr (GError) error = NULL;
  gsize total = 0;

  while (bureau_event_stream_feed (stream, piece, strlen (piece), &error))
    {
      total += strlen (piece);
      g_assert_cmpuint (total, <, 2 * BUREAU_EVENT_MAX_BYTES);
    }
  g_assert_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT);
}

int
main (int argc, char **argv)
{
  g_autofree char *line = g_strnfill (60000, 'x');
  g_autofree char *lines = g_strconcat ("data: ", line, "\n", NULL);

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/providers/event-stream/%02u", (guint)i);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/providers/event-stream/broken-text", test_broken_text);
  g_test_add_func ("/providers/event-stream/stop", test_stop);
  g_test_add_data_func ("/providers/event-stream/endless/line", line, test_endless);
  g_test_add_data_func ("/providers/event-stream/endless/event", lines, test_endless);
  return g_test_run ();
}
