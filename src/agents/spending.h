/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"
#include "providers/reply.h"

G_BEGIN_DECLS

/* A BureauSpending is one call of a provider that costs something: set aside before, settled after,
 * in the transactions that the run makes anyway. */

BureauSpending *bureau_spending_new (BureauStepContext *context, BureauProvider *provider,
                                     BureauTask *task) G_GNUC_WARN_UNUSED_RESULT;
void bureau_spending_free (BureauSpending *self);
void bureau_spending_answer (BureauSpending *self, BureauReply *reply, gboolean is_ok);

gint64 bureau_spending_guess (BureauSpending *self, gint64 n_read, gint64 n_written);
gint64 bureau_spending_get_worst (BureauSpending *self);
gint64 bureau_spending_get_cost (BureauSpending *self);

gboolean bureau_spendings_commit (GPtrArray *spendings, BureauTransaction *transaction,
                                  GError **error);
void bureau_spendings_end (GPtrArray *spendings, gboolean is_committed);

G_END_DECLS
