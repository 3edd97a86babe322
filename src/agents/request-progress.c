/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-progress.h"

/* What is done sooner needs no word. */
#define PERIOD_MS 500

/* Not for one that was answered meanwhile: its rows are forgotten. */
#define PUT                                                                                        \
  "INSERT INTO bureau_scratch SELECT 'request:' || id || ':progress', ?2, ?3 FROM bureau_request"  \
  " WHERE id = ?1 AND state = 'doing' ON CONFLICT (key)"                                           \
  " DO UPDATE SET value = excluded.value, updated_at = excluded.updated_at"

struct _BureauRequestProgress
{
  BureauMemory *memory;
  gint64 request;
  BureauProgress *progress;
  char *told;
  guint timer;
};

typedef struct
{
  gint64 request;
  char *text;
} Note;

static void
note_free (gpointer data)
{
  g_free (((Note *)data)->text);
  g_free (data);
}

static gboolean
write_note (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const Note *self = data;

  return bureau_database_run (bureau_transaction_get_database (transaction), error, PUT, "iss",
                              self->request, bureau_transaction_get_time (transaction), self->text);
}

/* A word that is not written is no loss: the next one says more. */
static void
tell (BureauRequestProgress *self)
{
  const BureauCause cause = { "system", "scratch" };
  Note *note = g_new0 (Note, 1);

  note->request = self->request;
  note->text = g_strdup (self->told);
  dex_future_disown (bureau_memory_write (self->memory, &cause, write_note, note, note_free));
}

static gboolean
tick_cb (gpointer data)
{
  BureauRequestProgress *self = data;
  g_autofree char *now = bureau_progress_print (self->progress);

  if (g_set_str (&self->told, now))
    tell (self);
  return G_SOURCE_CONTINUE;
}

/**
 * bureau_request_progress_new:
 * @request: which is being done
 * @progress: how far it is
 *
 * Says it twice a second, until it is freed.
 *
 * Returns: (transfer full): says nothing yet
 */
BureauRequestProgress *
bureau_request_progress_new (BureauMemory *memory, gint64 request, BureauProgress *progress)
{
  BureauRequestProgress *self = g_new0 (BureauRequestProgress, 1);

  self->memory = g_object_ref (memory);
  self->request = request;
  self->progress = g_object_ref (progress);
  self->timer = g_timeout_add (PERIOD_MS, tick_cb, self);
  return self;
}

void
bureau_request_progress_free (BureauRequestProgress *self)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->memory);
  g_clear_object (&self->progress);
  g_free (self->told);
  g_free (self);
}
