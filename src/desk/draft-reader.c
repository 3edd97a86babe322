/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/draft-reader.h"

#include "desk/draft-thread.h"

struct _BureauDraftReader
{
  grefcount references; /* one for each reading that is under way */
  BureauMemory *memory;
  BureauDraftReaderFunc func; /* NULL: nobody listens any more */
  gpointer data;
  gulong changed;

  gint64 draft;
  gint64 next;
  gint64 ahead; /* whose thread @thread is */
  JsonObject *thread;
  gboolean is_reading;
  gboolean is_stale;
};

static void read_draft (BureauDraftReader *self);

static void
unref (gpointer data)
{
  BureauDraftReader *self = data;

  if (!g_ref_count_dec (&self->references))
    return;
  g_clear_object (&self->memory);
  g_clear_pointer (&self->thread, json_object_unref);
  g_free (self);
}

static gpointer
ref (BureauDraftReader *self)
{
  g_ref_count_inc (&self->references);
  return self;
}

typedef struct
{
  BureauDraftReader *reader;
  gint64 draft;
} Reading;

static void
reading_free (gpointer data)
{
  unref (((Reading *)data)->reader);
  g_free (data);
}

static void
load (BureauDraftReader *self, gint64 draft, DexFutureCallback callback)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->reader = ref (self);
  reading->draft = draft;
  dex_future_disown (dex_future_finally (bureau_draft_thread_load (self->memory, draft), callback,
                                         reading, reading_free));
}

/* Ahead ------------------------------------------------------------------------------------------
 */

static DexFuture *
ahead_read_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauDraftReader *self = reading->reader;
  g_autoptr (JsonObject) thread = dex_await_boxed (dex_ref (future), NULL);

  if (reading->draft != self->ahead)
    return NULL;
  g_clear_pointer (&self->thread, json_object_unref);
  self->thread = g_steal_pointer (&thread);
  return NULL;
}

static void
read_ahead (BureauDraftReader *self)
{
  if (self->next == 0 || self->next == self->ahead || self->func == NULL)
    return;
  self->ahead = self->next;
  g_clear_pointer (&self->thread, json_object_unref);
  load (self, self->next, ahead_read_cb);
}

/* Now --------------------------------------------------------------------------------------------
 */

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauDraftReader *self = reading->reader;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) thread = dex_await_boxed (dex_ref (future), &error);

  self->is_reading = FALSE;
  if (error != NULL)
    g_debug ("draft: %s", error->message);
  if (self->func != NULL && reading->draft == self->draft)
    self->func (self->draft, thread, self->data);
  if (self->is_stale)
    read_draft (self);
  else
    read_ahead (self);
  return NULL;
}

/* While a reading is under way, once more after it. */
static void
read_draft (BureauDraftReader *self)
{
  self->is_stale = self->is_reading;
  if (self->is_reading || self->draft == 0 || self->func == NULL)
    return;
  self->is_reading = TRUE;
  load (self, self->draft, read_cb);
}

static void
changed_cb (BureauMemory *memory, gint64 entry, gpointer data)
{
  read_draft (data);
}

/**
 * bureau_draft_reader_new:
 * @func: called with each reading of the draft that is turned to
 * @data: outlives the reader
 *
 * Returns: (transfer full): a reader that is turned to none
 */
BureauDraftReader *
bureau_draft_reader_new (BureauMemory *memory, BureauDraftReaderFunc func, gpointer data)
{
  BureauDraftReader *self = g_new0 (BureauDraftReader, 1);

  g_ref_count_init (&self->references);
  self->memory = g_object_ref (memory);
  self->func = func;
  self->data = data;
  /* Disconnected when the reader is freed. */
  self->changed = g_signal_connect_data (memory, "changed", G_CALLBACK (changed_cb), self, NULL,
                                         G_CONNECT_DEFAULT);
  return self;
}

void
bureau_draft_reader_free (BureauDraftReader *self)
{
  self->func = NULL;
  g_clear_signal_handler (&self->changed, self->memory);
  unref (self);
}

/**
 * bureau_draft_reader_turn:
 * @draft: its id, or 0 for none
 * @next: the one that is likely to come after it, or 0
 *
 * Turns to a draft. What was read ahead is given at once, and read anew.
 */
void
bureau_draft_reader_turn (BureauDraftReader *self, gint64 draft, gint64 next)
{
  g_autoptr (JsonObject) thread = NULL;

  self->draft = draft;
  self->next = next;
  if (self->ahead == draft)
    thread = g_steal_pointer (&self->thread);
  self->ahead = 0;
  g_clear_pointer (&self->thread, json_object_unref);
  if (thread != NULL)
    self->func (draft, thread, self->data);
  read_draft (self);
}
