/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/sender-write.h"

#include "agents/retry.h"
#include "base/time.h"
#include "memory/delivery.h"

static gboolean
release_one (BureauTransaction *transaction, gint64 id, GError **error)
{
  gint64 is_holding = 0;

  if (!bureau_database_int (bureau_transaction_get_database (transaction), &is_holding, error,
                            "SELECT 1 FROM bureau_delivery WHERE id = ?1 AND state = 'holding'",
                            "i", id))
    return FALSE;

  return !is_holding || bureau_delivery_move (transaction, id, "queued", NULL, error);
}

/**
 * bureau_sender_write_release:
 * @data: a #GArray of ids of deliveries whose holding ended
 *
 * A write: they are queued, but for those that the person took back at the last moment.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_sender_write_release (BureauTransaction *transaction, gpointer data, GValue *result,
                             GError **error)
{
  GArray *ids = data;

  for (guint i = 0; i < ids->len; i++)
    if (!release_one (transaction, g_array_index (ids, gint64, i), error))
      return FALSE;

  return TRUE;
}

/**
 * bureau_sender_write_aside:
 * @data: a #BureauSenderAside
 *
 * A write: what may pass by itself is tried later; else it has failed, and the person says what
 * becomes of it.
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_sender_write_aside (BureauTransaction *transaction, gpointer data, GValue *result,
                           GError **error)
{
  BureauSenderAside *self = data;
  const char *why = self->failure->message;
  gint64 is_queued = 0;
  g_autofree char *next_try = bureau_time_format (bureau_time_now ()
                                                  + bureau_retry_delivery_delay (1));

  if (!bureau_database_int (bureau_transaction_get_database (transaction), &is_queued, error,
                            "SELECT 1 FROM bureau_delivery WHERE id = ?1 AND state = 'queued'", "i",
                            self->id))
    return FALSE;
  if (!is_queued)
    return TRUE;
  if (bureau_retry_is_worthwhile (self->failure, 1))
    return bureau_delivery_set_next_try (transaction, self->id, next_try, why, error);

  return bureau_delivery_move (transaction, self->id, "failed", why, error);
}
