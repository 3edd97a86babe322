/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/session.h"

#include "application/beginning.h"
#include "application/engine-watch.h"
#include "application/open-file.h"
#include "application/patience.h"
#include "application/process.h"
#include "desk/frame.h"
#include "desk/recent.h"
#include "desk/toast.h"

struct _BureauSession
{
  GObject parent_instance;

  char *path;
  BureauWindow *window;
  BureauPatience *patience;
  BureauWorker *worker;
  BureauMemory *memory;
  BureauEngineWatch *agents; /* NULL until the workspace is shown */
  DexFuture *reading;        /* of BureauMemory, until somebody awaits it */
  DexFuture *opening;        /* or beginning */
  DexFuture *before;         /* what has to be done first, until somebody awaits it */
  BureauProgress *progress;  /* of what a person waits for before the workspace is shown */
  gboolean is_closing;
};

G_DEFINE_FINAL_TYPE (BureauSession, bureau_session, G_TYPE_OBJECT)

/* Opening ----------------------------------------------------------------------------------------
 */

static void
show_workspace (BureauSession *self)
{
  bureau_window_set_memory (self->window, self->memory);
  bureau_patience_set_ready (self->patience);
  /* A person sees the workspace first; the agents begin a moment later. */
  dex_await (bureau_frame_next (GTK_WIDGET (self->window)), NULL);
  bureau_recent_add (self->path);
  if (self->is_closing)
    return;
  self->agents = bureau_engine_watch_new (self->memory);
  bureau_engine_watch_begin (self->agents);
  bureau_process_rest ();
}

static void
begin_to_read (BureauSession *self)
{
  self->reading = bureau_open_file (self->worker, self->path, BUREAU_MEMORY_ENGINE);
}

static gboolean
open_memory (BureauSession *self, GError **error)
{
  if (self->reading == NULL)
    begin_to_read (self);
  self->memory = dex_await_object (g_steal_pointer (&self->reading), error);
  return self->memory != NULL;
}

/* What nothing is in yet is begun first; but not under another process's hands. */
static gboolean
is_to_begin (BureauSession *self)
{
  return bureau_memory_is_engine (self->memory)
         && dex_await_boolean (bureau_beginning_is_due (self->memory), NULL);
}

static DexFuture *
open_fiber (gpointer data)
{
  BureauSession *self = data;
  g_autoptr (GError) error = NULL;

  /* However it went, there is a workspace then; whoever asked for it says how. */
  if (self->before != NULL)
    dex_await (g_steal_pointer (&self->before), NULL);
  if (self->is_closing)
    return dex_future_new_true ();
  if (!open_memory (self, &error))
    bureau_window_set_problem (self->window, error);
  else if (is_to_begin (self))
    bureau_window_show_welcome (self->window);
  else
    show_workspace (self);
  bureau_patience_set_ready (self->patience);
  return dex_future_new_true ();
}

/* Beginning --------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauSession *session;
  char *kind;
  JsonObject *answers;
} Begin;

static void
begin_free (gpointer data)
{
  Begin *self = data;

  g_clear_object (&self->session);
  g_free (self->kind);
  g_clear_pointer (&self->answers, json_object_unref);
  g_free (self);
}

/* What holds nothing yet is made anew beside itself: it is there as a whole, or as it was. */
static gboolean
begin (BureauSession *self, const Begin *begin, GError **error)
{
  if (self->memory != NULL)
    bureau_memory_close (self->memory);
  g_clear_object (&self->memory);
  return dex_await (bureau_beginning_make (self->path, begin->kind, begin->answers, self->progress),
                    error)
         && (self->is_closing || open_memory (self, error));
}

static DexFuture *
begin_fiber (gpointer data)
{
  Begin *self = data;
  BureauSession *session = self->session;
  g_autoptr (GError) error = NULL;

  if (!begin (session, self, &error))
    {
      bureau_window_show_welcome (session->window);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        bureau_toast_say (GTK_WIDGET (session->window), error->message);
    }
  else if (!session->is_closing)
    show_workspace (session);
  return dex_future_new_true ();
}

/* Closing ----------------------------------------------------------------------------------------
 */

static DexFuture *
close_fiber (gpointer data)
{
  BureauSession *self = data;

  self->is_closing = TRUE;
  bureau_patience_give_up (self->patience);
  if (self->progress != NULL)
    bureau_progress_cancel (self->progress);
  if (self->opening != NULL)
    dex_await (dex_ref (self->opening), NULL);
  if (self->agents != NULL)
    dex_await (bureau_engine_watch_end (self->agents), NULL);
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

  g_clear_pointer (&self->patience, bureau_patience_free);
  dex_clear (&self->reading);
  dex_clear (&self->opening);
  dex_clear (&self->before);
  g_clear_object (&self->progress);
  g_clear_object (&self->window);
  g_clear_object (&self->agents);
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

/* Opens again what could not be started, where a banner offers it. */
static void
start_agents_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauSession *self = data;

  if (self->agents != NULL)
    bureau_engine_watch_try_again (self->agents);
}

