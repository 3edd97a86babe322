/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/run-store.h"
#include "agents/run.h"

G_BEGIN_DECLS

typedef struct _BureauOutcome BureauOutcome;

/**
 * BureauEffect:
 * @outcome: the step; its output may be completed with what only the transaction knows, such as ids
 * @data: what was given to bureau_outcome_set_effect()
 *
 * What a step changes, on the writer's thread, in the transaction that also marks the step done.
 * May run again after a failed group, so it changes nothing but the database and the output.
 */
typedef gboolean (*BureauEffect) (BureauTransaction *transaction, BureauOutcome *outcome,
                                  gpointer data, GError **error);

/**
 * BureauToolAct:
 * @change: what is changed
 * @data: for @change
 * @destroy: (nullable): frees @data
 *
 * A change that waits for the step's transaction.
 */
typedef struct
{
  BureauEffect change;
  gpointer data;
  GDestroyNotify destroy;
} BureauToolAct;

BureauToolAct *bureau_tool_act_new (BureauEffect change, gpointer data,
                                    GDestroyNotify destroy) G_GNUC_WARN_UNUSED_RESULT;
void bureau_tool_act_free (BureauToolAct *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauToolAct, bureau_tool_act_free)

/**
 * BureauOutcome:
 * @run: the run; nobody but the writer touches it while a commit is under way
 * @step: the step
 * @seq: its place in the workflow, from 0
 * @attempt: how often it was tried, this time included
 * @input: what it was given
 * @output: what it gave
 * @effect: (nullable): what it changes
 * @acts: (element-type BureauToolAct): what the tools change that were called on its way
 * @waits: whether it waits instead of being done
 * @not_before: (nullable): until when
 * @provider: (nullable): what answered by rules and cost nothing, where something did
 * @model: (nullable): what it calls itself
 * @wait_ms: for how long the provider that failed wants to be left alone; -1 where it did not say
 * @is_broke: there is no money for it, as far as limits and prices say
 * @is_held: the step was not tried at all, because its provider fails for everybody
 * @is_shut: its provider takes no questions from this business: its key, its credit, its model
 * @is_stopped: a person stopped what its provider was saying
 *
 * What a step came to, until it is committed.
 */
struct _BureauOutcome
{
  BureauRun *run;
  const BureauStep *step;
  guint seq;
  guint attempt;
  JsonObject *input;
  JsonObject *output;
  BureauEffect effect;
  gpointer effect_data;
  GDestroyNotify effect_destroy;
  GPtrArray *acts;
  gboolean waits;
  char *not_before;
  char *provider;
  char *model;
  gint64 wait_ms;
  gboolean is_broke;
  gboolean is_held;
  gboolean is_shut;
  gboolean is_stopped;
};

BureauOutcome *bureau_outcome_new (BureauRun *run, guint seq, guint attempt);
void bureau_outcome_free (BureauOutcome *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauOutcome, bureau_outcome_free)

void bureau_outcome_set_effect (BureauOutcome *self, BureauEffect effect, gpointer data,
                                GDestroyNotify destroy);
void bureau_outcome_add_act (BureauOutcome *self, BureauToolAct *act);
gboolean bureau_outcome_has_effect (BureauOutcome *self);
void bureau_outcome_skip (BureauOutcome *self, const char *why);
gboolean bureau_outcome_commit (BureauOutcome *self, BureauTransaction *transaction,
                                GError **error);

gboolean bureau_outcome_commit_usage (BureauOutcome *self, BureauTransaction *transaction,
                                      GError **error);

G_END_DECLS
