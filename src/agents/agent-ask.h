/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"
#include "providers/task.h"

G_BEGIN_DECLS

/**
 * BureauAnswerCheck:
 *
 * Returns: (transfer full) (nullable): what is wrong with an answer, in words by which a model can
 *   mend it; %NULL where nothing is. It may await
 */
typedef char *(*BureauAnswerCheck) (JsonObject *answer, gpointer data);

/**
 * BureauAnswerTerms:
 * @check: (nullable): checks an answer; %NULL compares it with the schema
 * @data: for @check
 * @n_repairs: how often a wrong answer is sent back
 */
typedef struct
{
  BureauAnswerCheck check;
  gpointer data;
  guint n_repairs;
} BureauAnswerTerms;

/**
 * bureau_agent_ask:
 * @inputs: (transfer none): the typed inputs of the kind
 * @schema: (nullable): a JSON Schema that the answer has to match
 *
 * Has the step's agent answer a task. The answer is checked; a wrong one is sent back once with
 * what is wrong. What it cost is kept with the step's outcome. Awaits, so it belongs into a fiber.
 *
 * Returns: (transfer full): the answer, or %NULL with @error set
 */
JsonObject *bureau_agent_ask (BureauStepContext *context, BureauTaskKind kind, JsonObject *inputs,
                              JsonObject *schema, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * bureau_agent_ask_on_terms:
 * @terms: how its answer is checked
 *
 * As bureau_agent_ask(), with another check and another number of repairs.
 *
 * Returns: (transfer full): the answer, or %NULL with @error set
 */
JsonObject *bureau_agent_ask_on_terms (BureauStepContext *context, BureauTaskKind kind,
                                       JsonObject *inputs, JsonObject *schema,
                                       const BureauAnswerTerms *terms,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
