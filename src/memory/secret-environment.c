/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>
#include <sys/resource.h>

#include "base/log.h"
#include "memory/secret.h"

#define PREFIX "BUREAU_SECRET_"

/* The variables that the vendors' own programs read, by the connection's name. */
static const struct
{
  const char *connection;
  const char *variable;
} vendors[] = {
  { "anthropic", "ANTHROPIC_API_KEY" },
  { "openai", "OPENAI_API_KEY" },
};

/* What programs need to run is no secret, whatever a workspace says that was made elsewhere. */
static const char *const needed[] = { "PATH",
                                      "HOME",
                                      "USER",
                                      "LOGNAME",
                                      "SHELL",
                                      "PWD",
                                      "TMPDIR",
                                      "LANG",
                                      "LANGUAGE",
                                      "TZ",
                                      "TERM",
                                      "DISPLAY",
                                      "WAYLAND_DISPLAY",
                                      "DBUS_SESSION_BUS_ADDRESS",
                                      NULL };
static const char *const needed_prefixes[] = { "XDG_", "LC_", "LD_", "GTK_", "GDK_", "G_", NULL };

static GMutex mutex;
static GHashTable *taken; /* variable → secret, guarded by mutex */

/* The kernel shows the first environment in /proc/PID/environ, so the bytes go
 * before the name does. */
static void
wipe (const char *variable)
{
  char *value = (char *)(gpointer)g_getenv (variable);

  explicit_bzero (value, strlen (value));
  g_unsetenv (variable);
}

/**
 * bureau_secret_cover:
 * @secret: that the program has from now on
 *
 * Keeps a secret out of the log, and out of a core file: from now on there is none.
 */
void
bureau_secret_cover (const char *secret)
{
  struct rlimit none = { 0, 0 };

  setrlimit (RLIMIT_CORE, &none);
  bureau_log_hide (secret);
}

static void
take (const char *variable)
{
  const char *value = g_getenv (variable);

  if (value == NULL)
    return;
  if (taken == NULL)
    taken = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (*value != '\0')
    {
      bureau_secret_cover (value);
      g_hash_table_replace (taken, g_strdup (variable), g_strdup (value));
    }
  wipe (variable);
}

/**
 * bureau_secret_take_environment:
 *
 * Reads and removes the variables of the vendors and every BUREAU_SECRET_*, so that no child
 * inherits one. Call it first in main(), while there is one thread.
 */
void
bureau_secret_take_environment (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  g_auto (GStrv) names = g_listenv ();

  for (guint i = 0; i < G_N_ELEMENTS (vendors); i++)
    take (vendors[i].variable);
  for (guint i = 0; names[i] != NULL; i++)
    if (g_str_has_prefix (names[i], PREFIX))
      take (names[i]);
}

static gboolean
is_needed (const char *variable)
{
  for (guint i = 0; needed_prefixes[i] != NULL; i++)
    if (g_str_has_prefix (variable, needed_prefixes[i]))
      return TRUE;
  return g_strv_contains (needed, variable);
}

/**
 * bureau_secret_take_variable:
 * @variable: which a connection names
 *
 * Reads and removes a variable before its secret is used, so that no child inherits it meanwhile.
 * What programs need to run stays.
 */
void
bureau_secret_take_variable (const char *variable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (!is_needed (variable))
    take (variable);
}

/**
 * bureau_secret_dup_from_environment:
 * @variable: a variable's name
 *
 * Reads a variable once: it is removed from the environment, kept here, and hidden from the log.
 *
 * Returns: (transfer full) (nullable): its value; %NULL where it is not set, empty, or what
 * programs need to run, which is no secret
 */
char *
bureau_secret_dup_from_environment (const char *variable)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  if (!is_needed (variable))
    take (variable);
  return taken != NULL ? g_strdup (g_hash_table_lookup (taken, variable)) : NULL;
}

/**
 * bureau_secret_make_variable:
 * @connection_name: a connection's name
 *
 * Returns: (transfer full): the variable that is read where a connection names none: the vendor's
 * own, else BUREAU_SECRET_ and the name in capitals
 */
char *
bureau_secret_make_variable (const char *connection_name)
{
  g_autofree char *upper = g_ascii_strup (connection_name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (vendors); i++)
    if (g_str_equal (vendors[i].connection, connection_name))
      return g_strdup (vendors[i].variable);
  g_strcanon (upper, G_CSET_A_2_Z G_CSET_DIGITS, '_');
  return g_strconcat (PREFIX, upper, NULL);
}
