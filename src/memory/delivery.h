/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* SQL: the state of the delivery v as a person is told it; what a sample brought along as sent has
 * left in it only. */
#define BUREAU_DELIVERY_STATE                                                                      \
  "CASE WHEN v.state = 'sent' AND EXISTS (SELECT 1 FROM bureau_journal_item i"                     \
  " JOIN bureau_journal j ON j.entry = i.entry WHERE i.record = v.id"                              \
  " AND j.reason = 'import:sample') THEN 'sample' ELSE v.state END"

/* Deliveries: holding, queued, sending, sent, failed, uncertain, undone, returned. One
 * function moves the state; a move that the table does not allow is BUREAU_ERROR_REFUSED. */
gint64 bureau_delivery_insert (BureauTransaction *transaction, gint64 approval, JsonObject *draft,
                               GError **error);
gboolean bureau_delivery_move (BureauTransaction *transaction, gint64 delivery, const char *to,
                               const char *error_text, GError **error);
/* Inside the sender: the attempt's row and its phases, each committed as it comes. */
gint64 bureau_attempt_start (BureauTransaction *transaction, gint64 delivery, GError **error);
gboolean bureau_attempt_set_phase (BureauTransaction *transaction, gint64 attempt,
                                   const char *phase, const char *reply, GError **error);
gboolean bureau_delivery_set_recipient (BureauTransaction *transaction, gint64 delivery,
                                        const char *address, const char *state, const char *reply,
                                        GError **error);
gboolean bureau_delivery_set_next_try (BureauTransaction *transaction, gint64 delivery,
                                       const char *next_try, const char *error_text,
                                       GError **error);
/* At start: sending before `end` becomes queued, at `end` uncertain; in one transaction. */
gboolean bureau_delivery_recover (BureauTransaction *transaction, GError **error);

/* What the operator says of an uncertain or failed one: "sent", "again" or "discard". */
DexFuture *bureau_delivery_resolve (BureauMemory *memory, const BureauCause *cause, gint64 delivery,
                                    const char *how);

/* The shape of `bureauctl deliveries`. */
JsonArray *bureau_delivery_list (BureauDatabase *database, const BureauPage *page, GError **error);
JsonArray *bureau_delivery_list_of_draft (BureauDatabase *database, gint64 draft, GError **error);

G_END_DECLS
