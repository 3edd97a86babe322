/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/obstacles.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/repeat.h"
#include "desk/words.h"
#include "memory/presence.h"
#include "memory/usage.h"

struct _BureauObstacles
{
  GObject parent_instance;

  BureauMemory *memory;
  char *absent;  /* a folder that cannot be read */
  char *skipped; /* a workflow or an agent that cannot be read */
  char *budget;  /* what of the money is nearly spent */
  BureauRepeat *reading;
  char *texts[BUREAU_N_OBSTACLES];
};

G_DEFINE_FINAL_TYPE (BureauObstacles, bureau_obstacles, G_TYPE_OBJECT)

static guint changed_signal;

/* What is said, each a text or NULL for nothing
 * -----------------------------------------------------
 */

static char *
say_offline (BureauObstacles *self)
{
  if (g_network_monitor_get_network_available (g_network_monitor_get_default ()))
    return NULL;
  return g_strdup (_ ("You are offline. What you approve is sent when the network is back."));
}

static char *
say_elsewhere (BureauObstacles *self)
{
  int pid = bureau_presence_get_pid (self->memory);

  if (bureau_memory_is_engine (self->memory))
    return NULL;
  if (pid == 0)
    return g_strdup (_ ("Nobody runs the agents of this workspace. They start here in a moment."));
  return g_strdup_printf (_ ("Another process runs the agents of this workspace (%d)"), pid);
}

static char *
say_trouble (BureauObstacles *self)
{
  const char *trouble = bureau_presence_get_trouble (self->memory);

  return trouble != NULL ? g_strdup_printf (_ ("The agents cannot work. %s"), trouble) : NULL;
}

static char *
say_absent (BureauObstacles *self)
{
  if (self->absent == NULL)
    return NULL;
  return g_strdup_printf (_ ("The folder %s cannot be read, so nothing comes in from it."),
                          self->absent);
}

static char *
say_skipped (BureauObstacles *self)
{
  if (self->skipped == NULL)
    return NULL;
  return g_strdup_printf (
      _ ("“%s” cannot be read and does nothing. Revert to an earlier version of it."),
      self->skipped);
}

static char *
say_budget (BureauObstacles *self)
{
  return g_strdup (self->budget);
}

static const struct
{
  char *(*say) (BureauObstacles *self);
  const char *button;
  const char *action; /* with its target, if it has one */
} kinds[BUREAU_N_OBSTACLES] = {
  { say_trouble, N_ ("_Try Again"), "win.start-agents" },
  { say_elsewhere, NULL, NULL },
  { say_offline, NULL, NULL },
  { say_absent, N_ ("_Preferences"), "win.preferences" },
  { say_skipped, N_ ("_Show"), "win.page::workflows" },
  { say_budget, N_ ("_Preferences"), "win.preferences" },
};

static void
update (BureauObstacles *self)
{
  gboolean is_changed = FALSE;

  for (guint i = 0; i < BUREAU_N_OBSTACLES; i++)
    {
      g_autofree char *text = kinds[i].say (self);

      is_changed |= g_set_str (&self->texts[i], text);
    }
  if (is_changed)
    g_signal_emit (self, changed_signal, 0);
}

/* Money ------------------------------------------------------------------------------------------
 */

static char *
word_limit (JsonObject *limit)
{
  const char *currency = bureau_json_get_string (limit, "currency");
  const char *title = bureau_json_get_string (limit, "title");
  gint64 spent = bureau_json_get_int (limit, "spent", 0);
  gint64 most = bureau_json_get_int (limit, "limit", -1);
  g_autofree char *so_far = bureau_words_cost (spent, currency);
  g_autofree char *of = bureau_words_cost (most, currency);

  if (*title != '\0')
    return g_strdup_printf (_ ("%s has spent %s of %s. At the limit it waits."), title, so_far, of);
  return g_strdup_printf (_ ("Models have cost %s of %s. At the limit agents wait."), so_far, of);
}

static void
take_limits (BureauObstacles *self, JsonArray *limits)
{
  g_clear_pointer (&self->budget, g_free);
  for (guint i = 0; limits != NULL && i < json_array_get_length (limits); i++)
    {
      JsonObject *limit = json_array_get_object_element (limits, i);
      gint64 spent = bureau_json_get_int (limit, "spent", 0);
      gint64 most = bureau_json_get_int (limit, "limit", -1);

      if (self->budget == NULL && most >= 0 && spent > 0
          && spent >= most / 100 * BUREAU_USAGE_WARN_AT)
        self->budget = word_limit (limit);
    }
}

/* Reading ----------------------------------------------------------------------------------------
 */