static const GActionEntry actions[] = {
  { .name = "start-agents", .activate = start_agents_cb },
};

static void
set_up (BureauSession *self, GtkApplication *application, const char *path)
{
  self->window = g_object_ref (bureau_window_new (application, path));
  self->patience = bureau_patience_new (GTK_WINDOW (self->window));
  g_action_map_add_action_entries (G_ACTION_MAP (self->window), actions, G_N_ELEMENTS (actions),
                                   self);
}

/**
 * bureau_session_new:
 * @application: keeps the window
 * @path: (nullable) (type filename): the workspace file; %NULL where none was chosen yet
 *
 * Returns: (transfer full): a workspace with its window; its file is read from now on, and shown
 *   by bureau_session_open()
 */
BureauSession *
bureau_session_new (GtkApplication *application, const char *path)
{
  BureauSession *self = g_object_new (BUREAU_TYPE_SESSION, NULL);

  self->path = g_strdup (path);
  if (path != NULL && g_file_test (path, G_FILE_TEST_EXISTS))
    begin_to_read (self);
  set_up (self, application, path);
  return self;
}

/**
 * bureau_session_new_after:
 * @application: keeps the window
 * @path: (type filename): the workspace file
 * @before: (transfer full): has the file until it resolves or rejects
 * @progress: how far that is; shown in the window, which may cancel it
 *
 * Returns: (transfer full): a workspace with its window, opened once @before is over
 */
BureauSession *
bureau_session_new_after (GtkApplication *application, const char *path, DexFuture *before,
                          BureauProgress *progress)
{
  BureauSession *self = g_object_new (BUREAU_TYPE_SESSION, NULL);

  self->path = g_strdup (path);
  self->before = before;
  self->progress = g_object_ref (progress);
  set_up (self, application, path);
  bureau_window_show_progress (self->window, progress);
  bureau_patience_set_ready (self->patience);
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
 * Returns: (transfer none) (nullable) (type filename): its file; %NULL where none was chosen yet
 */
const char *
bureau_session_get_path (BureauSession *self)
{
  return self->path;
}

/**
 * bureau_session_works:
 *
 * Returns: whether this process runs the agents of the workspace
 */
gboolean
bureau_session_works (BureauSession *self)
{
  return self->agents != NULL && bureau_engine_watch_works (self->agents);
}

/**
 * bureau_session_open:
 *
 * Opens the file away from the window's thread, starts the engine where no other process runs it,
 * and shows the workspace, or what is wrong with it, in the window. Where there is no file, or
 * nothing in it, the window asks how to begin.
 *
 * Returns: (transfer full): resolves once the window shows one or the other
 */
DexFuture *
bureau_session_open (BureauSession *self)
{
  if (self->reading == NULL && self->before == NULL)
    {
      bureau_window_show_welcome (self->window);
      bureau_patience_set_ready (self->patience);
      return dex_future_new_true ();
    }
  self->opening = dex_scheduler_spawn (NULL, 0, open_fiber, g_object_ref (self), g_object_unref);
  return dex_ref (self->opening);
}

/**
 * bureau_session_present:
 *
 * Shows the window, as soon as it has something to show or somebody would begin to wait.
 */
void
bureau_session_present (BureauSession *self)
{
  bureau_patience_present (self->patience);
}

/**
 * bureau_session_begin:
 * @path: (type filename): the file to make; the session's own where it has one
 * @kind: "sample" or "own"
 * @answers: (nullable): what was said of one's own business
 *
 * Begins a workspace as its window was told, then shows it.
 *
 * Returns: (transfer full): resolves once the window shows it, or why it could not be
 */
DexFuture *
bureau_session_begin (BureauSession *self, const char *path, const char *kind, JsonObject *answers)
{
  Begin *begin = g_new0 (Begin, 1);

  begin->session = g_object_ref (self);
  begin->kind = g_strdup (kind);
  begin->answers = answers != NULL ? json_object_ref (answers) : NULL;
  g_set_str (&self->path, path);
  bureau_window_set_workspace (self->window, path);
  g_clear_object (&self->progress);
  self->progress = bureau_progress_new ();
  bureau_window_show_progress (self->window, self->progress);
  dex_clear (&self->opening);
  self->opening = dex_scheduler_spawn (NULL, 0, begin_fiber, begin, begin_free);
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
