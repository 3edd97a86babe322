/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "agents/environment.h"
#include "agents/outcome.h"
#include "memory/memory.h"

G_BEGIN_DECLS

typedef struct _BureauStepContext BureauStepContext;
typedef struct _BureauSpending BureauSpending;

/**
 * BureauStepContext:
 * @environment: memory, providers
 * @catalog: what was in force when the step began; it stays, while @environment may get another
 * @run: the run, with the results of the steps before
 * @step: the step to do
 * @agent: (nullable): who does it
 * @provider: (nullable): who is asked now: the agent's own, or who stands in for it
 * @model: (nullable): which of its models
 * @draft: the draft that is written once more, or 0
 * @outcome: what it comes to: input, output, effect
 * @settle: commits what earlier steps of this run changed, where that was not done yet
 * @announce: the same, and marks this step as running, before something slow; sets aside what the
 *   call may cost, and takes it over. It fails where that would pass a limit
 *
 * What a step works with, in its run's fiber.
 */
struct _BureauStepContext
{
  BureauEnvironment *environment;
  BureauCatalog *catalog;
  BureauRun *run;
  const BureauStep *step;
  BureauAgent *agent;
  const char *provider;
  const char *model;
  gint64 draft;
  BureauOutcome *outcome;
  gboolean (*settle) (BureauStepContext *self, GError **error);
  gboolean (*announce) (BureauStepContext *self, BureauSpending *spending, GError **error);
  gpointer runner;
};

/**
 * BureauStepFunc:
 *
 * Does a step: reads and computes, fills the outcome's input and output, and sets its effect. It
 * changes nothing itself. Runs in a fiber and may await.
 *
 * Returns: %FALSE with @error set where it failed
 */
typedef gboolean (*BureauStepFunc) (BureauStepContext *self, GError **error);

gboolean bureau_step_perform (BureauStepContext *self, GError **error);

/* One file each; the table in step.c calls them. */
gboolean bureau_step_extract (BureauStepContext *self, GError **error);
gboolean bureau_step_classify (BureauStepContext *self, GError **error);
gboolean bureau_step_search (BureauStepContext *self, GError **error);
gboolean bureau_step_query (BureauStepContext *self, GError **error);
gboolean bureau_step_draft (BureauStepContext *self, GError **error);
gboolean bureau_step_decide (BureauStepContext *self, GError **error);
gboolean bureau_step_update (BureauStepContext *self, GError **error);
gboolean bureau_step_ask (BureauStepContext *self, GError **error);
gboolean bureau_step_wait (BureauStepContext *self, GError **error);
gboolean bureau_step_start (BureauStepContext *self, GError **error);
gboolean bureau_step_call (BureauStepContext *self, GError **error);

/* What several of them need. */
const char *bureau_step_get_argument (BureauStepContext *self, const char *name);
gboolean bureau_step_evaluate (BureauStepContext *self, const char *collection, gint64 record,
                               const char *expression, JsonNode **value, GError **error);
gboolean bureau_step_may_write (BureauStepContext *self, const char *collection, GError **error);

G_END_DECLS
