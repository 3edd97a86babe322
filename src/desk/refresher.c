/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/refresher.h"

#include "base/json.h"

#define PAUSE_MS 200

struct _BureauRefresher
{
  GObject parent_instance;

  BureauMemory *memory;
  BureauReadFunc read;
  gpointer data;
  GDestroyNotify destroy;
  char *known; /* what was told last */
  gint64 read_at;
  guint timer;
  gboolean is_reading;
  gboolean is_stale;
  guint pace; /* milliseconds; 0: only after commits */
};

G_DEFINE_FINAL_TYPE (BureauRefresher, bureau_refresher, G_TYPE_OBJECT)

enum
{
  SHOWN,
  FAILED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

static void go_on (BureauRefresher *self);

static void
timer_cb (gpointer data)
{
  BureauRefresher *self = data;

  self->timer = 0;
  self->is_stale = TRUE;
  go_on (self);
}

static void
tell (BureauRefresher *self, JsonObject *answer)
{
  g_autofree char *printed = bureau_json_print_object (answer);

  if (g_set_str (&self->known, printed))
    g_signal_emit (self, signals[SHOWN], 0, answer);
}

/* What is read next is told even where it is as before. */
static void
tell_failed (BureauRefresher *self, const char *problem)
{
  g_clear_pointer (&self->known, g_free);
  g_signal_emit (self, signals[FAILED], 0, problem);
}

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  BureauRefresher *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), &error);

  self->is_reading = FALSE;
  if (answer != NULL)
    tell (self, answer);
  else
    tell_failed (self, error->message);
  go_on (self);
  return NULL;
}

static void
go_on (BureauRefresher *self)
{
  gint64 since = (g_get_monotonic_time () - self->read_at) / 1000;
  gint64 pause = self->is_stale ? PAUSE_MS : self->pace;

  if (self->is_reading || self->timer != 0 || (!self->is_stale && self->pace == 0))
    return;
  if (since < pause)
    {
      self->timer = g_timeout_add_once ((guint)(pause - since), timer_cb, self);
      return;
    }
  self->is_reading = TRUE;
  self->is_stale = FALSE;
  self->read_at = g_get_monotonic_time ();
  dex_future_disown (
      dex_future_finally (bureau_memory_read (self->memory, self->read, self->data, NULL), read_cb,
                          g_object_ref (self), g_object_unref));
}

static void
changed_cb (BureauRefresher *self)
{
  self->is_stale = TRUE;
  g_clear_handle_id (&self->timer, g_source_remove);
  go_on (self);
}

static void
bureau_refresher_finalize (GObject *object)
{
  BureauRefresher *self = BUREAU_REFRESHER (object);

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->data, self->destroy);
  g_free (self->known);
  G_OBJECT_CLASS (bureau_refresher_parent_class)->finalize (object);
}

static void
bureau_refresher_class_init (BureauRefresherClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_refresher_finalize;
  signals[SHOWN] = g_signal_new ("shown", BUREAU_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 1, JSON_TYPE_OBJECT);
  signals[FAILED] = g_signal_new ("failed", BUREAU_TYPE_REFRESHER, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                  NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
bureau_refresher_init (BureauRefresher *self)
{
}

/**
 * bureau_refresher_new:
 * @read: reads what is shown, on a reader's thread, and leaves a #JsonObject in its result
 * @data: for @read; not changed by it
 * @destroy: frees @data
 *
 * Returns: (transfer full): reads nothing before bureau_refresher_start()
 */
BureauRefresher *
bureau_refresher_new (BureauMemory *memory, BureauReadFunc read, gpointer data,
                      GDestroyNotify destroy)
{
  BureauRefresher *self = g_object_new (BUREAU_TYPE_REFRESHER, NULL);

  self->memory = g_object_ref (memory);
  self->read = read;
  self->data = data;
  self->destroy = destroy;
  return self;
}

/**
 * bureau_refresher_start:
 *
 * Reads for the first time and then after each commit.
 */
void
bureau_refresher_start (BureauRefresher *self)
{
  g_signal_connect_object (self->memory, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
}

/**
 * bureau_refresher_set_pace:
 * @milliseconds: between readings, for what changes without an entry of the journal, as a run at
 *   work does; 0 for what does not
 *
 * Lets it be read as often as that as well.
 */
void
bureau_refresher_set_pace (BureauRefresher *self, guint milliseconds)
{
  self->pace = milliseconds;
}
