/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "stage.h"

#include "base/error.h"
#include "memory/memory-private.h"

/* So many frames in a row without news are rest. */
#define REST_FRAMES 3
#define MAX_CLOSING_SECONDS 20

struct _Stage
{
  StageState state;
  BureauMemory *memory;
  BureauWindow *window;
  GMutex lock;
  GCond released;
  gboolean is_held;
};

/* Readings ---------------------------------------------------------------------------------------
 */

static gboolean
wait_for_release (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Stage *self = data;

  g_mutex_lock (&self->lock);
  while (self->is_held)
    g_cond_wait (&self->released, &self->lock);
  g_mutex_unlock (&self->lock);
  return TRUE;
}

/* Each reader is given something that does not end; whatever is asked afterwards waits behind it.
 */
static void
hold_readings (Stage *self)
{
  self->is_held = TRUE;
  for (guint i = 0; i < BUREAU_MEMORY_READERS; i++)
    dex_future_disown (bureau_reader_read (self->memory->readers[i], wait_for_release, self, NULL));
}

static void
release_readings (Stage *self)
{
  g_mutex_lock (&self->lock);
  self->is_held = FALSE;
  g_cond_broadcast (&self->released);
  g_mutex_unlock (&self->lock);
}

static gboolean
is_reading (Stage *self)
{
  if (self->state != STAGE_FULL || self->memory == NULL)
    return FALSE;
  for (guint i = 0; i < BUREAU_MEMORY_READERS; i++)
    if (bureau_reader_get_load (self->memory->readers[i]) > 0)
      return TRUE;
  return FALSE;
}

/* Rest -------------------------------------------------------------------------------------------
 */

static gboolean
tick_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  *(gboolean *)data = TRUE;
  return G_SOURCE_REMOVE;
}

/* The frame comes last, so that what the news changed is laid out when this returns. */
static void
wait_for_frame (Stage *self)
{
  gboolean is_drawn = FALSE;

  while (g_main_context_iteration (NULL, FALSE))
    continue;
  gtk_widget_add_tick_callback (GTK_WIDGET (self->window), tick_cb, &is_drawn, NULL);
  while (!is_drawn)
    g_main_context_iteration (NULL, TRUE);
}

/**
 * stage_settle:
 *
 * Waits until nothing is being read and the window has drawn what was.
 */
void
stage_settle (Stage *self)
{
  for (guint rested = 0; rested < REST_FRAMES;)
    {
      wait_for_frame (self);
      rested = is_reading (self) ? 0 : rested + 1;
    }
}

/* Where nobody composes, GTK draws a frame of its own, which takes of the window's width. */
static void
drop_frame (void)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  gtk_css_provider_load_from_string (
      css, "window.solid-csd { margin: 0; padding: 0; border: none; border-radius: 0;"
           " box-shadow: none; outline: none; }");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_USER);
}

/* An application does so by itself. */
static void
add_style (void)
{
  g_autoptr (GtkCssProvider) css = gtk_css_provider_new ();

  gtk_css_provider_load_from_resource (css, "/app/bureau/Bureau/style.css");
  gtk_style_context_add_provider_for_display (gdk_display_get_default (), GTK_STYLE_PROVIDER (css),
                                              GTK_STYLE_PROVIDER_PRIORITY_APPLICATION);
}

/* Opening ----------------------------------------------------------------------------------------
 */

static void
show_workspace (Stage *self, const char *workspace)
{
  g_autoptr (GError) error = NULL;

  self->memory = bureau_memory_open (workspace, BUREAU_MEMORY_ENGINE, &error);
  g_assert_no_error (error);
  if (self->state == STAGE_LOADING)
    hold_readings (self);
  if (self->state == STAGE_ERROR)
    bureau_memory_close (self->memory);
  bureau_window_set_memory (self->window, self->memory);
}

static void
show_problem (Stage *self)
{
  g_autoptr (GError) error = g_error_new_literal (
      BUREAU_ERROR, BUREAU_ERROR_DAMAGED,
      "The file is <b>no workspace</b> & cannot be opened; open another one.");

  bureau_window_set_problem (self->window, error);
}

/**
 * stage_new:
 * @workspace: a file that no other process has open
 *
 * Returns: (transfer full): the window at rest
 */
Stage *
stage_new (const char *workspace, StageState state, int width, int height)
{
  Stage *self = g_new0 (Stage, 1);

  self->state = state;
  g_mutex_init (&self->lock);
  g_cond_init (&self->released);
  self->window = bureau_window_new (NULL, "/home/anna/studio.bureau");
  g_object_add_weak_pointer (G_OBJECT (self->window), (gpointer *)&self->window);
  drop_frame ();
  add_style ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), width, height);
  gtk_window_present (GTK_WINDOW (self->window));
  if (state == STAGE_PROBLEM)
    show_problem (self);
  else if (state == STAGE_WELCOME)
    bureau_window_show_welcome (self->window);
  else if (state != STAGE_OPENING)
    show_workspace (self, workspace);
  stage_settle (self);
  return self;
}

static void
late_cb (gpointer data)
{
  g_error ("%s was closed and is not gone: something keeps it", (const char *)data);
}

/* What stays is a leak. */
static void
wait_until_gone (gpointer *object, const char *what)
{
  guint late = g_timeout_add_seconds_once (MAX_CLOSING_SECONDS, late_cb, (gpointer)what);

  while (*object != NULL)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (late);
}

/**
 * stage_free:
 *
 * Closes the window and the workspace; it is an error where the window stays.
 */
void
stage_free (Stage *self)
{
  release_readings (self);
  gtk_window_destroy (GTK_WINDOW (self->window));
  wait_until_gone ((gpointer *)&self->window, "The window");
  if (self->memory != NULL)
    bureau_memory_close (self->memory);
  g_clear_object (&self->memory);
  g_mutex_clear (&self->lock);
  g_cond_clear (&self->released);
  g_free (self);
}

/**
 * stage_get_window:
 *
 * Returns: (transfer none): the window
 */
BureauWindow *
stage_get_window (Stage *self)
{
  return self->window;
}
