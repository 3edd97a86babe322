/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/ledger.h"
#include "agents/replay-subjects.h"

G_BEGIN_DECLS

/**
 * BureauReplayAttempt:
 * @ledger: pays for what is asked
 * @cancellable: (nullable): ends it
 * @subject: one of bureau_replay_subjects()
 * @estimate: (nullable): what it would cost is added here instead of asking; %NULL: it is asked
 *
 * One step that is done once more by another model, and what came of it.
 */
typedef struct
{
  BureauEnvironment *environment;
  const BureauReplayTerms *terms;
  BureauLedger *ledger;
  GCancellable *cancellable;
  JsonObject *subject;
  JsonObject *estimate;

  BureauRun *run;
  BureauAgent *agent;
  BureauOutcome *outcome;
  gint64 ms;
  gint64 cost; /* -1 where nobody knows */
} BureauReplayAttempt;

void bureau_replay_attempt_clear (BureauReplayAttempt *self);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (BureauReplayAttempt, bureau_replay_attempt_clear)

gboolean bureau_replay_attempt (BureauReplayAttempt *self, GError **error);
JsonObject *bureau_replay_attempt_describe (BureauReplayAttempt *self,
                                            const GError *failure) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
