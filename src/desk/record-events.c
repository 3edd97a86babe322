/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/record-events.h"

#include "base/json.h"
#include "desk/record-load.h"
#include "desk/timeline.h"

struct _BureauRecordEvents
{
  AdwPreferencesGroup parent_instance;

  BureauMemory *memory;
  char *collection;
  gint64 record;
  char *newest; /* the first page as it is shown, to see whether it changed */
  JsonObject *last;

  GtkListBox *events;
  GtkWidget *more;
};

G_DEFINE_FINAL_TYPE (BureauRecordEvents, bureau_record_events, ADW_TYPE_PREFERENCES_GROUP)

static guint opened_signal;

static void
row_opened_cb (AdwActionRow *row, BureauRecordEvents *self)
{
  g_signal_emit (self, opened_signal, 0, bureau_timeline_get_id (row));
}

static void
append (BureauRecordEvents *self, JsonArray *events)
{
  guint n = json_array_get_length (events);

  bureau_timeline_append (self->events, events, G_OBJECT (self), G_CALLBACK (row_opened_cb));
  gtk_widget_set_visible (self->more, n == BUREAU_RECORD_LOAD_EVENTS);
  if (n == 0)
    return;
  g_clear_pointer (&self->last, json_object_unref);
  self->last = json_object_ref (json_array_get_object_element (events, n - 1));
}

static DexFuture *
more_read_cb (DexFuture *future, gpointer data)
{
  BureauRecordEvents *self = data;
  g_autoptr (JsonArray) events = dex_await_boxed (dex_ref (future), NULL);

  if (events != NULL && self->events != NULL)
    append (self, events);
  return NULL;
}

static void
more_cb (BureauRecordEvents *self)
{
  gtk_widget_set_visible (self->more, FALSE);
  dex_future_disown (dex_future_finally (
      bureau_record_load_events (self->memory, self->collection, self->record, self->last),
      more_read_cb, g_object_ref (self), g_object_unref));
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_record_events_dispose (GObject *object)
{
  BureauRecordEvents *self = BUREAU_RECORD_EVENTS (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), BUREAU_TYPE_RECORD_EVENTS);
  g_clear_object (&self->memory);
  g_clear_pointer (&self->collection, g_free);
  g_clear_pointer (&self->newest, g_free);
  g_clear_pointer (&self->last, json_object_unref);
  G_OBJECT_CLASS (bureau_record_events_parent_class)->dispose (object);
}

static void
bureau_record_events_class_init (BureauRecordEventsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = bureau_record_events_dispose;
  opened_signal = g_signal_new ("opened", BUREAU_TYPE_RECORD_EVENTS, G_SIGNAL_RUN_LAST, 0, NULL,
                                NULL, NULL, G_TYPE_NONE, 1, G_TYPE_INT64);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/app/bureau/Bureau/ui/record-events.ui");
  gtk_widget_class_bind_template_child (widget_class, BureauRecordEvents, events);
  gtk_widget_class_bind_template_child (widget_class, BureauRecordEvents, more);
  gtk_widget_class_bind_template_callback (widget_class, more_cb);
}

static void
bureau_record_events_init (BureauRecordEvents *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * bureau_record_events_show:
 * @record: its id
 * @thread: as bureau_record_thread() gives it
 *
 * Shows the first page, where it is another than before.
 */
void
bureau_record_events_show (BureauRecordEvents *self, BureauMemory *memory, gint64 record,
                           JsonObject *thread)
{
  JsonArray *events = bureau_json_get_array (thread, "events");
  g_autofree char *newest = bureau_json_print_array (events);

  g_set_object (&self->memory, memory);
  g_set_str (&self->collection, bureau_json_get_string (thread, "collection"));
  self->record = record;
  if (!g_set_str (&self->newest, newest))
    return;
  gtk_list_box_remove_all (self->events);
  append (self, events);
}
