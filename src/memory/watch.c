/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/watch.h"

#include <glib-unix.h>
#include <sys/inotify.h>
#include <unistd.h>

#define SETTLE_MS 25 /* after an event, one more look, and the next event no sooner */
#define POLL_SECONDS 1

struct _BureauWatch
{
  BureauWatchFunc look;
  gpointer data;
  int fd;
  guint event_source;
  guint settle_source;
  guint poll_source;
};

static gboolean
poll_cb (gpointer data)
{
  BureauWatch *self = data;

  self->look (self->data);
  return G_SOURCE_CONTINUE;
}

static gboolean event_cb (int fd, GIOCondition condition, gpointer data);

static gboolean
settle_cb (gpointer data)
{
  BureauWatch *self = data;

  self->settle_source = 0;
  self->event_source = g_unix_fd_add (self->fd, G_IO_IN, event_cb, self);
  self->look (self->data);
  return G_SOURCE_REMOVE;
}

/* Our own commits write there too, page by page: nobody listens until it has settled. */
static gboolean
event_cb (int fd, GIOCondition condition, gpointer data)
{
  BureauWatch *self = data;
  char events[4096];

  while (read (fd, events, sizeof events) > 0)
    ;
  self->event_source = 0;
  self->settle_source = g_timeout_add (SETTLE_MS, settle_cb, self);
  self->look (self->data);
  return G_SOURCE_REMOVE;
}

/**
 * bureau_watch_new:
 * @workspace: the workspace file, which is open already so that its log exists
 * @look: called on the main context when something may have been committed; it finds out whether
 *
 * Returns: (transfer full): free with bureau_watch_free()
 */
BureauWatch *
bureau_watch_new (const char *workspace, BureauWatchFunc look, gpointer data)
{
  BureauWatch *self = g_new0 (BureauWatch, 1);
  g_autofree char *log = g_strconcat (workspace, "-wal", NULL);

  self->look = look;
  self->data = data;
  self->fd = inotify_init1 (IN_NONBLOCK | IN_CLOEXEC);
  if (self->fd >= 0 && inotify_add_watch (self->fd, log, IN_MODIFY) >= 0)
    self->event_source = g_unix_fd_add (self->fd, G_IO_IN, event_cb, self);
  self->poll_source = g_timeout_add_seconds (POLL_SECONDS, poll_cb, self);
  return self;
}

/**
 * bureau_watch_free:
 *
 * Stops to watch.
 */
void
bureau_watch_free (BureauWatch *self)
{
  g_clear_handle_id (&self->event_source, g_source_remove);
  g_clear_handle_id (&self->settle_source, g_source_remove);
  g_clear_handle_id (&self->poll_source, g_source_remove);
  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}
