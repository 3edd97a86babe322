/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/session.h"

#include <glib/gstdio.h>

#include "agents/engine.h"
#include "base/error.h"
#include "base/worker.h"
#include "memory/memory.h"
#include "workflows/template-install.h"

/* What a workspace begins with where none is named; it holds no sample. */
#define FIRST_TEMPLATE "lead-intake"

struct _BureauSession
{
  GObject parent_instance;

  char *path;
  BureauWindow *window;
  BureauWorker *worker;
  BureauMemory *memory;
  BureauEngine *engine;
  DexFuture *opening;
};

G_DEFINE_FINAL_TYPE (BureauSession, bureau_session, G_TYPE_OBJECT)

/* Opening ----------------------------------------------------------------------------------------
 */

static gboolean
make_folder (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);

  return g_mkdir_with_parents (folder, 0700) == 0;
}

static void
take_memory (GValue *result, BureauMemory *memory)
{
  g_value_init (result, BUREAU_TYPE_MEMORY);
  g_value_take_object (result, memory);
}

/* On the worker. Where another process runs the agents, this one is a window on its work. */
static gboolean
open_file (gpointer data, GValue *result, GError **error)
{
  const char *path = data;
  BureauMemoryFlags flags = BUREAU_MEMORY_ENGINE;
  g_autoptr (GError) failure = NULL;
  BureauMemory *memory;

  if (!g_file_test (path, G_FILE_TEST_EXISTS) && make_folder (path))
    flags |= BUREAU_MEMORY_CREATE;
  memory = bureau_memory_open (path, flags, &failure);
  if (g_error_matches (failure, BUREAU_ERROR, BUREAU_ERROR_BUSY))
    {
      g_clear_error (&failure);
      memory = bureau_memory_open (path, BUREAU_MEMORY_DEFAULT, &failure);
    }
  if (memory == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  take_memory (result, memory);
  return TRUE;
}

static gboolean
fill_new (BureauMemory *memory, GError **error)
{
  const BureauCause cause = { "operator:window", "hand" };

  return dex_await (bureau_template_install (memory, &cause, FIRST_TEMPLATE, FALSE), error);
}

static gboolean
start_engine (BureauSession *self, GError **error)
{
  if (!bureau_memory_is_engine (self->memory))
    return TRUE;
  self->engine = bureau_engine_new (self->memory);
  return dex_await (bureau_engine_start (self->engine), error);
}

static gboolean
open_workspace (BureauSession *self, GError **error)
{
  gboolean is_new = !g_file_test (self->path, G_FILE_TEST_EXISTS);

  self->memory = dex_await_object (
      bureau_worker_run (self->worker, open_file, g_strdup (self->path), g_free), error);
  return self->memory != NULL && (!is_new || fill_new (self->memory, error))
         && start_engine (self, error);
}

static DexFuture *
open_fiber (gpointer data)
{
  BureauSession *self = data;
  g_autoptr (GError) error = NULL;

  if (open_workspace (self, &error))
    bureau_window_set_memory (self->window, self->memory);
  else
    bureau_window_set_problem (self->window, error);
  return dex_future_new_true ();
}

/* Closing ----------------------------------------------------------------------------------------
 */

static DexFuture *
close_fiber (gpointer data)
{
  BureauSession *self = data;

  if (self->opening != NULL)
    dex_await (dex_ref (self->opening), NULL);
  /* What the engine could not write at its end, the next start brings in order. */
  if (self->engine != NULL)
    dex_await (bureau_engine_stop (self->engine), NULL);
  if (self->memory != NULL)
    bureau_memory_close (self->memory);
  return dex_future_new_true ();
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_session_dispose (GObject *object)
{
  BureauSession *self = BUREAU_SESSION (object);

  dex_clear (&self->opening);
  g_clear_object (&self->window);
  g_clear_object (&self->engine);
  g_clear_object (&self->memory);
  g_clear_object (&self->worker);
  G_OBJECT_CLASS (bureau_session_parent_class)->dispose (object);
}

static void
bureau_session_finalize (GObject *object)
{
  BureauSession *self = BUREAU_SESSION (object);

  g_free (self->path);
  G_OBJECT_CLASS (bureau_session_parent_class)->finalize (object);
}

static void
bureau_session_class_init (BureauSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_session_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_session_finalize;
}

static void
bureau_session_init (BureauSession *self)
{
  self->worker = bureau_worker_new ("bureau-open");
}

/**
 * bureau_session_new:
 * @application: keeps the window
 * @path: (type filename): the workspace file; it is made where there is none
 *
 * Returns: (transfer full): a workspace with its window, not opened yet
 */
BureauSession *
bureau_session_new (GtkApplication *application, const char *path)
{
  BureauSession *self = g_object_new (BUREAU_TYPE_SESSION, NULL);

  self->path = g_strdup (path);
  self->window = g_object_ref (bureau_window_new (application, path));
  return self;
}

/**
 * bureau_session_get_window:
 *
 * Returns: (transfer none): its window
 */
BureauWindow *
bureau_session_get_window (BureauSession *self)
{
  return self->window;
}

/**
 * bureau_session_get_path:
 *
 * Returns: (transfer none) (type filename): its file
 */
const char *
bureau_session_get_path (BureauSession *self)
{
  return self->path;
}

/**
 * bureau_session_open:
 *
 * Opens the file away from the window's thread, starts the engine where no other process runs it,
 * and shows the workspace, or what is wrong with it, in the window.
 *
 * Returns: (transfer full): resolves once the window shows one or the other
 */
DexFuture *
bureau_session_open (BureauSession *self)
{
  self->opening = dex_scheduler_spawn (NULL, 0, open_fiber, g_object_ref (self), g_object_unref);
  return dex_ref (self->opening);
}

/**
 * bureau_session_close:
 *
 * Lets the engine finish the step it is at, writes what is queued and closes the file.
 *
 * Returns: (transfer full): resolves once the file is closed
 */
DexFuture *
bureau_session_close (BureauSession *self)
{
  return dex_scheduler_spawn (NULL, 0, close_fiber, g_object_ref (self), g_object_unref);
}
