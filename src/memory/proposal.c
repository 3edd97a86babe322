/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/proposal.h"

#include "base/error.h"
#include "base/json-text.h"
#include "base/json.h"
#include "memory/act.h"
#include "memory/document.h"

#define SELECT_PROPOSAL                                                                            \
  "SELECT id, created_at AS at, kind, level, origin, state, title, target, body, diff, reason"     \
  " FROM bureau_proposal"

#define COUNT_OPEN "SELECT count(*) FROM bureau_proposal WHERE state = 'open' AND origin = ?"

/* Of one agent. */
#define MAX_OPEN 5

/* Adding -----------------------------------------------------------------------------------------
 */

/**
 * bureau_proposal_insert:
 *
 * Stores a proposal within a transaction; nothing else changes.
 *
 * Returns: its id, or 0 with @error set
 */
gint64
bureau_proposal_insert (BureauTransaction *transaction, const BureauProposal *proposal,
                        GError **error)
{
  gint64 id = bureau_transaction_new_id (transaction);
  const char *now = bureau_transaction_get_time (transaction);
  g_autofree char *body = bureau_json_print_object (proposal->body);
  g_autofree char *diff = proposal->diff != NULL ? bureau_json_print_array (proposal->diff)
                                                 : g_strdup ("[]");
  gboolean ok = bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "INSERT INTO bureau_proposal VALUES (?, ?, ?, ?, ?, ?, 'open', ?, ?, ?, ?, NULL)",
      "isssssssss", id, now, now, proposal->kind, proposal->level, proposal->origin,
      proposal->title, proposal->target != NULL ? proposal->target : "", body, diff);

  return ok ? id : 0;
}

/**
 * bureau_proposal_find_obstacle:
 * @origin: who would propose
 * @body: what
 * @n_before: how many others @origin is about to propose before it
 * @obstacle: (out) (transfer full): why it is not to be proposed now, in a sentence: the same waits
 *   already, or too many of @origin do; %NULL where it may be
 *
 * What nobody asked for is to fill nobody's list.
 *
 * Returns: %FALSE with @error set where that could not be read
 */
gboolean
bureau_proposal_find_obstacle (BureauDatabase *database, const char *origin, JsonObject *body,
                               guint n_before, char **obstacle, GError **error)
{
  g_autofree char *text = bureau_json_print_object (body);
  gint64 n_open = 0, n_same = 0;

  *obstacle = NULL;
  if (!bureau_database_int (database, &n_open, error, COUNT_OPEN, "s", origin)
      || !bureau_database_int (database, &n_same, error, COUNT_OPEN " AND body = ?", "ss", origin,
                               text))
    return FALSE;
  if (n_same > 0)
    *obstacle = g_strdup ("The same is proposed already and waits for the operator.");
  else if (n_open + n_before >= MAX_OPEN)
    *obstacle = g_strdup_printf ("%d proposals wait for the operator already; propose no more.",
                                 MAX_OPEN);
  return TRUE;
}

static gboolean
add (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  const BureauProposal proposal = {
    .kind = bureau_json_get_string (act->object, "kind"),
    .level = bureau_json_get_string (act->object, "level"),
    .origin = bureau_json_get_string (act->object, "origin"),
    .title = bureau_json_get_string (act->object, "title"),
    .target = bureau_json_get_string (act->object, "target"),
    .body = bureau_json_get_object (act->object, "body"),
    .diff = bureau_json_get_array (act->object, "diff"),
  };
  gint64 id = bureau_proposal_insert (transaction, &proposal, error);

  bureau_value_take_id (result, id);
  return id != 0;
}

/**
 * bureau_proposal_add:
 *
 * Stores a proposal; nothing else changes.
 *
 * Returns: (transfer full): resolves to its id, a #gint64
 */
DexFuture *
bureau_proposal_add (BureauMemory *memory, const BureauCause *cause, const BureauProposal *proposal)
{
  g_autoptr (JsonObject) object = json_object_new ();

  json_object_set_string_member (object, "kind", proposal->kind);
  json_object_set_string_member (object, "level", proposal->level);
  json_object_set_string_member (object, "origin", proposal->origin);
  json_object_set_string_member (object, "title", proposal->title);
  bureau_json_set_string (object, "target", proposal->target);
  json_object_set_object_member (object, "body", json_object_ref (proposal->body));
  if (proposal->diff != NULL)
    json_object_set_array_member (object, "diff", json_array_ref (proposal->diff));
  return bureau_memory_act (memory, cause, add, &(BureauAct){ .object = object });
}

