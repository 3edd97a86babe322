/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/delivery.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/time.h"
#include "memory/act.h"
#include "memory/setting.h"

/* The only moves there are (design.md §5). */
typedef struct
{
  const char *from;
  const char *to;
} Move;

static const Move moves[] = {
  { "holding", "queued" },    { "holding", "undone" },  { "queued", "sending" },
  { "queued", "undone" },     { "queued", "returned" }, { "queued", "failed" },
  { "sending", "queued" },    { "sending", "sent" },    { "sending", "failed" },
  { "sending", "uncertain" }, { "uncertain", "sent" },  { "uncertain", "queued" },
  { "uncertain", "failed" },  { "failed", "queued" },   { "failed", "returned" },
  { "failed", "failed" },
};

static gboolean
is_move (const char *from, const char *to)
{
  for (guint i = 0; i < G_N_ELEMENTS (moves); i++)
    if (g_str_equal (moves[i].from, from) && g_str_equal (moves[i].to, to))
      return TRUE;
  return FALSE;
}

/* The Message-ID's right side is the sender's own domain, so that it is unique for ever. */
static char *
new_message_id (BureauDatabase *database)
{
  g_autoptr (JsonNode) identity = bureau_setting_get (database, "identity", NULL);
  const char *address = identity != NULL && JSON_NODE_HOLDS_OBJECT (identity)
                            ? bureau_json_get_string (json_node_get_object (identity), "address")
                            : NULL;
  const char *at = address != NULL ? strrchr (address, '@') : NULL;
  g_autofree char *random = g_uuid_string_random ();

  return g_strdup_printf ("%s@%s", random, at != NULL && at[1] != '\0' ? at + 1 : "bureau.invalid");
}

static gboolean
insert_recipients (BureauTransaction *transaction, gint64 delivery, JsonArray *list, GError **error)
{
  for (guint i = 0; list != NULL && i < json_array_get_length (list); i++)
    {
      JsonObject *recipient = json_array_get_object_element (list, i);

      if (!bureau_database_run (
              bureau_transaction_get_database (transaction), error,
              "INSERT INTO bureau_delivery_recipient VALUES (?, ?, 'pending', NULL) "
              "ON CONFLICT DO NOTHING",
              "is", delivery, bureau_json_get_string (recipient, "address")))
        return FALSE;
    }
  return TRUE;
}

/**
 * bureau_delivery_insert:
 * @approval: the person's yes
 * @draft: as bureau_draft_load() gives it
 *
 * An approved draft on its way: holding first. Message-ID and idempotency key are fixed here.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
bureau_delivery_insert (BureauTransaction *transaction, gint64 approval, JsonObject *draft,
                        GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  gint64 id = bureau_transaction_new_id (transaction);
  g_autofree char *message_id = new_message_id (database);
  g_autofree char *key = g_uuid_string_random ();
  const char *now = bureau_transaction_get_time (transaction);

  if (!bureau_database_run (
          database, error,
          "INSERT INTO bureau_delivery (id, created_at, updated_at, approval, draft, state, "
          "message_id, idempotency_key) VALUES (?, ?, ?, ?, ?, 'holding', ?, ?)",
          "issiiss", id, now, now, approval, bureau_json_get_id (draft, "id"), message_id, key)
      || !insert_recipients (transaction, id, bureau_json_get_array (draft, "to"), error)
      || !insert_recipients (transaction, id, bureau_json_get_array (draft, "cc"), error))
    return 0;
  bureau_transaction_add_fact (transaction, "bureau_delivery", id, "holding");
  return id;
}

/* Undone and returned put the draft back before the person. */
static gboolean
give_back (BureauTransaction *transaction, gint64 delivery, const char *to, GError **error)
{
  if (!g_str_equal (to, "undone") && !g_str_equal (to, "returned"))
    return TRUE;
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_draft SET state = 'edited', updated_at = ? "
                              "WHERE id = (SELECT draft FROM bureau_delivery WHERE id = ?)",
                              "si", bureau_transaction_get_time (transaction), delivery);
}

static char *
read_state (BureauTransaction *transaction, gint64 delivery, GError **error)
{
  g_autofree char *missing = g_strdup_printf ("There is no delivery %" G_GINT64_FORMAT ".",
                                              delivery);
  g_autoptr (JsonObject) row = bureau_database_find (
      bureau_transaction_get_database (transaction), error, missing,
      "SELECT state FROM bureau_delivery WHERE id = ?", "i", delivery);

  return row != NULL ? g_strdup (bureau_json_get_string (row, "state")) : NULL;
}

