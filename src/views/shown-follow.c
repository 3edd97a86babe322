/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a shown view follows memory: which tables were touched since it last looked. */
#include "base/json.h"
#include "views/shown-view-private.h"

/* Between two looks into the journal. */
#define PAUSE_MS 100

#define NEWEST "SELECT coalesce(max(entry), 0) AS entry FROM bureau_journal"
#define TOUCHED                                                                                    \
  "SELECT DISTINCT collection, (SELECT max(entry) FROM bureau_journal) AS entry"                   \
  " FROM bureau_journal_item WHERE entry > ?"

/* What holds for every source: the shape of the tables, and the business's day and currency. */
static gboolean
touches_all (const char *collection)
{
  return g_str_equal (collection, "sqlite_schema") || g_str_equal (collection, "bureau_setting");
}

static void
take_touched (BureauShownView *self, JsonArray *found)
{
  g_autoptr (JsonArray) tables = json_array_new ();
  gboolean is_all = FALSE;

  for (guint i = 0; i < json_array_get_length (found); i++)
    {
      JsonObject *row = json_array_get_object_element (found, i);
      const char *collection = bureau_json_get_string (row, "collection");

      self->entry = bureau_json_get_int (row, "entry", self->entry);
      if (collection == NULL)
        continue;
      is_all = is_all || touches_all (collection);
      json_array_add_string_element (tables, collection);
    }
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      asked->is_dirty = asked->is_dirty || is_all
                        || bureau_shown_rows_rest_on (asked->rows, tables);
    }
}

static DexFuture *
looked_cb (DexFuture *future, gpointer data)
{
  BureauShownView *self = data;
  g_autoptr (JsonArray) found = dex_await_boxed (dex_ref (future), NULL);

  self->is_looking = FALSE;
  if (found != NULL)
    take_touched (self, found);
  bureau_shown_view_read_dirty (self);
  bureau_shown_view_look (self);
  return NULL;
}

static void
timer_cb (gpointer data)
{
  BureauShownView *self = data;

  self->timer = 0;
  bureau_shown_view_look (self);
}

static DexFuture *
ask_journal (BureauShownView *self)
{
  return self->entry < 0 ? bureau_memory_rows (self->memory, NEWEST, "")
                         : bureau_memory_rows (self->memory, TOUCHED, "i", self->entry);
}

/* Looks into the journal, now or as soon as it may be, where something was committed. */
void
bureau_shown_view_look (BureauShownView *self)
{
  gint64 since = (g_get_monotonic_time () - self->looked_at) / 1000;

  if (self->is_looking || self->is_asleep || self->timer != 0 || !self->is_behind)
    return;
  if (since < PAUSE_MS)
    {
      self->timer = g_timeout_add_once ((guint)(PAUSE_MS - since), timer_cb, self);
      return;
    }
  self->is_looking = TRUE;
  self->is_behind = FALSE;
  self->looked_at = g_get_monotonic_time ();
  dex_future_disown (
      dex_future_finally (ask_journal (self), looked_cb, g_object_ref (self), g_object_unref));
}

static void
changed_cb (BureauShownView *self)
{
  self->is_behind = TRUE;
  bureau_shown_view_look (self);
}

/* From here on it follows what is committed. */
void
bureau_shown_view_follow (BureauShownView *self)
{
  g_signal_connect_object (self->memory, "changed", G_CALLBACK (changed_cb), self,
                           G_CONNECT_SWAPPED);
  changed_cb (self);
}
