/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/keeper.h"

#include "memory/scratch.h"

/* After the first key that is not kept, however many follow: half a second is what may be lost. */
#define AFTER_MS 300

struct _BureauKeeper
{
  BureauMemory *memory;
  BureauKeeperFunc print;
  gpointer data;
  char *key;
  guint source; /* words wait to be kept */
};

/**
 * bureau_keeper_new:
 * @print: gives the words
 * @data: for @print; outlives the keeper
 *
 * Returns: (transfer full): a keeper that keeps nothing yet
 */
BureauKeeper *
bureau_keeper_new (BureauMemory *memory, BureauKeeperFunc print, gpointer data)
{
  BureauKeeper *self = g_new0 (BureauKeeper, 1);

  self->memory = g_object_ref (memory);
  self->print = print;
  self->data = data;
  return self;
}

void
bureau_keeper_free (BureauKeeper *self)
{
  bureau_keeper_drop (self);
  g_clear_object (&self->memory);
  g_free (self->key);
  g_free (self);
}

/**
 * bureau_keeper_turn:
 * @key: (nullable): under which key words are kept from here on
 *
 * Turns to other words; those before are kept first.
 */
void
bureau_keeper_turn (BureauKeeper *self, const char *key)
{
  bureau_keeper_keep (self);
  g_set_str (&self->key, key);
}

static void
keep_cb (gpointer data)
{
  bureau_keeper_keep (data);
}

/**
 * bureau_keeper_touch:
 *
 * The words changed, or the place of the person in them: they are kept soon.
 */
void
bureau_keeper_touch (BureauKeeper *self)
{
  if (self->key != NULL && self->source == 0)
    self->source = g_timeout_add_once (AFTER_MS, keep_cb, self);
}

/**
 * bureau_keeper_keep:
 *
 * Keeps what was typed now, without waiting for a pause.
 */
void
bureau_keeper_keep (BureauKeeper *self)
{
  g_autofree char *words = NULL;

  if (self->source == 0)
    return;
  bureau_keeper_drop (self);
  words = self->print (self->data);
  dex_future_disown (bureau_scratch_put (self->memory, self->key, words));
}

/**
 * bureau_keeper_drop:
 *
 * Forgets what waits to be kept.
 */
void
bureau_keeper_drop (BureauKeeper *self)
{
  g_clear_handle_id (&self->source, g_source_remove);
}
