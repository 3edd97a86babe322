/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/engine-watch.h"

#include "agents/engine.h"
#include "memory/presence.h"

/* How often it is looked whether the process that runs the agents still does. */
#define LOOK_SECONDS 2

struct _BureauEngineWatch
{
  GObject parent_instance;

  BureauMemory *memory;
  BureauEngine *engine;
  guint look_source;
  gboolean is_looking;
  gboolean is_over;
};

G_DEFINE_FINAL_TYPE (BureauEngineWatch, bureau_engine_watch, G_TYPE_OBJECT)

/* Here -------------------------------------------------------------------------------------------
 */

static void
start_engine (BureauEngineWatch *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_over)
    return;
  if (self->engine != NULL)
    {
      bureau_engine_try_again (self->engine);
      return;
    }
  self->engine = bureau_engine_new (self->memory);
  if (!dex_await (bureau_engine_start (self->engine), &error))
    g_clear_object (&self->engine);
  bureau_presence_set_trouble (self->memory, error != NULL ? error->message : NULL);
}

static DexFuture *
start_fiber (gpointer data)
{
  start_engine (data);
  return dex_future_new_true ();
}

/* Elsewhere --------------------------------------------------------------------------------------
 */

/* Where the other process has ended, the agents go on here. */
static DexFuture *
look_fiber (gpointer data)
{
  BureauEngineWatch *self = data;
  g_autoptr (GError) error = NULL;
  gint64 pid = dex_await_int64 (bureau_presence_look (self->memory), &error);

  if (error == NULL && pid == 0 && !self->is_over
      && dex_await (bureau_presence_take (self->memory), NULL))
    start_engine (self);
  self->is_looking = FALSE;
  return dex_future_new_true ();
}

static gboolean
look_cb (gpointer data)
{
  BureauEngineWatch *self = data;

  if (bureau_memory_is_engine (self->memory))
    {
      self->look_source = 0;
      return G_SOURCE_REMOVE;
    }
  if (!self->is_looking)
    {
      self->is_looking = TRUE;
      dex_future_disown (
          dex_scheduler_spawn (NULL, 0, look_fiber, g_object_ref (self), g_object_unref));
    }
  return G_SOURCE_CONTINUE;
}

static void
watch_other (BureauEngineWatch *self)
{
  dex_await (bureau_presence_look (self->memory), NULL);
  if (!self->is_over)
    self->look_source = g_timeout_add_seconds (LOOK_SECONDS, look_cb, self);
}

/* The end ----------------------------------------------------------------------------------------
 */

/* What the engine could not write at its end, the next start brings in order. */
static DexFuture *
end_fiber (gpointer data)
{
  BureauEngineWatch *self = data;

  if (self->engine != NULL)
    dex_await (bureau_engine_stop (self->engine), NULL);
  return dex_future_new_true ();
}

static void
bureau_engine_watch_dispose (GObject *object)
{
  BureauEngineWatch *self = BUREAU_ENGINE_WATCH (object);

  g_clear_handle_id (&self->look_source, g_source_remove);
  g_clear_object (&self->engine);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_engine_watch_parent_class)->dispose (object);
}

static void
bureau_engine_watch_class_init (BureauEngineWatchClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_engine_watch_dispose;
}

static void
bureau_engine_watch_init (BureauEngineWatch *self)
{
}

/**
 * bureau_engine_watch_new:
 * @memory: the open workspace
 *
 * Returns: (transfer full): does nothing before bureau_engine_watch_begin()
 */
BureauEngineWatch *
bureau_engine_watch_new (BureauMemory *memory)
{
  BureauEngineWatch *self = g_object_new (BUREAU_TYPE_ENGINE_WATCH, NULL);

  self->memory = g_object_ref (memory);
  return self;
}

/**
 * bureau_engine_watch_begin:
 *
 * Starts the agents, or watches the process that has them. On a fiber, which goes on once they
 * work or cannot.
 */
void
bureau_engine_watch_begin (BureauEngineWatch *self)
{
  if (bureau_memory_is_engine (self->memory))
    start_engine (self);
  else
    watch_other (self);
}

/**
 * bureau_engine_watch_try_again:
 *
 * Starts once more what could not be started, where that is this process's to do.
 */
void
bureau_engine_watch_try_again (BureauEngineWatch *self)
{
  if (bureau_memory_is_engine (self->memory))
    dex_future_disown (
        dex_scheduler_spawn (NULL, 0, start_fiber, g_object_ref (self), g_object_unref));
}

/**
 * bureau_engine_watch_works:
 *
 * Returns: whether this process runs the agents
 */
gboolean
bureau_engine_watch_works (BureauEngineWatch *self)
{
  return self->engine != NULL && !self->is_over;
}

/**
 * bureau_engine_watch_end:
 *
 * Lets the engine finish the step it is at, and begins nothing any more.
 *
 * Returns: (transfer full): resolves once it has
 */
DexFuture *
bureau_engine_watch_end (BureauEngineWatch *self)
{
  self->is_over = TRUE;
  g_clear_handle_id (&self->look_source, g_source_remove);
  return dex_scheduler_spawn (NULL, 0, end_fiber, g_object_ref (self), g_object_unref);
}
