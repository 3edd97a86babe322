/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "base/problem.h"
#include "workflows/context.h"

G_BEGIN_DECLS

/**
 * BureauDocumentKind:
 * @BUREAU_DOCUMENT_WORKFLOW: a trigger and its steps
 * @BUREAU_DOCUMENT_AGENT: a named role
 * @BUREAU_DOCUMENT_COLLECTION: a table and its fields
 * @BUREAU_DOCUMENT_TEMPLATE: a ready set of the three
 *
 * The first member of a document is its kind, its value the document's name.
 */
typedef enum
{
  BUREAU_DOCUMENT_WORKFLOW,
  BUREAU_DOCUMENT_AGENT,
  BUREAU_DOCUMENT_COLLECTION,
  BUREAU_DOCUMENT_TEMPLATE,
} BureauDocumentKind;

#define BUREAU_N_DOCUMENT_KINDS (BUREAU_DOCUMENT_TEMPLATE + 1)

const char *bureau_document_kind_to_text (BureauDocumentKind kind);
gboolean bureau_document_kind_of (JsonObject *document, BureauDocumentKind *kind, GError **error);

/* Every problem of a document, at most %BUREAU_MAX_PROBLEMS, as bureauctl's `view check` shows them
 * (design.md §9):
 * [{"code","element","at","got","expected":[…],"hint","fix"}]. An empty array means it is fine. */
JsonArray *bureau_document_check (BureauDocumentKind kind, JsonObject *document,
                                  BureauWorkflowContext *context) G_GNUC_WARN_UNUSED_RESULT;

/**
 * BureauTriggerKind:
 * @BUREAU_TRIGGER_MESSAGE: a message arrived or was labelled
 * @BUREAU_TRIGGER_RECORD: a record was added, changed, or came to fit `where`
 * @BUREAU_TRIGGER_HAND: a person, another workflow's `start`, or a view's button
 */
typedef enum
{
  BUREAU_TRIGGER_MESSAGE,
  BUREAU_TRIGGER_RECORD,
  BUREAU_TRIGGER_HAND,
} BureauTriggerKind;

/**
 * BureauTriggerMoment:
 * @BUREAU_TRIGGER_BECOMES: when `where` becomes true, by adding or by changing
 * @BUREAU_TRIGGER_ADDED: only when the record is added (and `where`, if any, is true then)
 * @BUREAU_TRIGGER_CHANGED: at each change of the record after which `where`, if any, is true
 * @BUREAU_TRIGGER_SENT: each time a draft about the record was sent
 */
typedef enum
{
  BUREAU_TRIGGER_BECOMES,
  BUREAU_TRIGGER_ADDED,
  BUREAU_TRIGGER_CHANGED,
  BUREAU_TRIGGER_SENT,
} BureauTriggerMoment;

/**
 * BureauTrigger:
 * @kind: what starts the workflow
 * @moment: which moment of a record
 * @collection: (nullable): the collection; "messages" for a message; %NULL where it is started by
 *   hand about nothing
 * @where: (nullable): an SQL expression about one row of @collection; %NULL is always true
 */
typedef struct
{
  BureauTriggerKind kind;
  BureauTriggerMoment moment;
  const char *collection;
  const char *where;
} BureauTrigger;

typedef enum
{
  BUREAU_STEP_EXTRACT,
  BUREAU_STEP_CLASSIFY,
  BUREAU_STEP_SEARCH,
  BUREAU_STEP_QUERY,
  BUREAU_STEP_DRAFT,
  BUREAU_STEP_DECIDE,
  BUREAU_STEP_UPDATE,
  BUREAU_STEP_ASK,
  BUREAU_STEP_WAIT,
  BUREAU_STEP_START,
  BUREAU_STEP_CALL,
} BureauStepKind;

#define BUREAU_N_STEP_KINDS (BUREAU_STEP_CALL + 1)

const char *bureau_step_kind_to_text (BureauStepKind kind);
gboolean bureau_step_kind_from_text (const char *text, BureauStepKind *kind);
const char *const *bureau_step_kind_get_result (BureauStepKind kind);

/* One entry of `with`: the parameter's name without colon, and what it stands for. */
typedef struct
{
  const char *name;
  const char *reference;
} BureauBinding;

/**
 * BureauStep:
 * @id: unique in its workflow
 * @kind: what it does
 * @agent: (nullable): the agent that does it
 * @condition: (nullable): `if`, an SQL expression about the trigger's row; %NULL is always true
 * @bindings: (array length=n_bindings): `with`, in the document's order
 * @arguments: the step as written, for the members of its kind
 */
typedef struct
{
  const char *id;
  BureauStepKind kind;
  const char *agent;
  const char *condition;
  const BureauBinding *bindings;
  guint n_bindings;
  JsonObject *arguments;
} BureauStep;

const BureauBinding *bureau_step_find_binding (const BureauStep *step, const char *name);

/**
 * BureauWorkflow:
 *
 * A parsed workflow. Immutable, reference counted, safe to share between threads.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *note;
  BureauTrigger trigger;
  const BureauStep *steps;
  guint n_steps;
  JsonObject *document;
} BureauWorkflow;

BureauWorkflow *bureau_workflow_parse (JsonObject *document,
                                       GError **error) G_GNUC_WARN_UNUSED_RESULT;
BureauWorkflow *bureau_workflow_ref (BureauWorkflow *self);
void bureau_workflow_unref (BureauWorkflow *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauWorkflow, bureau_workflow_unref)
const BureauStep *bureau_workflow_find_step (BureauWorkflow *self, const char *id);
JsonArray *bureau_workflow_check (JsonObject *document,
                                  BureauWorkflowContext *context) G_GNUC_WARN_UNUSED_RESULT;

/**
 * BureauAgent:
 * @provider: the name of the provider; "builtin" where the document is silent
 * @model: (nullable): the provider's model
 * @fallback: (array zero-terminated=1): which providers stand in for it, in this order
 * @reads: (array zero-terminated=1): collections it may read
 * @writes: (array zero-terminated=1): collections it may write
 * @tools: (array zero-terminated=1): tools it was given
 * @letter: (nullable): the letter template of the builtin provider
 * @letters: (nullable): letters for messages in other languages: language -> text
 * @language: (nullable): the language of @letter, a BCP 47 tag; without a letter the language it
 *   writes in, %NULL for that of the message
 * @per_run: the most one run may cost, in minor units of the workspace's currency; -1 is no limit
 * @per_day: the same for one day
 * @per_month: the same for one month
 * @concurrency: how many tasks at once; 0 is the engine's default
 *
 * A parsed agent. Immutable, reference counted, safe to share between threads.
 */
typedef struct
{
  const char *name;
  const char *title;
  const char *instructions;
  const char *provider;
  const char *model;
  const char *const *fallback;
  const char *const *reads;
  const char *const *writes;
  const char *const *tools;
  const char *letter;
  JsonObject *letters;
  const char *language;
  gint64 per_run;
  gint64 per_day;
  gint64 per_month;
  guint concurrency;
  JsonObject *document;
} BureauAgent;

BureauAgent *bureau_agent_parse (JsonObject *document, GError **error) G_GNUC_WARN_UNUSED_RESULT;
void bureau_agent_free (BureauAgent *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauAgent, bureau_agent_free)

G_END_DECLS
