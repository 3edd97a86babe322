/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/notifier.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "base/time.h"
#include "desk/arrivals.h"
#include "desk/decision.h"
#include "desk/notification.h"
#include "desk/snooze-time.h"
#include "desk/toast.h"

/* From so many within a few seconds on, one notification speaks for all. */
#define MANY 4
#define AT_ONCE_SECONDS 5

struct _BureauNotifier
{
  GObject parent_instance;

  GtkWindow *window; /* owns this */
  GApplication *application;
  BureauMemory *memory;
  BureauArrivals *arrivals;
  char *path;
  GHashTable *shown;    /* id of each with a notification of its own → when it was shown */
  GHashTable *together; /* ids of those that one notification speaks for */
  gint64 looked_until;  /* when the window last lost the focus */
};

G_DEFINE_FINAL_TYPE (BureauNotifier, bureau_notifier, G_TYPE_OBJECT)

static char *
make_name (gint64 id)
{
  return g_strdup_printf ("item-%" G_GINT64_FORMAT, id);
}

static char *
make_summary_name (BureauNotifier *self)
{
  return g_strdup_printf ("items-of-%s", self->path);
}

static gint64 *
copy_number (gint64 number)
{
  return g_memdup2 (&number, sizeof number);
}

/* Showing ----------------------------------------------------------------------------------------
 */

static void
show_one (BureauNotifier *self, JsonObject *row)
{
  gint64 id = bureau_json_get_id (row, "id");
  g_autofree char *name = make_name (id);
  g_autoptr (GNotification) notification = bureau_notification_new_for_item (row, self->path);

  g_application_send_notification (self->application, name, notification);
  g_hash_table_insert (self->shown, copy_number (id), copy_number (g_get_monotonic_time ()));
}

static void
show_together (BureauNotifier *self, JsonArray *rows)
{
  g_autofree char *name = make_summary_name (self);
  g_autoptr (GNotification) notification = bureau_notification_new_for_many (
      rows, g_hash_table_size (self->together), self->path);

  g_application_send_notification (self->application, name, notification);
}

static void
withdraw_one (BureauNotifier *self, gint64 id)
{
  g_autofree char *name = make_name (id);

  g_application_withdraw_notification (self->application, name);
}

static void
withdraw_together (BureauNotifier *self)
{
  g_autofree char *name = make_summary_name (self);

  if (g_hash_table_size (self->together) > 0)
    g_application_withdraw_notification (self->application, name);
  g_hash_table_remove_all (self->together);
}

/* Those shown a moment ago become part of the many. */
static void
gather_recent (BureauNotifier *self)
{
  gint64 since = g_get_monotonic_time () - AT_ONCE_SECONDS * G_USEC_PER_SEC;
  GHashTableIter iter;
  gpointer id, at;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, &at))
    if (*(gint64 *)at >= since)
      {
        withdraw_one (self, *(gint64 *)id);
        g_hash_table_add (self->together, copy_number (*(gint64 *)id));
        g_hash_table_iter_remove (&iter);
      }
}

static guint
count_recent (BureauNotifier *self)
{
  gint64 since = g_get_monotonic_time () - AT_ONCE_SECONDS * G_USEC_PER_SEC;
  GHashTableIter iter;
  gpointer at;
  guint n = 0;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, NULL, &at))
    n += *(gint64 *)at >= since;
  return n;
}

/* Callbacks --------------------------------------------------------------------------------------
 */

/* What came while somebody was at the window, they saw. */
static JsonArray *
pick_unseen (BureauNotifier *self, JsonArray *rows)
{
  JsonArray *unseen = json_array_new ();

  for (guint i = 0; i < json_array_get_length (rows); i++)
    {
      JsonNode *row = json_array_get_element (rows, i);
      const char *at = bureau_json_get_string (json_node_get_object (row), "at");
      gint64 came;

      if (at != NULL && bureau_time_parse (at, &came) && came > self->looked_until)
        json_array_add_element (unseen, json_node_copy (row));
    }
  return unseen;
}

static void
show_each (BureauNotifier *self, JsonArray *rows)
{
  for (guint i = 0; i < json_array_get_length (rows); i++)
    show_one (self, json_array_get_object_element (rows, i));
}

static void
show_all (BureauNotifier *self, JsonArray *rows)
{
  gather_recent (self);
  for (guint i = 0; i < json_array_get_length (rows); i++)
    g_hash_table_add (self->together, copy_number (bureau_json_get_id (
                                          json_array_get_object_element (rows, i), "id")));
  show_together (self, rows);
}

static void
came_cb (BureauNotifier *self, JsonArray *rows)
{
  g_autoptr (JsonArray) unseen = pick_unseen (self, rows);
  guint n = json_array_get_length (unseen);

  if (gtk_window_is_active (self->window) || n == 0)
    return;
  if (g_hash_table_size (self->together) == 0 && count_recent (self) + n < MANY)
    show_each (self, unseen);
  else
    show_all (self, unseen);
}