/* What somebody has got cannot be taken back, nor come back to be approved for them once more. */
static gboolean
may_come_back (BureauTransaction *transaction, gint64 delivery, const char *to, GError **error)
{
  gint64 n_accepted = 0;

  if (!g_str_equal (to, "undone") && !g_str_equal (to, "returned"))
    return TRUE;
  if (!bureau_database_int (bureau_transaction_get_database (transaction), &n_accepted, error,
                            "SELECT count(*) FROM bureau_delivery_recipient WHERE delivery = ?1 "
                            "AND state = 'accepted'",
                            "i", delivery))
    return FALSE;
  if (n_accepted == 0)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                       "Some of its recipients have this message already, so it cannot be taken "
                       "back; the others get it as soon as their server takes it.");
  return FALSE;
}

/**
 * bureau_delivery_move:
 * @to: the new state
 * @error_text: (nullable): one sentence for the person, kept in the row
 *
 * Returns: %FALSE with BUREAU_ERROR_REFUSED where there is no such move
 */
gboolean
bureau_delivery_move (BureauTransaction *transaction, gint64 delivery, const char *to,
                      const char *error_text, GError **error)
{
  g_autofree char *from = read_state (transaction, delivery, error);

  if (from == NULL)
    return FALSE;
  if (!is_move (from, to))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                   "This message is %s; it cannot become %s any more.", from, to);
      return FALSE;
    }
  if (!may_come_back (transaction, delivery, to, error))
    return FALSE;
  bureau_transaction_add_fact (transaction, "bureau_delivery", delivery, to);
  return bureau_database_run (
             bureau_transaction_get_database (transaction), error,
             "UPDATE bureau_delivery SET state = ?, error = ?, updated_at = ? WHERE id = ?", "sssi",
             to, error_text, bureau_transaction_get_time (transaction), delivery)
         && give_back (transaction, delivery, to, error);
}

/* What the operator may say, and what it makes of the delivery. */
typedef struct
{
  const char *how;
  const char *state;
  const char *note;
} Answer;

static const Answer answers[] = {
  { "sent", "sent", NULL },
  { "again", "queued", NULL },
  { "discard", "failed", "Discarded by the operator; it may have arrived." },
};

/* A person answers a doubt; what is on its way moves by the engine alone. */
static gboolean
require_doubt (BureauTransaction *transaction, gint64 delivery, GError **error)
{
  g_autofree char *state = read_state (transaction, delivery, error);

  if (state == NULL)
    return FALSE;
  if (g_str_equal (state, "uncertain") || g_str_equal (state, "failed"))
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
               "This message is %s; only one that is uncertain or failed can be resolved.", state);
  return FALSE;
}

/* One that failed says why; giving it up does not make that untrue, and it did not arrive. */
static gboolean
answer (BureauTransaction *transaction, gint64 delivery, const Answer *said, GError **error)
{
  g_autofree char *refusal = NULL;

  if (g_str_equal (said->how, "discard"))
    refusal = bureau_database_text (bureau_transaction_get_database (transaction), NULL,
                                    "SELECT error FROM bureau_delivery WHERE id = ? AND state = "
                                    "'failed'",
                                    "i", delivery);

  return bureau_delivery_move (transaction, delivery, said->state,
                               refusal != NULL ? refusal : said->note, error);
}

static gboolean
resolve (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  if (!bureau_transaction_is_operator (transaction))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                           "Only a person can say what became of it.");
      return FALSE;
    }
  for (guint i = 0; i < G_N_ELEMENTS (answers); i++)
    if (g_str_equal (answers[i].how, act->text))
      return require_doubt (transaction, act->id, error)
             && answer (transaction, act->id, &answers[i], error);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "“%s” is not one of sent, again, discard.",
               act->text);
  return FALSE;
}

/**
 * bureau_delivery_resolve:
 * @how: "sent", "again" or "discard"
 *
 * What the operator says of an uncertain or failed delivery. "again" keeps the Message-ID.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_delivery_resolve (BureauMemory *memory, const BureauCause *cause, gint64 delivery,
                         const char *how)
{
  return bureau_memory_act (memory, cause, resolve, &(BureauAct){ .id = delivery, .text = how });
}
