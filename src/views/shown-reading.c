/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How a shown view reads: the first rows, the order of many, and those of them that are looked at.
 */
#include "base/json.h"
#include "views/shown-view-private.h"

typedef struct
{
  BureauShownView *view;
  BureauShownAsked *asked; /* lives as long as the view */
  guint generation;
} Reading;

static void
reading_free (gpointer data)
{
  Reading *self = data;

  g_clear_object (&self->view);
  g_free (self);
}

static Reading *
reading_new (BureauShownView *view, BureauShownAsked *asked)
{
  Reading *reading = g_new0 (Reading, 1);

  reading->view = g_object_ref (view);
  reading->asked = asked;
  return reading;
}

/* Some rows of many. */
static void fetch (BureauShownView *self, BureauShownAsked *asked);

static DexFuture *
fetched_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), NULL);

  reading->asked->is_fetching = FALSE;
  if (answer == NULL)
    return NULL;
  bureau_shown_rows_take_more (reading->asked->rows, bureau_json_get_array (answer, "rows"),
                               reading->generation);
  fetch (reading->view, reading->asked);
  return NULL;
}

static void
fetch (BureauShownView *self, BureauShownAsked *asked)
{
  BureauShownWindow *window = bureau_shown_rows_get_window (asked->rows);
  g_autoptr (GArray) ids = NULL;
  Reading *reading;

  if (asked->is_fetching || window == NULL)
    return;
  ids = bureau_shown_window_take_wanted (window);
  if (ids->len == 0)
    return;
  asked->is_fetching = TRUE;
  reading = reading_new (self, asked);
  reading->generation = bureau_shown_window_get_generation (window);
  dex_future_disown (dex_future_finally (
      bureau_shown_read_rows (self->memory, self->plan, bureau_shown_rows_get_wish (asked->rows),
                              self->values, ids),
      fetched_cb, reading, reading_free));
}

/* Reads those of many rows that somebody looks at. */
void
bureau_shown_view_read_wanted (BureauShownView *self, BureauShownRows *rows)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      if (asked->rows == rows)
        fetch (self, asked);
    }
}

/* Where the rows cannot be put in order, as many are shown as can be read at once. */
static DexFuture *
ordered_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauShownAsked *asked = reading->asked;
  g_autoptr (GArray) ids = dex_await_boxed (dex_ref (future), NULL);
  gint64 now = g_get_monotonic_time ();

  asked->is_ordering = FALSE;
  asked->extent = ids != NULL ? BUREAU_SHOWN_READS_ALL : BUREAU_SHOWN_READS_MANY;
  asked->rests_until = now + 4 * (now - asked->asked_at);
  if (asked->is_dirty || asked->extent != BUREAU_SHOWN_READS_ALL)
    bureau_shown_view_read_rows (reading->view, asked);
  else
    bureau_shown_rows_take_order (asked->rows, ids);
  return NULL;
}

static void
read_order (BureauShownView *self, BureauShownAsked *asked)
{
  asked->is_ordering = TRUE;
  asked->asked_at = g_get_monotonic_time ();
  dex_future_disown (dex_future_finally (
      bureau_shown_read_order (self->memory, self->plan, bureau_shown_rows_get_wish (asked->rows),
                               self->values),
      ordered_cb, reading_new (self, asked), reading_free));
}

static void
take (BureauShownView *self, BureauShownAsked *asked, JsonObject *answer)
{
  bureau_shown_rows_take (asked->rows, answer);
  if (bureau_shown_rows_get_wish (asked->rows)->key != NULL
      && asked->extent == BUREAU_SHOWN_READS_ALL && bureau_json_get_boolean (answer, "truncated"))
    read_order (self, asked);
}

/* Of many rows that cannot be read at once, the first can. What fails even so begins anew. */
static void
fail (BureauShownView *self, BureauShownAsked *asked, const char *problem)
{
  if (asked->extent == BUREAU_SHOWN_READS_MANY)
    {
      asked->extent = BUREAU_SHOWN_READS_FIRST;
      bureau_shown_view_read_rows (self, asked);
      return;
    }
  asked->extent = BUREAU_SHOWN_READS_ALL;
  bureau_shown_rows_fail (asked->rows, problem);
}

static DexFuture *
read_cb (DexFuture *future, gpointer data)
{
  Reading *reading = data;
  BureauShownAsked *asked = reading->asked;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) answer = dex_await_boxed (dex_ref (future), &error);

  asked->is_reading = FALSE;
  if (asked->is_dirty)
    bureau_shown_view_read_rows (reading->view, asked);
  else if (answer != NULL)
    take (reading->view, asked, answer);
  else
    fail (reading->view, asked, error->message);
  return NULL;
}

static void
rested_cb (gpointer data)
{
  BureauShownView *self = data;

  self->rest_timer = 0;
  bureau_shown_view_read_dirty (self);
}

static gboolean
is_resting (BureauShownView *self, BureauShownAsked *asked)
{
  gint64 left = (asked->rests_until - g_get_monotonic_time ()) / 1000;

  if (left > 0 && self->rest_timer == 0)
    self->rest_timer = g_timeout_add_once ((guint)left + 1, rested_cb, self);
  return left > 0;
}

/* Reads them again, now or as soon as they may be. */
void
bureau_shown_view_read_rows (BureauShownView *self, BureauShownAsked *asked)
{
  BureauShownWish wish = *bureau_shown_rows_get_wish (asked->rows);

  asked->is_dirty = asked->is_reading || asked->is_ordering || self->is_asleep || self->entry < 0
                    || asked->n_users == 0 || is_resting (self, asked);
  if (asked->is_dirty)
    return;
  if (asked->extent == BUREAU_SHOWN_READS_MANY)
    wish.key = NULL;
  asked->is_reading = TRUE;
  bureau_shown_rows_begin (asked->rows);
  dex_future_disown (
      dex_future_finally (bureau_shown_read (self->memory, self->plan, &wish, self->values),
                          read_cb, reading_new (self, asked), reading_free));
}

/* Reads what could not be read when it had to be. */
void
bureau_shown_view_read_dirty (BureauShownView *self)
{
  for (guint i = 0; i < self->asked->len; i++)
    {
      BureauShownAsked *asked = g_ptr_array_index (self->asked, i);

      if (asked->is_dirty && !asked->is_reading && !asked->is_ordering)
        bureau_shown_view_read_rows (self, asked);
    }
}
