/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A person's own act on a record, said when it is stored, and taken back by a press. */
#include "desk/undo-toast.h"

#include <glib/gi18n.h>

#include "base/json.h"
#include "desk/decision.h"
#include "desk/toast.h"
#include "memory/journal.h"

/* The newest of the operator's own: what an agent did since is not theirs to take back. */
#define OWN_ENTRY                                                                                  \
  "SELECT i.entry FROM bureau_journal_item i JOIN bureau_journal j ON j.entry = i.entry"           \
  " WHERE i.record = ? AND i.op IN ('insert', 'update', 'delete')"                                 \
  " AND j.actor = 'operator:window' ORDER BY i.entry DESC LIMIT 1"

/* To see what was done, think again, and reach the button. */
#define UNDO_SECONDS 10

typedef struct
{
  GtkWidget *window;
  BureauMemory *memory;
  char *title;
  GArray *records; /* gint64 */
  GArray *entries; /* gint64, of them, once they are known */
} Undo;

static void
undo_free (gpointer data)
{
  Undo *self = data;

  g_clear_object (&self->window);
  g_clear_object (&self->memory);
  g_free (self->title);
  g_clear_pointer (&self->records, g_array_unref);
  g_clear_pointer (&self->entries, g_array_unref);
  g_free (self);
}

static void
undo_free_with_toast (gpointer data, GClosure *closure)
{
  undo_free (data);
}

/* The last first, as they lie upon each other. */
static DexFuture *
undo_fiber (gpointer data)
{
  Undo *self = data;
  g_autoptr (GError) error = NULL;

  for (guint i = self->entries->len; i > 0 && error == NULL; i--)
    dex_await (bureau_journal_undo (self->memory, &bureau_decision_cause,
                                    g_array_index (self->entries, gint64, i - 1)),
               &error);
  return error != NULL ? dex_future_new_for_error (g_steal_pointer (&error))
                       : dex_future_new_true ();
}

static Undo *
copy (Undo *self)
{
  Undo *kept = g_new0 (Undo, 1);

  kept->window = g_object_ref (self->window);
  kept->memory = g_object_ref (self->memory);
  kept->entries = g_array_ref (self->entries);
  return kept;
}

static void
pressed_cb (AdwToast *toast, Undo *self)
{
  bureau_toast_follow (self->window,
                       dex_scheduler_spawn (NULL, 0, undo_fiber, copy (self), undo_free));
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  gint64 one = *(const gint64 *)a, other = *(const gint64 *)b;

  return (one > other) - (one < other);
}

static void
find_entries (Undo *self)
{
  for (guint i = 0; i < self->records->len; i++)
    {
      g_autoptr (JsonArray) rows = dex_await_boxed (
          bureau_memory_rows (self->memory, OWN_ENTRY, "i",
                              g_array_index (self->records, gint64, i)),
          NULL);
      gint64 entry = rows != NULL && json_array_get_length (rows) > 0
                         ? bureau_json_get_id (json_array_get_object_element (rows, 0), "entry")
                         : 0;

      if (entry != 0)
        g_array_append_val (self->entries, entry);
    }
  g_array_sort (self->entries, compare_entries);
}

static DexFuture *
offer_fiber (gpointer data)
{
  Undo *self = data;
  AdwToast *toast = g_object_new (ADW_TYPE_TOAST, "use-markup", FALSE, "title", self->title, NULL);

  find_entries (self);
  if (self->entries->len > 0)
    g_object_set (toast, "button-label", _ ("_Undo"), "timeout", UNDO_SECONDS, NULL);
  /* The toast owns what the listener knows, for the page may be gone before it is pressed. */
  g_signal_connect_data (toast, "button-clicked", G_CALLBACK (pressed_cb), copy (self),
                         undo_free_with_toast, G_CONNECT_DEFAULT);
  if (self->entries->len > 0)
    bureau_toast_add_undo (self->window, toast);
  else
    bureau_toast_add (self->window, toast);
  return NULL;
}

/**
 * bureau_undo_toast_add_several:
 * @records: (element-type gint64): what the operator changed just now
 * @title: what they did
 *
 * Says it, and offers to take all of it back.
 */
void
bureau_undo_toast_add_several (GtkWidget *widget, BureauMemory *memory, GArray *records,
                               const char *title)
{
  GtkRoot *window = gtk_widget_get_root (widget);
  Undo *self;

  if (window == NULL)
    return;
  self = g_new0 (Undo, 1);
  self->window = g_object_ref (GTK_WIDGET (window));
  self->memory = g_object_ref (memory);
  self->title = g_strdup (title);
  self->records = g_array_ref (records);
  self->entries = g_array_new (FALSE, FALSE, sizeof (gint64));
  dex_future_disown (dex_scheduler_spawn (NULL, 0, offer_fiber, self, undo_free));
}

/**
 * bureau_undo_toast_add:
 * @widget: something in a window of the workspace
 * @record: what the operator changed, added or deleted just now
 * @title: what they did
 *
 * Says it, and offers to take it back.
 */
void
bureau_undo_toast_add (GtkWidget *widget, BureauMemory *memory, gint64 record, const char *title)
{
  g_autoptr (GArray) records = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (records, record);
  bureau_undo_toast_add_several (widget, memory, records, title);
}

static DexFuture *
followed_cb (DexFuture *future, gpointer data)
{
  Undo *self = data;
  g_autoptr (GError) error = NULL;

  if (dex_await (dex_ref (future), &error))
    bureau_undo_toast_add_several (self->window, self->memory, self->records, self->title);
  else
    bureau_toast_say (self->window, error->message);
  return NULL;
}

/**
 * bureau_undo_toast_follow:
 * @widget: something in a window of the workspace
 * @act: (transfer full): what the operator asked for
 * @record: what it changes, adds or deletes
 * @title: what they did
 *
 * Says once it is stored, and offers to take it back; or why it could not be done.
 */
void
bureau_undo_toast_follow (GtkWidget *widget, BureauMemory *memory, DexFuture *act, gint64 record,
                          const char *title)
{
  Undo *self = g_new0 (Undo, 1);

  self->window = g_object_ref (widget);
  self->memory = g_object_ref (memory);
  self->title = g_strdup (title);
  self->records = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_array_append_val (self->records, record);
  dex_future_disown (dex_future_finally (act, followed_cb, self, undo_free));
}
