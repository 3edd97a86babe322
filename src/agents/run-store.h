/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/transaction.h"

G_BEGIN_DECLS

gboolean bureau_run_claim (BureauTransaction *transaction, gint64 run, gboolean *is_claimed,
                           GError **error);
gboolean bureau_run_release (BureauTransaction *transaction, gint64 run, GError **error);
gboolean bureau_run_try_limited (BureauTransaction *transaction, GError **error);
gboolean bureau_run_cancel (BureauTransaction *transaction, gint64 run, GError **error);
gboolean bureau_run_retry (BureauTransaction *transaction, gint64 run, GError **error);

/**
 * BureauRunMove:
 * @state: where the run goes
 * @error: (nullable): why it is parked
 * @advice: (nullable): what to do about it
 * @not_before: (nullable): when it goes on; a run that is parked with it waits for money
 *
 * One move of a run's state.
 */
typedef struct
{
  const char *state;
  const char *error;
  const char *advice;
  const char *not_before;
} BureauRunMove;

gboolean bureau_run_move (BureauTransaction *transaction, gint64 run, const BureauRunMove *move,
                          GError **error);

/**
 * BureauStepRow:
 *
 * A step's row of a run, found by @run and @seq.
 */
typedef struct
{
  gint64 run;
  gint64 seq;
  const char *step;
  const char *kind;
  const char *agent;
  const char *state;
  gint64 attempt;
  const char *not_before;
  JsonObject *input;
  JsonObject *output;
  const char *error;
} BureauStepRow;

gboolean bureau_step_put (BureauTransaction *transaction, const BureauStepRow *row, GError **error);

G_END_DECLS
