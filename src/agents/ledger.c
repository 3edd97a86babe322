/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/ledger.h"

#include "agents/spending.h"

/**
 * bureau_ledger_init:
 * @memory: the workspace
 * @reason: in whose course questions are asked
 *
 * Begins without any call.
 */
void
bureau_ledger_init (BureauLedger *self, BureauMemory *memory, const char *reason)
{
  self->memory = g_object_ref (memory);
  self->reason = g_strdup (reason);
  self->spendings = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_spending_free);
}

void
bureau_ledger_clear (BureauLedger *self)
{
  g_clear_pointer (&self->spendings, g_ptr_array_unref);
  g_clear_pointer (&self->reason, g_free);
  g_clear_object (&self->memory);
}

static gboolean
write_spendings (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return bureau_spendings_commit (data, transaction, error);
}

/**
 * bureau_ledger_commit:
 *
 * Writes down what the calls took; that is spent whatever becomes of the answers.
 *
 * Errors: as bureau_spendings_commit().
 *
 * Returns: %FALSE with @error set where it could not be written
 */
gboolean
bureau_ledger_commit (BureauLedger *self, GError **error)
{
  const BureauCause cause = { "system", self->reason };
  gboolean ok = self->spendings->len == 0
                || dex_await (bureau_memory_write (self->memory, &cause, write_spendings,
                                                   self->spendings, NULL),
                              error);

  bureau_spendings_end (self->spendings, ok);

  return ok;
}

/**
 * bureau_ledger_settle_step:
 *
 * Is `settle` of a context: nothing of the step is pending here.
 *
 * Returns: %TRUE
 */
gboolean
bureau_ledger_settle_step (BureauStepContext *context, GError **error)
{
  return TRUE;
}

/**
 * bureau_ledger_announce_call:
 * @spending: (transfer full): what the call may cost
 *
 * Is `announce` of a context.
 *
 * Returns: %FALSE with @error set where nothing may be asked
 */
gboolean
bureau_ledger_announce_call (BureauStepContext *context, BureauSpending *spending, GError **error)
{
  BureauLedger *self = context->runner;

  g_ptr_array_add (self->spendings, spending);

  return bureau_ledger_commit (self, error);
}
