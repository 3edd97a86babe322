/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/progress.h"

#include "base/json.h"

#define PERIOD_MS 100

struct _BureauProgress
{
  GObject parent_instance;

  GMutex mutex; /* guards what follows */
  BureauProgressState state;
  gboolean is_cancelled;
  guint source;
};

G_DEFINE_FINAL_TYPE (BureauProgress, bureau_progress, G_TYPE_OBJECT)

static guint changed_signal;

/* As they stand in a row. */
static const char *const phases[] = {
  [BUREAU_PHASE_READING] = "reading", [BUREAU_PHASE_CHECKING] = "checking",
  [BUREAU_PHASE_COPYING] = "copying", [BUREAU_PHASE_FILLING] = "filling",
  [BUREAU_PHASE_WRITING] = "writing",
};

static gboolean
tell_cb (gpointer data)
{
  BureauProgress *self = data;

  g_mutex_lock (&self->mutex);
  self->source = 0;
  g_mutex_unlock (&self->mutex);
  g_signal_emit (self, changed_signal, 0);
  return G_SOURCE_REMOVE;
}

/* With the mutex held. */
static void
tell_soon (BureauProgress *self)
{
  if (self->source == 0)
    self->source = g_timeout_add_full (G_PRIORITY_DEFAULT, PERIOD_MS, tell_cb, g_object_ref (self),
                                       g_object_unref);
}

static void
set_state (BureauProgress *self, const BureauProgressState *state)
{
  g_mutex_lock (&self->mutex);
  self->state = *state;
  tell_soon (self);
  g_mutex_unlock (&self->mutex);
}

static void
bureau_progress_finalize (GObject *object)
{
  g_mutex_clear (&BUREAU_PROGRESS (object)->mutex);
  G_OBJECT_CLASS (bureau_progress_parent_class)->finalize (object);
}

static void
bureau_progress_class_init (BureauProgressClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_progress_finalize;
  changed_signal = g_signal_new ("changed", BUREAU_TYPE_PROGRESS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
bureau_progress_init (BureauProgress *self)
{
  g_mutex_init (&self->mutex);
  self->state.items = -1;
}

/**
 * bureau_progress_new:
 *
 * Returns: (transfer full): of work that was not begun
 */
BureauProgress *
bureau_progress_new (void)
{
  return g_object_new (BUREAU_TYPE_PROGRESS, NULL);
}

/**
 * bureau_progress_begin:
 *
 * Says what the work is at from now on; how much of it there is, nobody knows yet.
 */
void
bureau_progress_begin (BureauProgress *self, BureauPhase phase)
{
  if (self != NULL)
    set_state (self, &(BureauProgressState){ .phase = phase, .items = -1 });
}

/**
 * bureau_progress_set:
 * @done: how much of @total is done, in whatever unit
 * @total: 0 where nobody knows
 */
void
bureau_progress_set (BureauProgress *self, gint64 done, gint64 total)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->state.done = MIN (done, total);
  self->state.total = total;
  tell_soon (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * bureau_progress_set_items:
 * @items: how many things came of it so far
 */
void
bureau_progress_set_items (BureauProgress *self, gint64 items)
{
  if (self == NULL)
    return;
  g_mutex_lock (&self->mutex);
  self->state.items = items;
  tell_soon (self);
  g_mutex_unlock (&self->mutex);
}

/**
 * bureau_progress_get:
 * @state: (out caller-allocates): how far it is
 */
void
bureau_progress_get (BureauProgress *self, BureauProgressState *state)
{
  g_mutex_lock (&self->mutex);
  *state = self->state;
  g_mutex_unlock (&self->mutex);
}

/**
 * bureau_progress_get_percent:
 *
 * Returns: how much of it is done, 0 to 100, or -1 where nobody knows
 */
int
bureau_progress_get_percent (BureauProgress *self)
{
  BureauProgressState state;

  bureau_progress_get (self, &state);
  return state.total > 0 ? (int)((double)state.done / (double)state.total * 100) : -1;
}

/**
 * bureau_progress_cancel:
 *
 * Asks the work to end early. It does so where it leaves nothing half done.
 */
void
bureau_progress_cancel (BureauProgress *self)
{
  g_mutex_lock (&self->mutex);
  self->is_cancelled = TRUE;
  g_mutex_unlock (&self->mutex);
}

/**
 * bureau_progress_is_cancelled:
 *
 * Returns: whether the work is to end early
 */
gboolean
bureau_progress_is_cancelled (BureauProgress *self)
{
  gboolean is_cancelled;

  if (self == NULL)
    return FALSE;
  g_mutex_lock (&self->mutex);
  is_cancelled = self->is_cancelled;
  g_mutex_unlock (&self->mutex);
  return is_cancelled;
}

/**
 * bureau_progress_check:
 *
 * Returns: whether to go on; %FALSE with %G_IO_ERROR_CANCELLED where the work is to end early
 */
gboolean
bureau_progress_check (BureauProgress *self, GError **error)
{
  if (!bureau_progress_is_cancelled (self))
    return TRUE;
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, "It was cancelled.");
  return FALSE;
}

/**
 * bureau_progress_print:
 *
 * Returns: (transfer full): how far it is, for a row: {"phase","done","total","items"?} as text
 */
char *
bureau_progress_print (BureauProgress *self)
{
  g_autoptr (JsonObject) object = json_object_new ();
  BureauProgressState state;

  bureau_progress_get (self, &state);
  json_object_set_string_member (object, "phase", phases[state.phase]);
  json_object_set_int_member (object, "done", state.done);
  json_object_set_int_member (object, "total", state.total);
  if (state.items >= 0)
    json_object_set_int_member (object, "items", state.items);
  return bureau_json_print_object (object);
}

/**
 * bureau_progress_take:
 * @text: of bureau_progress_print()
 *
 * Returns: whether it could be read; else nothing is changed
 */
gboolean
bureau_progress_take (BureauProgress *self, const char *text)
{
  g_autoptr (JsonObject) object = bureau_json_parse_object (text, -1, NULL);
  const char *phase = object != NULL ? bureau_json_get_string (object, "phase") : NULL;

  for (guint i = 0; i < G_N_ELEMENTS (phases); i++)
    if (g_strcmp0 (phases[i], phase) == 0)
      {
        set_state (self,
                   &(BureauProgressState){ .phase = i,
                                           .done = bureau_json_get_int (object, "done", 0),
                                           .total = bureau_json_get_int (object, "total", 0),
                                           .items = bureau_json_get_int (object, "items", -1) });
        return TRUE;
      }
  return FALSE;
}
