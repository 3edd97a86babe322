/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/**
 * BureauCause:
 * @actor: who: "operator:window", "operator:terminal", "agent:NAME", "client:NAME" or "system"
 * @reason: why: "run:ID", "proposal:ID", "hand", "import:FILE", "request:ID", …
 *
 * Who makes a change and why. Stands in the journal's entry. Both texts are copied
 * by whoever keeps them.
 */
typedef struct
{
  const char *actor;
  const char *reason;
} BureauCause;

/* What a write function works in: one savepoint of the writer's group, one entry of the journal. */
typedef struct _BureauTransaction BureauTransaction;

BureauDatabase *bureau_transaction_get_database (BureauTransaction *self);
const BureauCause *bureau_transaction_get_cause (BureauTransaction *self);
gint64 bureau_transaction_new_id (BureauTransaction *self);
const char *bureau_transaction_get_time (BureauTransaction *self);
void bureau_transaction_add_fact (BureauTransaction *self, const char *table, gint64 id,
                                  const char *fact);
gboolean bureau_transaction_is_operator (BureauTransaction *self);

G_END_DECLS
