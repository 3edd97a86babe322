/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/banners.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/words.h"
#include "memory/presence.h"
#include "memory/usage.h"

#define N_KINDS 6

struct _BureauBanners
{
  AdwBin parent_instance;

  BureauMemory *memory;
  char *absent;  /* a folder that cannot be read */
  char *skipped; /* a workflow or an agent that cannot be read */
  char *budget;  /* what of the money is nearly spent */
  gboolean is_reading;
  gboolean is_stale;
  AdwBanner *banners[N_KINDS];
};

G_DEFINE_FINAL_TYPE (BureauBanners, bureau_banners, ADW_TYPE_BIN)

/* What is said, each a text or NULL for nothing
 * -----------------------------------------------------
 */

static char *
say_offline (BureauBanners *self)
{
  if (g_network_monitor_get_network_available (g_network_monitor_get_default ()))
    return NULL;
  return g_strdup (_ ("You are offline. What you approve is sent when the network is back."));
}

static char *
say_elsewhere (BureauBanners *self)
{
  int pid = bureau_presence_get_pid (self->memory);

  if (bureau_memory_is_engine (self->memory))
    return NULL;
  if (pid == 0)
    return g_strdup (_ ("Nobody runs the agents of this workspace. They start here in a moment."));
  return g_strdup_printf (_ ("Another process runs the agents of this workspace (%d)"), pid);
}

static char *
say_trouble (BureauBanners *self)
{
  const char *trouble = bureau_presence_get_trouble (self->memory);

  return trouble != NULL ? g_strdup_printf (_ ("The agents cannot work. %s"), trouble) : NULL;
}

static char *
say_absent (BureauBanners *self)
{
  if (self->absent == NULL)
    return NULL;
  return g_strdup_printf (_ ("The folder %s cannot be read, so nothing comes in from it."),
                          self->absent);
}

static char *
say_skipped (BureauBanners *self)
{
  if (self->skipped == NULL)
    return NULL;
  return g_strdup_printf (
      _ ("“%s” cannot be read and does nothing. Revert to an earlier version of it."),
      self->skipped);
}

static char *
say_budget (BureauBanners *self)
{
  return g_strdup (self->budget);
}

static const struct
{
  char *(*say) (BureauBanners *self);
  const char *button;
  const char *action; /* with its target, if it has one */
} kinds[N_KINDS] = {
  { say_trouble, N_ ("_Try Again"), "win.start-agents" },
  { say_elsewhere, NULL, NULL },
  { say_offline, NULL, NULL },
  { say_absent, N_ ("_Preferences"), "win.preferences" },
  { say_skipped, N_ ("_Show"), "win.page::workflows" },
  { say_budget, N_ ("_Preferences"), "win.preferences" },
};

static void
update (BureauBanners *self)
{
  for (guint i = 0; i < N_KINDS && self->memory != NULL; i++)
    {
      g_autofree char *text = kinds[i].say (self);

      /* One that leaves keeps its words until it is gone. */
      if (text != NULL)
        g_object_set (self->banners[i], "title", text, NULL);
      adw_banner_set_revealed (self->banners[i], text != NULL);
    }
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
take_limits (BureauBanners *self, JsonArray *limits)
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

static void read_rows (BureauBanners *self);

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
  BureauBanners *self = data;
  g_autoptr (JsonObject) found = dex_await_boxed (dex_ref (future), NULL);

  self->is_reading = FALSE;
  if (found != NULL)
    {
      g_set_str (&self->absent, bureau_json_get_string (found, "absent"));
      g_set_str (&self->skipped, bureau_json_get_string (found, "skipped"));
      take_limits (self, bureau_json_get_array (found, "limits"));
    }
  update (self);
  if (self->is_stale && self->memory != NULL)
    read_rows (self);
  return NULL;
}

static void
read_rows (BureauBanners *self)
{
  self->is_stale = self->is_reading;
  if (self->is_reading)
    return;
  self->is_reading = TRUE;
  dex_future_disown (dex_future_finally (bureau_memory_read (self->memory, read_found, NULL, NULL),
                                         found_cb, g_object_ref (self), g_object_unref));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_banners_dispose (GObject *object)
{
  BureauBanners *self = BUREAU_BANNERS (object);

  g_clear_object (&self->memory);
  g_clear_pointer (&self->absent, g_free);
  g_clear_pointer (&self->skipped, g_free);
  g_clear_pointer (&self->budget, g_free);
  G_OBJECT_CLASS (bureau_banners_parent_class)->dispose (object);
}

static void
bureau_banners_class_init (BureauBannersClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_banners_dispose;
}

static AdwBanner *
make_banner (guint i)
{
  GtkWidget *banner = adw_banner_new ("");

  adw_banner_set_use_markup (ADW_BANNER (banner), FALSE);
  if (kinds[i].button != NULL)
    adw_banner_set_button_label (ADW_BANNER (banner), _ (kinds[i].button));
  if (kinds[i].action != NULL)
    gtk_actionable_set_detailed_action_name (GTK_ACTIONABLE (banner), kinds[i].action);
  return ADW_BANNER (banner);
}

static void
bureau_banners_init (BureauBanners *self)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  for (guint i = 0; i < N_KINDS; i++)
    {
      self->banners[i] = make_banner (i);
      gtk_box_append (GTK_BOX (box), GTK_WIDGET (self->banners[i]));
    }
  adw_bin_set_child (ADW_BIN (self), box);
  g_signal_connect_object (g_network_monitor_get_default (), "network-changed", G_CALLBACK (update),
                           self, G_CONNECT_SWAPPED);
}

/**
 * bureau_banners_set_memory:
 * @memory: the open workspace
 *
 * Says from now on what it is kept from.
 */
void
bureau_banners_set_memory (BureauBanners *self, BureauMemory *memory)
{
  g_return_if_fail (self->memory == NULL);

  self->memory = g_object_ref (memory);
  g_signal_connect_object (memory, "notify::engine-pid", G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (memory, "notify::trouble", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (memory, "changed", G_CALLBACK (read_rows), self, G_CONNECT_SWAPPED);
  read_rows (self);
  update (self);
}
