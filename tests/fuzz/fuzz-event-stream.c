/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "fuzz.h"
#include "providers/event-stream.h"

static gboolean
note (const char *name, const char *data, gsize length, gpointer user_data, GError **error)
{
  g_assert_true (g_utf8_validate_len (data, length, NULL));
  return TRUE;
}

/* Whole and byte by byte: the events are as many. */
int
LLVMFuzzerTestOneInput (const guint8 *data, gsize size)
{
  g_autoptr (BureauEventStream) whole = bureau_event_stream_new (note, NULL);
  g_autoptr (BureauEventStream) pieces = bureau_event_stream_new (note, NULL);
  gboolean ok = bureau_event_stream_feed (whole, (const char *)data, size, NULL);

  for (gsize i = 0; ok && i < size; i++)
    g_assert_true (bureau_event_stream_feed (pieces, (const char *)data + i, 1, NULL));
  if (ok)
    g_assert_cmpuint (bureau_event_stream_get_count (whole), ==,
                      bureau_event_stream_get_count (pieces));
  return 0;
}
