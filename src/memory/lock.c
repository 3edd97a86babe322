/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include "base/error.h"

/* Whoever looks for the owner holds the lock for a moment; that moment is waited for. */
#define TRIES 5
#define BETWEEN_TRIES (2 * G_TIME_SPAN_MILLISECOND)

struct _BureauLock
{
  int fd;
};

static char *
lock_path (const char *workspace)
{
  return g_strconcat (workspace, ".lock", NULL);
}

static int
read_pid (int fd)
{
  char text[32] = { 0 };

  return pread (fd, text, sizeof text - 1, 0) > 0 ? atoi (text) : 0;
}

static gboolean
write_pid (int fd)
{
  g_autofree char *text = g_strdup_printf ("%d\n", (int)getpid ());

  return ftruncate (fd, 0) == 0 && pwrite (fd, text, strlen (text), 0) > 0;
}

static gboolean
take_fd (int fd)
{
  for (guint i = 0; i < TRIES; i++)
    {
      if (flock (fd, LOCK_EX | LOCK_NB) == 0)
        return TRUE;
      g_usleep (BETWEEN_TRIES);
    }
  return FALSE;
}

/**
 * bureau_lock_take:
 * @workspace: the workspace file
 *
 * Becomes the one engine of a workspace. The lock goes with the process, however it ends.
 *
 * Returns: (transfer full): the lock; %NULL with BUREAU_ERROR_BUSY naming the owner's pid, or
 * another error
 */
BureauLock *
bureau_lock_take (const char *workspace, GError **error)
{
  g_autofree char *path = lock_path (workspace);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  BureauLock *self;

  if (fd < 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_READ_ONLY,
                   "The lock file %s cannot be made: %s. Check the permissions of its folder.",
                   path, g_strerror (errno));
      return NULL;
    }
  if (!take_fd (fd))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_BUSY,
                   "Another process (%d) runs the agents of this workspace. Close it first.",
                   read_pid (fd));
      close (fd);
      return NULL;
    }
  if (!write_pid (fd))
    g_debug ("%s: %s", path, g_strerror (errno));
  self = g_new0 (BureauLock, 1);
  self->fd = fd;
  return self;
}

/**
 * bureau_lock_free:
 *
 * Gives the lock back.
 */
void
bureau_lock_free (BureauLock *self)
{
  close (self->fd);
  g_free (self);
}

/**
 * bureau_lock_get_owner:
 * @workspace: the workspace file
 *
 * Returns: the pid of the process that runs the agents, or 0 where nobody does
 */
int
bureau_lock_get_owner (const char *workspace)
{
  g_autofree char *path = lock_path (workspace);
  int fd = open (path, O_RDWR | O_CLOEXEC);
  int owner = 0;

  if (fd < 0)
    return 0;
  if (flock (fd, LOCK_SH | LOCK_NB) != 0)
    owner = MAX (read_pid (fd), 1);
  close (fd);
  return owner;
}
