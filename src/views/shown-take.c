/* SPDX-License-Identifier: GPL-3.0-or-later */
/* How shown rows take what was read of them. */
#include "base/json.h"
#include "views/shown-rows-private.h"

static void
move (BureauShownRows *self, BureauShownState state, gboolean are_new)
{
  gboolean moved = self->state != state || are_new;

  self->state = state;
  if (moved)
    bureau_shown_rows_tell_changed (self, are_new);
}

/**
 * bureau_shown_rows_begin:
 *
 * They are read again: what was good until now is only the last that was.
 */
void
bureau_shown_rows_begin (BureauShownRows *self)
{
  move (self, self->rows != NULL ? BUREAU_SHOWN_STALE : self->state, FALSE);
}

static gboolean
is_same (BureauShownRows *self, JsonObject *answer)
{
  return self->answer != NULL
         && g_strcmp0 (bureau_json_get_string (self->answer, "hash"),
                       bureau_json_get_string (answer, "hash"))
                == 0
         && g_strcmp0 (bureau_shown_rows_get_today (self), bureau_json_get_string (answer, "today"))
                == 0
         && g_strcmp0 (bureau_json_get_string (self->answer, "currency"),
                       bureau_json_get_string (answer, "currency"))
                == 0;
}

/* Windows ----------------------------------------------------------------------------------------
 */

static guint
get_key_place (BureauShownRows *self)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->places, self->wish.key)) - 1;
}

/* What was looked at is looked at again once the order is there. */
static void
fill_again (BureauShownRows *self)
{
  bureau_shown_window_set_stale (self->window);
  bureau_shown_window_fill (self->window, self->rows, get_key_place (self),
                            bureau_shown_window_get_generation (self->window));
}

static void
make_window (BureauShownRows *self)
{
  self->window = bureau_shown_window_new ();
  bureau_shown_window_fill (self->window, self->rows, get_key_place (self), 0);
  g_signal_connect_object (self->window, "filled", G_CALLBACK (bureau_shown_rows_tell_filled), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (self->window, "wanted", G_CALLBACK (bureau_shown_rows_tell_wanted), self,
                           G_CONNECT_SWAPPED);
}

/**
 * bureau_shown_rows_take_order:
 * @ids: (transfer none) (element-type gint64): the ids of all rows in their order
 *
 * From here on they are all there, and read when somebody looks at them.
 */
void
bureau_shown_rows_take_order (BureauShownRows *self, GArray *ids)
{
  if (self->window == NULL)
    make_window (self);
  bureau_shown_window_set_order (self->window, ids);
  bureau_shown_rows_tell_changed (self, TRUE);
}

/**
 * bureau_shown_rows_take_more:
 * @rows: [[…]] that were wanted
 * @generation: that of the window when they were asked for
 */
void
bureau_shown_rows_take_more (BureauShownRows *self, JsonArray *rows, guint generation)
{
  if (self->window != NULL)
    bureau_shown_window_fill (self->window, rows, get_key_place (self), generation);
}

/**
 * bureau_shown_rows_take_totals:
 * @totals: (transfer none): {"COLUMN": [[currency, sum, least, largest, how many], …]}
 */
void
bureau_shown_rows_take_totals (BureauShownRows *self, JsonObject *totals)
{
  g_autoptr (GHashTable) none = g_hash_table_new (g_int64_hash, g_int64_equal);

  json_object_ref (totals);
  g_clear_pointer (&self->totals, json_object_unref);
  self->totals = totals;
  bureau_shown_rows_tell_filled (self, none);
}

/**
 * bureau_shown_rows_take:
 * @answer: (transfer none): what bureau_shown_read() gave
 */
void
bureau_shown_rows_take (BureauShownRows *self, JsonObject *answer)
{
  gboolean is_waiting = json_object_has_member (answer, "needs");
  gboolean are_new = !is_same (self, answer)
                     || bureau_shown_rows_has_more (self)
                            != bureau_json_get_boolean (answer, "truncated");

  json_object_ref (answer);
  g_clear_pointer (&self->answer, json_object_unref);
  g_clear_pointer (&self->problem, g_free);
  self->answer = answer;
  self->rows = is_waiting ? NULL : bureau_json_get_array (answer, "rows");
  if (!bureau_json_get_boolean (answer, "truncated"))
    g_clear_object (&self->window);
  if (self->window != NULL)
    fill_again (self);
  move (self, is_waiting ? BUREAU_SHOWN_WAITING : BUREAU_SHOWN_READY, are_new);
}

/**
 * bureau_shown_rows_fail:
 * @problem: why they cannot be read
 *
 * Rows that were read before stay, as the last good ones.
 */
void
bureau_shown_rows_fail (BureauShownRows *self, const char *problem)
{
  gboolean is_new = g_set_str (&self->problem, problem);

  move (self, self->rows != NULL ? BUREAU_SHOWN_STALE : BUREAU_SHOWN_ERROR, FALSE);
  if (is_new)
    bureau_shown_rows_tell_changed (self, FALSE);
}