static void
left_cb (BureauNotifier *self, gint64 id)
{
  if (g_hash_table_remove (self->shown, &id))
    withdraw_one (self, id);
  if (g_hash_table_size (self->together) == 1 && g_hash_table_contains (self->together, &id))
    withdraw_together (self);
  else
    g_hash_table_remove (self->together, &id);
}

/* Whoever is at the window sees how many wait. */
static void
active_cb (BureauNotifier *self)
{
  if (gtk_window_is_active (self->window))
    withdraw_together (self);
  else
    self->looked_until = bureau_time_now ();
}

/* Holding ----------------------------------------------------------------------------------------
 */

static DexFuture *
held_cb (DexFuture *future, gpointer data)
{
  GtkWidget *window = data;
  g_autoptr (JsonObject) outcome = dex_await_boxed (dex_ref (future), NULL);
  JsonArray *done = bureau_json_get_array (outcome, "done");
  JsonArray *refused = bureau_json_get_array (outcome, "refused");
  gint64 draft = json_array_get_length (done) > 0
                     ? bureau_json_node_to_int (json_array_get_element (done, 0))
                     : 0;

  if (json_array_get_length (refused) > 0)
    bureau_toast_problem (
        window, bureau_json_get_string (json_array_get_object_element (refused, 0), "why"));
  if (draft != 0)
    bureau_toast_offer (window, _ ("Snoozed"), _ ("_Undo"), "review.undo",
                        g_variant_new_fixed_array (G_VARIANT_TYPE_INT64, &draft, 1, sizeof draft));
  return NULL;
}

static void
hold_cb (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  BureauNotifier *self = data;
  g_autoptr (GPtrArray) subjects = g_ptr_array_new_with_free_func (
      (GDestroyNotify)bureau_subject_free);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *until = bureau_snooze_time ("tomorrow", now);

  g_ptr_array_add (subjects, bureau_subject_new (g_variant_get_int64 (parameter), NULL));
  dex_future_disown (
      dex_future_finally (bureau_decide (self->memory, BUREAU_DECISION_SNOOZE, subjects, until),
                          held_cb, g_object_ref (self->window), g_object_unref));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_notifier_dispose (GObject *object)
{
  BureauNotifier *self = BUREAU_NOTIFIER (object);
  GHashTableIter iter;
  gpointer id;

  g_hash_table_iter_init (&iter, self->shown);
  while (self->application != NULL && g_hash_table_iter_next (&iter, &id, NULL))
    withdraw_one (self, *(gint64 *)id);
  g_hash_table_remove_all (self->shown);
  if (self->application != NULL)
    withdraw_together (self);
  g_clear_object (&self->arrivals);
  g_clear_object (&self->memory);
  g_clear_object (&self->application);
  G_OBJECT_CLASS (bureau_notifier_parent_class)->dispose (object);
}

static void
bureau_notifier_finalize (GObject *object)
{
  BureauNotifier *self = BUREAU_NOTIFIER (object);

  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->together, g_hash_table_unref);
  g_free (self->path);
  G_OBJECT_CLASS (bureau_notifier_parent_class)->finalize (object);
}

static void
bureau_notifier_class_init (BureauNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = bureau_notifier_dispose;
  G_OBJECT_CLASS (klass)->finalize = bureau_notifier_finalize;
}

static void
bureau_notifier_init (BureauNotifier *self)
{
  self->shown = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  self->together = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static const GActionEntry actions[] = {
  { .name = "hold", .activate = hold_cb, .parameter_type = "x" },
};

/**
 * bureau_notifier_new:
 * @window: of the workspace; it outlives this
 * @path: the workspace's file
 *
 * Returns: (transfer full): tells what comes from now on
 */
BureauNotifier *
bureau_notifier_new (GtkWindow *window, const char *path, BureauMemory *memory)
{
  BureauNotifier *self = g_object_new (BUREAU_TYPE_NOTIFIER, NULL);

  self->window = window;
  g_set_object (&self->application, G_APPLICATION (gtk_window_get_application (window)));
  self->memory = g_object_ref (memory);
  self->path = g_strdup (path);
  self->arrivals = bureau_arrivals_new (memory);
  g_signal_connect_object (self->arrivals, "came", G_CALLBACK (came_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->arrivals, "left", G_CALLBACK (left_cb), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (window, "notify::is-active", G_CALLBACK (active_cb), self,
                           G_CONNECT_SWAPPED);
  g_action_map_add_action_entries (G_ACTION_MAP (window), actions, G_N_ELEMENTS (actions), self);
  bureau_arrivals_begin (self->arrivals);
  return self;
}
