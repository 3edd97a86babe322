/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the documents: what stands in them, what it means, and what the published schema
 * says about it. Their order is the order of the schema. */
#include "workflows/meaning.h"
#include "workflows/shape.h"

#define MAX_TEXT 8000
#define MAX_MINOR G_GINT64_CONSTANT (9007199254740991)

/* Workflows */

static const char *const moments[] = { "added", "changed", NULL };

static const BureauMember trigger_members[] = {
  { "message", BUREAU_VALUE_EXPRESSION_OR_TRUE, .one_of = 1, .meaning = bureau_mean_message_trigger,
    .about = "a message arrived: an SQL expression about its row in “messages” that becomes true, "
             "or true for every message" },
  { "record", BUREAU_VALUE_NAME, .one_of = 1, .meaning = bureau_mean_read_collection,
    .about = "a record of this collection was added or changed" },
  { "hand", BUREAU_VALUE_NAME_OR_TRUE, .one_of = 1, .meaning = bureau_mean_hand_trigger,
    .about = "started by a person or another workflow: about a record of this collection, about a "
             "“message”, or true" },
  { "where", BUREAU_VALUE_TEXT, .least = 1, .most = BUREAU_MAX_NOTE, .needs = "record",
    .meaning = bureau_mean_record_condition,
    .about = "an SQL expression about the record; starts when it becomes true" },
  { "when", BUREAU_VALUE_WORD, .words = moments, .needs = "record",
    .about = "only when the record is added, or at each change" },
  { NULL },
};

static const BureauShape trigger_shape = {
  .name = "trigger",
  .about = "What starts the workflow.",
  .members = trigger_members,
};

static const BureauMember workflow_members[] = {
  { "workflow", BUREAU_VALUE_NAME, .required = TRUE, .about = "the workflow's name" },
  { "title", BUREAU_VALUE_TEXT, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "note", BUREAU_VALUE_TEXT, .most = BUREAU_MAX_NOTE, .about = "why it is as it is" },
  { "on", BUREAU_VALUE_OBJECT, .required = TRUE, .shape = &trigger_shape,
    .about = "what starts it" },
  { "steps", BUREAU_VALUE_OBJECTS, .required = TRUE, .least = 1, .most = 50,
    .shape = &bureau_step_shape, .about = "what it does, in order" },
  { NULL },
};

const BureauShape bureau_workflow_shape = {
  .name = "workflow",
  .about = "A trigger and its steps.",
  .members = workflow_members,
  .named_by = "workflow",
  .is_document = TRUE,
};

/* Agents */

static const BureauMember budget_members[] = {
  { "per_run", BUREAU_VALUE_INTEGER, .most = MAX_MINOR,
    .about = "the most one run may cost, in minor units of the workspace's currency" },
  { "per_day", BUREAU_VALUE_INTEGER, .most = MAX_MINOR, .about = "the most a day may cost" },
  { "per_month", BUREAU_VALUE_INTEGER, .most = MAX_MINOR, .about = "the most a month may cost" },
  { NULL },
};

static const BureauShape budget_shape = {
  .name = "budget",
  .about = "What an agent may cost; at the limit its work parks.",
  .members = budget_members,
};

