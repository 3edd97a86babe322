/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/sessions.h"

#include <glib/gstdio.h>

struct _BureauSessions
{
  GPtrArray *all;
};

BureauSessions *
bureau_sessions_new (void)
{
  BureauSessions *self = g_new0 (BureauSessions, 1);

  self->all = g_ptr_array_new_with_free_func (g_object_unref);
  return self;
}

void
bureau_sessions_free (BureauSessions *self)
{
  g_clear_pointer (&self->all, g_ptr_array_unref);
  g_free (self);
}

/**
 * bureau_sessions_add:
 * @session: (transfer full): one that was just made
 */
void
bureau_sessions_add (BureauSessions *self, BureauSession *session)
{
  g_ptr_array_add (self->all, session);
}

/**
 * bureau_sessions_remove:
 *
 * Lets one go that is about to be closed.
 */
void
bureau_sessions_remove (BureauSessions *self, BureauSession *session)
{
  g_ptr_array_remove (self->all, session);
}

/* Two names of one file are one workspace. */
static gboolean
is_same_file (const char *a, const char *b)
{
  GStatBuf first, second;

  return g_str_equal (a, b)
         || (g_stat (a, &first) == 0 && g_stat (b, &second) == 0 && first.st_dev == second.st_dev
             && first.st_ino == second.st_ino);
}

/**
 * bureau_sessions_find:
 * @path: (nullable) (type filename): a workspace's file; %NULL for one that still asks how to begin
 *
 * Returns: (transfer none) (nullable): the session that has it open
 */
BureauSession *
bureau_sessions_find (BureauSessions *self, const char *path)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      BureauSession *session = g_ptr_array_index (self->all, i);
      const char *other = bureau_session_get_path (session);

      if (path == NULL || other == NULL ? path == other : is_same_file (path, other))
        return session;
    }
  return NULL;
}

/**
 * bureau_sessions_find_of:
 * @window: any window
 *
 * Returns: (transfer none) (nullable): the session whose window it is
 */
BureauSession *
bureau_sessions_find_of (BureauSessions *self, GtkWindow *window)
{
  for (guint i = 0; i < self->all->len; i++)
    {
      BureauSession *session = g_ptr_array_index (self->all, i);

      if (GTK_WINDOW (bureau_session_get_window (session)) == window)
        return session;
    }
  return NULL;
}
