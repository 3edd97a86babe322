/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of the documents: what stands in them, what it means, and what the published schema
 * says about it. Their order is the order of the schema. */
#include "workflows/meaning.h"
#include "workflows/tables.h"
#include "workflows/tool-kind.h"
#include "workflows/value-types.h"

#define MAX_TEXT 8000
#define MAX_MINOR G_GINT64_CONSTANT (9007199254740991)

/* Workflows */

static const char *const moments[] = { "added", "changed", "sent", NULL };

static const BureauMember trigger_members[] = {
  { "message", &bureau_value_expression_or_true, .one_of = 1,
    .meaning = bureau_mean_message_trigger,
    .about = "a message arrived: an SQL expression about its row in “messages” that becomes true, "
             "or true for every message" },
  { "record", &bureau_value_name, .one_of = 1, .meaning = bureau_mean_read_collection,
    .about = "a record of this collection was added or changed" },
  { "hand", &bureau_value_name_or_true, .one_of = 1, .meaning = bureau_mean_hand_trigger,
    .about = "started by a person or another workflow: about a record of this collection, about a "
             "“message”, or true" },
  { "where", &bureau_value_text, .least = 1, .most = BUREAU_MAX_NOTE, .needs = "record",
    .meaning = bureau_mean_record_condition,
    .about = "an SQL expression about the record; starts when it becomes true" },
  { "when", &bureau_value_word, .words = moments, .needs = "record",
    .about = "only when the record is added, at each change, or when a draft about it was sent" },
  { NULL },
};

static const BureauShape trigger_shape = {
  .name = "trigger",
  .about = "What starts the workflow.",
  .members = trigger_members,
};

static const BureauMember workflow_members[] = {
  { "workflow", &bureau_value_name, .required = TRUE, .about = "the workflow's name" },
  { "title", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "note", &bureau_value_text, .most = BUREAU_MAX_NOTE, .about = "why it is as it is" },
  { "on", &bureau_value_object, .required = TRUE, .shape = &trigger_shape,
    .about = "what starts it" },
  { "steps", &bureau_value_objects, .required = TRUE, .least = 1, .most = 50,
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
  { "per_run", &bureau_value_integer, .most = MAX_MINOR,
    .about = "the most one run may cost, in minor units of the workspace's currency" },
  { "per_day", &bureau_value_integer, .most = MAX_MINOR, .about = "the most a day may cost" },
  { "per_month", &bureau_value_integer, .most = MAX_MINOR, .about = "the most a month may cost" },
  { NULL },
};

static const BureauShape budget_shape = {
  .name = "budget",
  .about = "What an agent may cost; at the limit its work parks.",
  .members = budget_members,
};

static const char *const redactions[] = { "off", "redact", "block", NULL };

static const BureauMember agent_members[] = {
  { "agent", &bureau_value_name, .required = TRUE, .about = "the agent's name" },
  { "title", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "instructions", &bureau_value_text, .required = TRUE, .least = 1, .most = MAX_TEXT,
    .about = "what it is for and how it does it, in plain words" },
  { "provider", &bureau_value_text, .least = 1, .most = 63,
    .about = "what answers its tasks; builtin without it" },
  { "model", &bureau_value_text, .least = 1, .most = 120, .about = "the provider's model" },
  { "fallback", &bureau_value_texts, .most = 8,
    .about
    = "which providers answer, in this order, while its own does not; without it work waits" },
  { "reads", &bureau_value_names, .most = BUREAU_MAX_NAMES,
    .meaning = bureau_mean_granted_collections,
    .about = "collections it may read, “drafts” and “messages” too" },
  { "writes", &bureau_value_names, .most = BUREAU_MAX_NAMES,
    .meaning = bureau_mean_granted_collections, .about = "collections it may write" },
  { "tools", &bureau_value_words, .words = bureau_tool_names, .most = BUREAU_MAX_NAMES,
    .about = "tools its model may call while it drafts or decides" },
  { "letter", &bureau_value_text, .least = 1, .most = BUREAU_MAX_LETTER,
    .meaning = bureau_mean_letter,
    .about = "the letter of the builtin provider: {{record.contact|first_name}}, "
             "{{#price}}…{{/price}}" },
  { "letters", &bureau_value_letters, .most = 16, .meaning = bureau_mean_letters,
    .about = "letters for messages in other languages, by the language's code" },
  { "language", &bureau_value_text, .least = 2, .most = 35,
    .about = "the language of its letter, and in which it writes (BCP 47)" },
  { "redaction", &bureau_value_word, .words = redactions,
    .about = "what becomes of card and account numbers, keys and passwords before its model is "
             "asked; only stricter than the setting counts" },
  { "budget", &bureau_value_object, .shape = &budget_shape, .about = "what it may cost" },
  { "concurrency", &bureau_value_integer, .least = 1, .most = 64,
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
  { "template", &bureau_value_slug, .required = TRUE, .about = "the template's name" },
  { "title", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "description", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_NOTE,
    .about = "what it does for a business" },
  { "needs", &bureau_value_texts, .required = TRUE, .most = 12, .about = "what it needs to work" },
  { "never", &bureau_value_texts, .required = TRUE, .most = 12,
    .about = "what it never does without asking" },
  { "collections", &bureau_value_objects, .required = TRUE, .least = 1, .most = BUREAU_MAX_NAMES,
    .shape = &bureau_collection_shape, .about = "its collections" },
  { "agents", &bureau_value_objects, .required = TRUE, .most = BUREAU_MAX_NAMES,
    .shape = &bureau_agent_shape, .about = "its agents" },
  { "workflows", &bureau_value_objects, .required = TRUE, .most = BUREAU_MAX_NAMES,
    .shape = &bureau_workflow_shape, .about = "its workflows" },
  { "views", &bureau_value_objects, .most = BUREAU_MAX_NAMES,
    .about = "its views; see the schema of a view" },
  { "settings", &bureau_value_any_object, .about = "settings of the business that it begins with" },
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
