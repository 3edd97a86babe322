/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A stream that comes a word at a time is read with the beat; one that does not end lets others of
 * the main context have their turn. */
#include "providers/pieces.h"

#include <libdex.h>

#include "providers/beat.h"

#define CHUNK_BYTES (16 * 1024)

/* How often a stream was waited for once it counts as one that comes a word at a time. */
#define FLOWING 16

/* How many pieces are taken before the main context has its turn. */
#define AT_ONCE 32

struct _BureauPieces
{
  GInputStream *stream;
  GCancellable *cancellable;
  guint n_waits;
  guint n_taken; /* since the last */
};

/**
 * bureau_pieces_new:
 * @stream: (transfer full): can be polled
 * @cancellable: ends what waits
 *
 * Returns: (transfer full): nothing of it read yet
 */
BureauPieces *
bureau_pieces_new (GInputStream *stream, GCancellable *cancellable)
{
  BureauPieces *self = g_new0 (BureauPieces, 1);

  self->stream = stream;
  self->cancellable = g_object_ref (cancellable);
  return self;
}

void
bureau_pieces_free (BureauPieces *self)
{
  g_clear_object (&self->stream);
  g_clear_object (&self->cancellable);
  g_free (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (DexPromise) promise = data;
  GError *error = NULL;
  GBytes *bytes = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, &error);

  if (bytes == NULL)
    {
      dex_promise_reject (promise, error);
      return;
    }
  dex_promise_resolve_boxed (promise, G_TYPE_BYTES, bytes);
}

static GBytes *
wait_for_bytes (BureauPieces *self, GError **error)
{
  DexPromise *promise = dex_promise_new ();

  g_input_stream_read_bytes_async (self->stream, CHUNK_BYTES, G_PRIORITY_DEFAULT, self->cancellable,
                                   read_cb, dex_ref (promise));
  return dex_await_boxed (DEX_FUTURE (promise), error);
}

/* What is there already. Returns: whether there was something, be it the end or a failure */
static gboolean
take (BureauPieces *self, GBytes **bytes, GError **error)
{
  static char piece[CHUNK_BYTES]; /* the main context's, until it is copied */
  gssize length = g_pollable_input_stream_read_nonblocking (
      G_POLLABLE_INPUT_STREAM (self->stream), piece, sizeof piece, self->cancellable, error);

  if (length >= 0)
    *bytes = g_bytes_new (piece, (gsize)length);
  else if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_WOULD_BLOCK))
    {
      g_clear_error (error);
      return FALSE;
    }
  return TRUE;
}

/**
 * bureau_pieces_next:
 *
 * Waits for what comes next. Belongs into a fiber of the main context.
 *
 * Returns: (transfer full): it; empty at the end; %NULL with @error set where the stream broke off
 */
GBytes *
bureau_pieces_next (BureauPieces *self, GError **error)
{
  gboolean is_turn_over = self->n_taken++ == AT_ONCE;
  GBytes *bytes = NULL;

  if (!is_turn_over && take (self, &bytes, error))
    return bytes;
  self->n_taken = 0;
  if (!is_turn_over && self->n_waits++ >= FLOWING)
    {
      dex_await (bureau_beat_next (), NULL);
      if (take (self, &bytes, error))
        return bytes;
    }
  return wait_for_bytes (self, error);
}
