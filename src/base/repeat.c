/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/repeat.h"

struct _BureauRepeat
{
  BureauRepeatFunc func; /* NULL: it was freed while it was being done */
  gpointer data;
  guint rest;
  guint rest_source; /* set while it rests */
  gboolean is_at_work;
  gboolean is_asked;
};

static void go_on (BureauRepeat *self);

static void
rested_cb (gpointer data)
{
  BureauRepeat *self = data;

  self->rest_source = 0;
  go_on (self);
}

static DexFuture *
done_cb (DexFuture *future, gpointer data)
{
  BureauRepeat *self = data;

  self->is_at_work = FALSE;
  if (self->func != NULL && self->rest > 0)
    self->rest_source = g_timeout_add_once (self->rest, rested_cb, self);
  go_on (self);
  return NULL;
}

static void
go_on (BureauRepeat *self)
{
  if (!self->is_asked || self->is_at_work || self->rest_source != 0 || self->func == NULL)
    return;
  self->is_asked = FALSE;
  self->is_at_work = TRUE;
  dex_future_disown (dex_future_finally (self->func (self->data), done_cb, g_rc_box_acquire (self),
                                         g_rc_box_release));
}

/**
 * bureau_repeat_new:
 * @func: does it once
 * @data: for @func; outlives the repeat
 *
 * Returns: (transfer full): what was not asked for yet
 */
BureauRepeat *
bureau_repeat_new (BureauRepeatFunc func, gpointer data)
{
  BureauRepeat *self = g_rc_box_new0 (BureauRepeat);

  self->func = func;
  self->data = data;
  return self;
}

/* What is under way comes to its end, and nothing follows it. */
void
bureau_repeat_free (BureauRepeat *self)
{
  g_clear_handle_id (&self->rest_source, g_source_remove);
  self->func = NULL;
  g_rc_box_release (self);
}

/**
 * bureau_repeat_ask:
 *
 * Does it now, or as soon as what is under way and the rest after it are over.
 */
void
bureau_repeat_ask (BureauRepeat *self)
{
  self->is_asked = TRUE;
  go_on (self);
}

/**
 * bureau_repeat_set_rest:
 * @milliseconds: between the end of one and the beginning of the next, from now on
 */
void
bureau_repeat_set_rest (BureauRepeat *self, guint milliseconds)
{
  self->rest = milliseconds;
}