/* Reading ----------------------------------------------------------------------------------------
 */

/**
 * bureau_proposal_list:
 * @all: also what was decided
 *
 * Returns: (transfer full): [{"id","at","kind","level","origin","state","title","target","body",
 *   "diff","reason"}], the newest first, or %NULL with @error set
 */
JsonArray *
bureau_proposal_list (BureauDatabase *database, gboolean all, GError **error)
{
  JsonArray *rows = bureau_database_rows (
      database, error, SELECT_PROPOSAL " WHERE ? OR state = 'open' ORDER BY id DESC LIMIT 1000",
      "i", (gint64)all);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    {
      JsonObject *row = json_array_get_object_element (rows, i);

      bureau_json_open_member (row, "body");
      bureau_json_open_member (row, "diff");
    }
  return rows;
}

/**
 * bureau_proposal_find:
 *
 * Returns: (transfer full): one as bureau_proposal_list() gives them, or %NULL with
 *   %BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_proposal_find (BureauDatabase *database, gint64 proposal, GError **error)
{
  g_autofree char *missing = g_strdup_printf ("There is no proposal %" G_GINT64_FORMAT ".",
                                              proposal);
  JsonObject *row = bureau_database_find (database, error, missing, SELECT_PROPOSAL " WHERE id = ?",
                                          "i", proposal);

  if (row == NULL)
    return NULL;
  bureau_json_open_member (row, "body");
  bureau_json_open_member (row, "diff");
  return row;
}

/* Deciding ---------------------------------------------------------------------------------------
 */

static JsonObject *
find_open (BureauTransaction *transaction, gint64 id, GError **error)
{
  g_autoptr (JsonObject) row = bureau_proposal_find (bureau_transaction_get_database (transaction),
                                                     id, error);
  const char *state = row != NULL ? bureau_json_get_string (row, "state") : NULL;

  if (row == NULL || g_strcmp0 (state, "open") == 0)
    return g_steal_pointer (&row);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, "This proposal is already %s.", state);
  return NULL;
}

static gboolean
decide (BureauTransaction *transaction, gint64 id, const char *state, const char *reason,
        GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_proposal SET state = ?, reason = ?, updated_at = ? WHERE id = ?", "sssi",
      state, reason, bureau_transaction_get_time (transaction), id);
}

static gboolean
accept_proposal (BureauTransaction *transaction, const BureauAct *act, GValue *result,
                 GError **error)
{
  g_autoptr (JsonObject) row = find_open (transaction, act->id, error);

  if (row == NULL)
    return FALSE;
  if (g_strcmp0 (bureau_json_get_string (row, "level"), "operator") != 0)
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                           "This change is a builder's; it is not accepted with one step.");
      return FALSE;
    }
  return bureau_document_put (transaction, bureau_json_get_string (row, "kind"),
                              bureau_json_get_object (row, "body"),
                              bureau_json_get_string (row, "title"), error)
         && decide (transaction, act->id, "accepted", NULL, error);
}

/**
 * bureau_proposal_accept:
 *
 * Puts what an operator's proposal holds in force, as a version of its document. One click undoes
 * it, as any other edit. Whether it is still in order is the caller's to check.
 *
 * Returns: (transfer full): resolves once it is in force; %BUREAU_ERROR_REFUSED where it was
 *   decided before, or is a builder's
 */
DexFuture *
bureau_proposal_accept (BureauMemory *memory, const BureauCause *cause, gint64 proposal)
{
  return bureau_memory_act (memory, cause, accept_proposal, &(BureauAct){ .id = proposal });
}

static gboolean
reject_proposal (BureauTransaction *transaction, const BureauAct *act, GValue *result,
                 GError **error)
{
  g_autoptr (JsonObject) row = find_open (transaction, act->id, error);

  return row != NULL && decide (transaction, act->id, "rejected", act->text, error);
}

/**
 * bureau_proposal_reject:
 * @reason: (nullable): why
 *
 * Returns: (transfer full): resolves once it is rejected; %BUREAU_ERROR_REFUSED where it was
 *   decided before
 */
DexFuture *
bureau_proposal_reject (BureauMemory *memory, const BureauCause *cause, gint64 proposal,
                        const char *reason)
{
  return bureau_memory_act (memory, cause, reject_proposal,
                            &(BureauAct){ .id = proposal, .text = reason });
}
