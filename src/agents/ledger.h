/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"

G_BEGIN_DECLS

/**
 * BureauLedger:
 * @memory: the workspace
 * @reason: in whose course questions are asked, such as "request:ID"
 * @spendings: (element-type BureauSpending): the calls that are not settled yet
 *
 * Pays for a step that is done outside of a run: each call is set aside and settled in a
 * transaction of its own. It is the `runner` of the step's context.
 */
typedef struct
{
  BureauMemory *memory;
  char *reason;
  GPtrArray *spendings;
} BureauLedger;

void bureau_ledger_init (BureauLedger *self, BureauMemory *memory, const char *reason);
void bureau_ledger_clear (BureauLedger *self);
gboolean bureau_ledger_commit (BureauLedger *self, GError **error);

gboolean bureau_ledger_settle_step (BureauStepContext *context, GError **error);
gboolean bureau_ledger_announce_call (BureauStepContext *context, BureauSpending *spending,
                                      GError **error);

G_END_DECLS
