/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "providers/task.h"

G_BEGIN_DECLS

/**
 * BureauPrompt:
 * @system: who the model is and what it never does: the same from call to call, so that a provider
 *   can keep it ready
 * @request: what is asked, with the data from outside between delimiters
 * @schema: (nullable): the JSON Schema of the answer
 * @schema_name: what the schema is called on the wire
 * @tools: (nullable): what may be called: [{"name","about","schema"}]
 * @rounds: (nullable): what was called: [{"said":[…],"results":[{"id","text","failed"?}]}], the
 * texts between delimiters as all data
 * @max_tokens: the most that the answer may have, thinking included
 *
 * A task in words, the same whichever wire it goes over.
 */
typedef struct
{
  char *system;
  char *request;
  JsonNode *schema;
  const char *schema_name;
  JsonArray *tools;
  JsonArray *rounds;
  guint max_tokens;
} BureauPrompt;

BureauPrompt *bureau_prompt_new (BureauTask *task);
void bureau_prompt_free (BureauPrompt *self);
gsize bureau_prompt_measure (BureauTask *task, guint *max_tokens);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauPrompt, bureau_prompt_free)

G_END_DECLS
