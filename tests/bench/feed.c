/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "feed.h"

#include "base/json.h"

static void
feed (Feed *self)
{
  while (self->n_in < self->n_items && self->n_in - self->n_out < self->n_in_flight)
    bench_feed_inquiry (self->bench, (guint)self->n_in++);
}

static DexFuture *
counted_cb (DexFuture *future, gpointer data)
{
  Feed *self = data;
  const GValue *value = dex_future_get_value (future, NULL);
  JsonArray *rows = value ? g_value_get_boxed (value) : NULL;

  self->is_counting = FALSE;
  for (guint i = 0; rows && i < json_array_get_length (rows); i++)
    self->last_draft = bureau_json_get_id (json_array_get_object_element (rows, i), "id");
  self->n_out += rows ? (int)json_array_get_length (rows) : 0;
  feed (self);

  return dex_future_new_true ();
}

static void
changed_cb (Feed *self)
{
  if (self->is_counting)
    return;
  self->is_counting = TRUE;
  dex_future_disown (dex_future_finally (
      bureau_memory_rows (
          self->bench->workspace.memory,
          "SELECT CAST(id AS TEXT) AS id FROM bureau_draft WHERE id > ? ORDER BY id", "i",
          self->last_draft),
      counted_cb, self, NULL));
}

void
feed_start (Feed *self)
{
  g_signal_connect_swapped (self->bench->workspace.memory, "changed", G_CALLBACK (changed_cb),
                            self);
  feed (self);
}

/* What is on its way goes on; nothing more comes in. */
void
feed_stop (Feed *self)
{
  g_signal_handlers_disconnect_by_func (self->bench->workspace.memory, changed_cb, self);
}
