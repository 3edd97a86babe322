/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feed.h"

#include "base/json.h"

static void
feed (Feed *self)
{
  while (self->n_in < self->n_items && self->n_in - self->n_out < self->n_in_flight)
    {
      gint64 now = g_get_monotonic_time ();

      g_array_append_val (self->begun, now);
      bench_feed_inquiry (self->bench, (guint)self->n_in++);
    }
}

static void
take_draft (Feed *self, JsonObject *row)
{
  guint number = (guint)bureau_json_get_int (row, "number", 0);
  double span = (g_get_monotonic_time () - g_array_index (self->begun, gint64, number)) / 1e3;

  g_array_append_val (self->spans, span);
  self->last_draft = bureau_json_get_id (row, "id");
  self->n_out++;
}

static void changed_cb (Feed *self);

static DexFuture *
counted_cb (DexFuture *future, gpointer data)
{
  Feed *self = data;
  const GValue *value = dex_future_get_value (future, NULL);
  JsonArray *rows = value ? g_value_get_boxed (value) : NULL;

  self->is_counting = FALSE;
  for (guint i = 0; rows && i < json_array_get_length (rows); i++)
    take_draft (self, json_array_get_object_element (rows, i));
  feed (self);
  if (self->has_changed)
    changed_cb (self);

  return dex_future_new_true ();
}

static void
changed_cb (Feed *self)
{
  self->has_changed = self->is_counting;
  if (self->is_counting)
    return;
  self->is_counting = TRUE;
  dex_future_disown (dex_future_finally (
      bureau_memory_rows (self->bench->workspace.memory,
                          "SELECT CAST(d.id AS TEXT) AS id, CAST(m.source AS INTEGER) AS number"
                          " FROM bureau_draft d JOIN bureau_message m ON m.id = d.message"
                          " WHERE d.id > ? ORDER BY d.id",
                          "i", self->last_draft),
      counted_cb, self, NULL));
}

void
feed_start (Feed *self)
{
  self->begun = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->spans = g_array_new (FALSE, FALSE, sizeof (double));
  g_signal_connect_swapped (self->bench->workspace.memory, "changed", G_CALLBACK (changed_cb),
                            self);
  feed (self);
}

/* What is on its way goes on; nothing more comes in. */
void
feed_stop (Feed *self)
{
  g_signal_handlers_disconnect_by_func (self->bench->workspace.memory, changed_cb, self);
  self->n_items = 0;
  self->has_changed = FALSE;
  while (self->is_counting)
    g_main_context_iteration (NULL, TRUE);
  g_clear_pointer (&self->begun, g_array_unref);
  g_clear_pointer (&self->spans, g_array_unref);
}