/* Where no model was ever asked there are no sums to look at. */
static gboolean
add_limits (BureauDatabase *database, JsonObject *found, GError **error)
{
  gint64 has_spent = 0;
  JsonArray *limits;

  if (!bureau_database_int (database, &has_spent, error,
                            "SELECT EXISTS (SELECT 1 FROM bureau_spent)", ""))
    return FALSE;
  if (!has_spent)
    return TRUE;
  limits = bureau_usage_limits (database, error);
  if (limits != NULL)
    json_object_set_array_member (found, "limits", limits);
  return limits != NULL;
}

/* As the list of workflows calls it. */
#define SKIPPED                                                                                    \
  "SELECT iif(d.title = '', d.name, d.title) FROM bureau_scratch s JOIN bureau_document d"         \
  " ON s.key = 'skipped:' || d.kind || ':' || d.name"                                              \
  " WHERE s.key > 'skipped:' AND s.key < 'skipped;' ORDER BY s.key LIMIT 1"

static gboolean
read_found (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonObject) found = json_object_new ();
  g_autofree char *absent = bureau_database_text (
      database, NULL,
      "SELECT substr (key, 8) FROM bureau_scratch WHERE key GLOB 'absent:*' ORDER BY key LIMIT 1",
      "");
  g_autofree char *skipped = bureau_database_text (database, NULL, SKIPPED, "");

  bureau_json_set_string (found, "absent", absent);
  bureau_json_set_string (found, "skipped", skipped);
  if (!add_limits (database, found, error))
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, g_steal_pointer (&found));
  return TRUE;
}

static DexFuture *
found_cb (DexFuture *future, gpointer data)
{
  BureauObstacles *self = data;
  g_autoptr (JsonObject) found = dex_await_boxed (dex_ref (future), NULL);

  if (found != NULL)
    {
      g_set_str (&self->absent, bureau_json_get_string (found, "absent"));
      g_set_str (&self->skipped, bureau_json_get_string (found, "skipped"));
      take_limits (self, bureau_json_get_array (found, "limits"));
    }
  update (self);
  return NULL;
}

static DexFuture *
read_rows (gpointer data)
{
  BureauObstacles *self = data;

  return dex_future_finally (bureau_memory_read (self->memory, read_found, NULL, NULL), found_cb,
                             g_object_ref (self), g_object_unref);
}

static void
changed_cb (BureauObstacles *self)
{
  bureau_repeat_ask (self->reading);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_obstacles_dispose (GObject *object)
{
  BureauObstacles *self = BUREAU_OBSTACLES (object);

  g_clear_pointer (&self->reading, bureau_repeat_free);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->absent, g_free);
  g_clear_pointer (&self->skipped, g_free);
  g_clear_pointer (&self->budget, g_free);
  for (guint i = 0; i < BUREAU_N_OBSTACLES; i++)
    g_clear_pointer (&self->texts[i], g_free);
  G_OBJECT_CLASS (bureau_obstacles_parent_class)->dispose (object);
}

static void
bureau_obstacles_class_init (BureauObstaclesClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_obstacles_dispose;
  changed_signal = g_signal_new ("changed", BUREAU_TYPE_OBSTACLES, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                 NULL, G_TYPE_NONE, 0);
}

static void
bureau_obstacles_init (BureauObstacles *self)
{
}

/**
 * bureau_obstacles_new:
 * @memory: the open workspace
 *
 * Looks from now on at what it is kept from.
 *
 * Returns: (transfer full): what there is already; of what has to be read the signal tells
 */
BureauObstacles *
bureau_obstacles_new (BureauMemory *memory)
{
  BureauObstacles *self = g_object_new (BUREAU_TYPE_OBSTACLES, NULL);

  self->memory = g_object_ref (memory);
  self->reading = bureau_repeat_new (read_rows, self);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (memory, "notify::engine-pid", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (memory, "notify::trouble", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (memory, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  changed_cb (self);
  update (self);
  return self;
}

/**
 * bureau_obstacles_get_text:
 * @i: below #BUREAU_N_OBSTACLES, the gravest first
 *
 * Returns: (transfer none) (nullable): a sentence; %NULL while there is nothing of that kind
 */
const char *
bureau_obstacles_get_text (BureauObstacles *self, guint i)
{
  return self->texts[i];
}

/**
 * bureau_obstacles_get_button:
 * @action: (out) (transfer none): of the window, with its target if it has one, which the button
 *   starts
 *
 * Returns: (transfer none) (nullable): what a person can do about that kind, with its mnemonic
 */
const char *
bureau_obstacles_get_button (guint i, const char **action)
{
  *action = kinds[i].action;
  return kinds[i].button != NULL ? _ (kinds[i].button) : NULL;
}