static const BureauMember agent_members[] = {
  { "agent", BUREAU_VALUE_NAME, .required = TRUE, .about = "the agent's name" },
  { "title", BUREAU_VALUE_TEXT, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "instructions", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_TEXT,
    .about = "what it is for and how it does it, in plain words" },
  { "provider", BUREAU_VALUE_TEXT, .least = 1, .most = 63,
    .about = "what answers its tasks; builtin without it" },
  { "model", BUREAU_VALUE_TEXT, .least = 1, .most = 120, .about = "the provider's model" },
  { "reads", BUREAU_VALUE_NAMES, .most = BUREAU_MAX_NAMES,
    .meaning = bureau_mean_granted_collections,
    .about = "collections it may read, “drafts” and “messages” too" },
  { "writes", BUREAU_VALUE_NAMES, .most = BUREAU_MAX_NAMES,
    .meaning = bureau_mean_granted_collections, .about = "collections it may write" },
  { "tools", BUREAU_VALUE_TEXTS, .most = BUREAU_MAX_NAMES, .about = "tools it was given" },
  { "letter", BUREAU_VALUE_TEXT, .least = 1, .most = BUREAU_MAX_LETTER,
    .meaning = bureau_mean_letter,
    .about = "the letter of the builtin provider: {{record.contact|first_name}}, "
             "{{#price}}…{{/price}}" },
  { "letters", BUREAU_VALUE_LETTERS, .most = 16, .meaning = bureau_mean_letters,
    .about = "letters for messages in other languages, by the language's code" },
  { "language", BUREAU_VALUE_TEXT, .least = 2, .most = 35,
    .about = "the language of its letter, and in which it writes (BCP 47)" },
  { "budget", BUREAU_VALUE_OBJECT, .shape = &budget_shape, .about = "what it may cost" },
  { "concurrency", BUREAU_VALUE_INTEGER, .least = 1, .most = 64,
    .about = "how many tasks at once" },
  { NULL },
};

const BureauShape bureau_agent_shape = {
  .name = "agent",
  .about = "A named role: instructions, what it may read and write, tools, provider, budget.",
  .members = agent_members,
  .named_by = "agent",
  .is_document = TRUE,
};

/* Templates */

static const BureauMember template_members[] = {
  { "template", BUREAU_VALUE_SLUG, .required = TRUE, .about = "the template's name" },
  { "title", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "description", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = BUREAU_MAX_NOTE,
    .about = "what it does for a business" },
  { "needs", BUREAU_VALUE_TEXTS, .required = TRUE, .most = 12, .about = "what it needs to work" },
  { "never", BUREAU_VALUE_TEXTS, .required = TRUE, .most = 12,
    .about = "what it never does without asking" },
  { "collections", BUREAU_VALUE_OBJECTS, .required = TRUE, .least = 1, .most = BUREAU_MAX_NAMES,
    .shape = &bureau_collection_shape, .about = "its collections" },
  { "agents", BUREAU_VALUE_OBJECTS, .required = TRUE, .most = BUREAU_MAX_NAMES,
    .shape = &bureau_agent_shape, .about = "its agents" },
  { "workflows", BUREAU_VALUE_OBJECTS, .required = TRUE, .most = BUREAU_MAX_NAMES,
    .shape = &bureau_workflow_shape, .about = "its workflows" },
  { "views", BUREAU_VALUE_ANY_OBJECTS, .most = BUREAU_MAX_NAMES,
    .about = "its views; see the schema of a view" },
  { "settings", BUREAU_VALUE_ANY_OBJECT, .about = "settings of the business that it begins with" },
  { NULL },
};

const BureauShape bureau_template_shape = {
  .name = "template",
  .about = "A ready set of collections, agents, workflows and views.",
  .members = template_members,
  .named_by = "template",
  .is_document = TRUE,
  .meaning = bureau_mean_template,
};

static const BureauShape *const shapes[BUREAU_N_DOCUMENT_KINDS] = {
  [BUREAU_DOCUMENT_WORKFLOW] = &bureau_workflow_shape,
  [BUREAU_DOCUMENT_AGENT] = &bureau_agent_shape,
  [BUREAU_DOCUMENT_COLLECTION] = &bureau_collection_shape,
  [BUREAU_DOCUMENT_TEMPLATE] = &bureau_template_shape,
};

/**
 * bureau_document_get_shape:
 * @kind: a kind of document
 *
 * Returns: (transfer none): the table of what stands in such a document; it is static
 */
const BureauShape *
bureau_document_get_shape (BureauDocumentKind kind)
{
  return shapes[kind];
}
