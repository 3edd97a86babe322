/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/failpoint.h"

#include <signal.h>
#include <string.h>

#define EVERY_PASS 0

typedef struct
{
  char *name;
  gint n; /* the pass that acts, or EVERY_PASS */
  gboolean kill;
  gint passes; /* atomic */
} Failpoint;

/* Of Failpoint; NULL where the variable is not set. Lives as long as the process. */
static GArray *failpoints;

static void
add (GArray *points, const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 3);
  gboolean every = FALSE;
  guint64 n = 0;

  if (g_strv_length (parts) != 3)
    g_error ("BUREAU_FAILPOINT: “%s” is not name:n:kill or name:n:fail", text);

  every = strcmp (parts[1], "*") == 0;
  if (!every && !g_ascii_string_to_unsigned (parts[1], 10, 1, G_MAXINT, &n, NULL))
    g_error ("BUREAU_FAILPOINT: “%s” is not a pass, which is 1 or more, or *", parts[1]);
  if (strcmp (parts[2], "kill") != 0 && strcmp (parts[2], "fail") != 0)
    g_error ("BUREAU_FAILPOINT: “%s” is neither kill nor fail", parts[2]);

  g_array_append_vals (points,
                       &(Failpoint){ .name = g_strdup (parts[0]),
                                     .n = every ? EVERY_PASS : (gint)n,
                                     .kill = strcmp (parts[2], "kill") == 0 },
                       1);
}

static void
read_environment (void)
{
  const char *text = g_getenv ("BUREAU_FAILPOINT");
  g_auto (GStrv) points = NULL;

  if (text == NULL || *text == '\0')
    return;

  failpoints = g_array_new (FALSE, FALSE, sizeof (Failpoint));
  points = g_strsplit (text, ",", -1);
  for (guint i = 0; points[i] != NULL; i++)
    add (failpoints, points[i]);
}

static gboolean
pass (Failpoint *self)
{
  gint passes = g_atomic_int_add (&self->passes, 1) + 1;

  if (self->n != EVERY_PASS && self->n != passes)
    return FALSE;
  if (self->kill)
    raise (SIGKILL);
  return TRUE;
}

/**
 * bureau_failpoint:
 * @name: the place, for example `delivery-before-end`
 *
 * A named place where a test can kill the process or make a call fail. The environment variable
 * `BUREAU_FAILPOINT` names points, separated by commas, as `name:n:kill` (SIGKILL at the n-th pass)
 * or `name:n:fail` (%TRUE at the n-th pass); `*` for n means every pass. It is read once. May be
 * called from any thread.
 *
 * Returns: %TRUE where the caller is to behave as if its next step had failed
 */
gboolean
bureau_failpoint (const char *name)
{
  static gsize is_read;
  gboolean failed = FALSE;

  if (g_once_init_enter (&is_read))
    {
      read_environment ();
      g_once_init_leave (&is_read, 1);
    }
  if (G_LIKELY (failpoints == NULL))
    return FALSE;

  for (guint i = 0; i < failpoints->len; i++)
    {
      Failpoint *point = &g_array_index (failpoints, Failpoint, i);
      if (strcmp (point->name, name) == 0)
        failed |= pass (point);
    }
  return failed;
}
