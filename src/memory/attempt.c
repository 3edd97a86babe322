/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tries of a delivery: what the sender commits as it goes, and what a crash left behind. */
#include "memory/delivery.h"

#include "base/json.h"

/**
 * bureau_attempt_start:
 *
 * One more try: the delivery is sending, its attempt in phase connect.
 *
 * Returns: the attempt's id, or 0 with @error set
 */
gint64
bureau_attempt_start (BureauTransaction *transaction, gint64 delivery, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  gint64 id = bureau_transaction_new_id (transaction);

  if (!bureau_delivery_move (transaction, delivery, "sending", NULL, error)
      || !bureau_database_run (
          database, error,
          "UPDATE bureau_delivery SET tries = tries + 1, next_try = NULL WHERE id = ?", "i",
          delivery)
      || !bureau_database_run (database, error,
                               "INSERT INTO bureau_attempt VALUES (?, ?, ?, 'connect', NULL, NULL)",
                               "iis", id, delivery, bureau_transaction_get_time (transaction)))
    return 0;
  return id;
}

/**
 * bureau_attempt_set_phase:
 * @phase: connect, envelope, body, end or answered; the last ends the attempt
 * @reply: (nullable): the server's words
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_attempt_set_phase (BureauTransaction *transaction, gint64 attempt, const char *phase,
                          const char *reply, GError **error)
{
  bureau_transaction_add_fact (transaction, "bureau_attempt", attempt, phase);
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_attempt SET phase = ?1, reply = coalesce(?2, reply), "
                              "ended_at = iif(?1 = 'answered', ?3, ended_at) WHERE id = ?4",
                              "sssi", phase, reply, bureau_transaction_get_time (transaction),
                              attempt);
}

/**
 * bureau_delivery_set_recipient:
 * @state: accepted or refused, or pending for another try
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_delivery_set_recipient (BureauTransaction *transaction, gint64 delivery, const char *address,
                               const char *state, const char *reply, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_delivery_recipient SET state = ?, reply = ? "
                              "WHERE delivery = ? AND address = ?",
                              "ssis", state, reply, delivery, address);
}

/**
 * bureau_delivery_set_next_try:
 * @next_try: (nullable): when it is tried again
 * @error_text: (nullable): why it did not leave yet
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_delivery_set_next_try (BureauTransaction *transaction, gint64 delivery, const char *next_try,
                              const char *error_text, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_delivery SET next_try = ?, error = ?, updated_at = ? WHERE id = ?", "sssi",
      next_try, error_text, bureau_transaction_get_time (transaction), delivery);
}

/* Only what was cut off before the last bytes could leave is safe to send again. */
static const char *
state_after_crash (const char *phase)
{
  gboolean may_have_left = phase != NULL
                           && (g_str_equal (phase, "end") || g_str_equal (phase, "answered"));

  return may_have_left ? "uncertain" : "queued";
}

static gboolean
recover_one (BureauTransaction *transaction, gint64 delivery, GError **error)
{
  g_autofree char *phase = bureau_database_text (
      bureau_transaction_get_database (transaction), NULL,
      "SELECT phase FROM bureau_attempt WHERE delivery = ? ORDER BY id DESC LIMIT 1", "i",
      delivery);
  const char *to = state_after_crash (phase);

  return bureau_delivery_move (
      transaction, delivery, to,
      g_str_equal (to, "uncertain")
          ? "Bureau stopped while this was being sent; it may have arrived. Look with "
            "the recipient, then say what became of it."
          : NULL,
      error);
}

/**
 * bureau_delivery_recover:
 *
 * At the engine's start: whatever was sending when the process ended is queued again, or uncertain
 * where the last bytes may have left. Never sent twice on a guess.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_delivery_recover (BureauTransaction *transaction, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (
      bureau_transaction_get_database (transaction), error,
      "SELECT id FROM bureau_delivery WHERE state = 'sending' ORDER BY id", "");

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    if (!recover_one (transaction,
                      bureau_json_get_id (json_array_get_object_element (rows, i), "id"), error))
      return FALSE;
  return TRUE;
}
