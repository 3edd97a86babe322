/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauTaskKind:
 * @BUREAU_TASK_EXTRACT: read values for named fields out of a source
 * @BUREAU_TASK_CLASSIFY: choose the label of a source
 * @BUREAU_TASK_DRAFT: write the subject and body of an answer; it has no recipient
 * @BUREAU_TASK_DECIDE: choose one of several named choices
 * @BUREAU_TASK_VIEW: write a view document from words
 *
 * What a provider can be asked.
 */
typedef enum
{
  BUREAU_TASK_EXTRACT,
  BUREAU_TASK_CLASSIFY,
  BUREAU_TASK_DRAFT,
  BUREAU_TASK_DECIDE,
  BUREAU_TASK_VIEW,
} BureauTaskKind;

#define BUREAU_TASK_N_KINDS (BUREAU_TASK_VIEW + 1)

/* The limits of a task that names none. */
#define BUREAU_TASK_MAX_BYTES (64 * 1024)
#define BUREAU_TASK_DEADLINE_MS (10 * 60 * 1000)
#define BUREAU_TASK_IDLE_MS (90 * 1000)

/**
 * BureauTaskTerms:
 * @schema: (nullable): the JSON Schema that the answer has to match
 * @instructions: (nullable): the agent's own instructions, in words
 * @model: (nullable): which of the provider's models answers; %NULL is the connection's
 * @max_bytes: the most bytes an answer may have; 0 means %BUREAU_TASK_MAX_BYTES
 * @deadline_ms: milliseconds until the answer is no longer wanted; 0 means %BUREAU_TASK_DEADLINE_MS
 * @idle_ms: milliseconds for which nothing may come of it; 0 means %BUREAU_TASK_IDLE_MS
 * @tools: (nullable): what may be called before it is answered: [{"name","about","schema"}]
 * @rounds: (nullable): what was called until now:
 * [{"said":[…],"results":[{"id","text","failed"?}]}], where `said` is as bureau_reply_get_said()
 * gave it
 *
 * What a task is asked under, besides its inputs.
 */
typedef struct
{
  JsonNode *schema;
  const char *instructions;
  const char *model;
  gsize max_bytes;
  gint64 deadline_ms;
  gint64 idle_ms;
  JsonArray *tools;
  JsonArray *rounds;
} BureauTaskTerms;

#define BUREAU_TYPE_TASK (bureau_task_get_type ())
typedef struct _BureauTask BureauTask;

GType bureau_task_get_type (void);
BureauTask *bureau_task_new (BureauTaskKind kind, JsonObject *inputs,
                             const BureauTaskTerms *terms) G_GNUC_WARN_UNUSED_RESULT;
BureauTask *bureau_task_ref (BureauTask *self);
void bureau_task_unref (BureauTask *self);

BureauTaskKind bureau_task_get_kind (BureauTask *self);
JsonObject *bureau_task_get_inputs (BureauTask *self);
JsonNode *bureau_task_get_schema (BureauTask *self);
const char *bureau_task_get_instructions (BureauTask *self);
const char *bureau_task_get_model (BureauTask *self);
gsize bureau_task_get_max_bytes (BureauTask *self);
gint64 bureau_task_get_deadline_ms (BureauTask *self);
gint64 bureau_task_get_idle_ms (BureauTask *self);
JsonArray *bureau_task_get_tools (BureauTask *self);
JsonArray *bureau_task_get_rounds (BureauTask *self);

/* For providers: what was prepared to measure a task serves to ask it, once. */
void bureau_task_keep_prepared (BureauTask *self, gpointer prepared, GDestroyNotify destroy);
gpointer bureau_task_steal_prepared (BureauTask *self);

const char *bureau_task_kind_to_name (BureauTaskKind kind);
gboolean bureau_task_kind_from_name (const char *name, BureauTaskKind *kind, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauTask, bureau_task_unref)

G_END_DECLS
