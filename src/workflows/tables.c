/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "workflows/meaning.h"
#include "workflows/shape.h"

/* The tables of every document: what stands in it, what it means, and what the published schema
 * says about it. Their order is the order of the schema. */

#define MAX_NOTE 2000
#define MAX_TEXT 8000
#define MAX_SQL 8000
#define MAX_TITLE 120
#define MAX_NAMES 32
#define MAX_MINOR G_GINT64_CONSTANT (9007199254740991)

/* Labels */

static const BureauMember label_members[] = {
  { "name", BUREAU_VALUE_NAME, .required = TRUE, .about = "what the message is labelled with" },
  { "description", BUREAU_VALUE_TEXT, .most = BUREAU_MAX_ITEM_TEXT,
    .about = "which messages it is for, in a sentence" },
  { NULL },
};

const BureauShape bureau_label_shape = {
  .name = "label",
  .about = "A label and which messages it is for.",
  .members = label_members,
};

/* Steps */

static const char *const draft_kinds[] = { "mail", NULL };

static const BureauMember step_members[] = {
  { "id", BUREAU_VALUE_NAME, .required = TRUE, .meaning = bureau_mean_step_id,
    .about = "the step's name, unique in the workflow; later steps say ID or ID.FIELD" },
  { "do", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = 63,
    .about = "what the step does" },
  { "agent", BUREAU_VALUE_NAME, .meaning = bureau_mean_agent,
    .about = "the agent that does it, in its name and with its rights" },
  { "if", BUREAU_VALUE_TEXT, .least = 1, .most = MAX_NOTE, .meaning = bureau_mean_condition,
    .about = "an SQL expression about the row that started the workflow; where it is not true the "
             "step is passed over" },
  { "with", BUREAU_VALUE_BINDINGS, .most = MAX_NAMES, .meaning = bureau_mean_bindings,
    .about = "the parameters of the SQL in this step: name without colon, and what it stands for" },
  { NULL },
};

/* For the kinds that cannot do without: the common row above says what it means. */
#define AGENT_REQUIRED                                                                             \
  { "agent", BUREAU_VALUE_NAME, .required = TRUE, .about = "the agent that does it" }

static const BureauMember extract_members[] = {
  AGENT_REQUIRED,
  { "from", BUREAU_VALUE_REFERENCE, .required = TRUE, .meaning = bureau_mean_handed_reference,
    .about = "what is read" },
  { "into", BUREAU_VALUE_NAME, .required = TRUE, .meaning = bureau_mean_written_collection,
    .about = "the collection that gets the record" },
  { "fields", BUREAU_VALUE_NAMES, .least = 1, .most = 64, .meaning = bureau_mean_extracted_fields,
    .about = "only these fields; all of the collection without it" },
  { NULL },
};

static const BureauMember classify_members[] = {
  AGENT_REQUIRED,
  { "from", BUREAU_VALUE_REFERENCE, .required = TRUE, .meaning = bureau_mean_handed_reference,
    .about = "what is judged; the label is set on the message" },
  { "labels", BUREAU_VALUE_LABELS, .required = TRUE, .least = 2, .most = 24,
    .about = "the labels to choose from" },
  { NULL },
};

static const BureauMember search_members[] = {
  { "in", BUREAU_VALUE_NAMES, .required = TRUE, .least = 1, .most = 16,
    .meaning = bureau_mean_searched_collections,
    .about = "collections, “drafts” (those that were sent) or “messages”" },
  { "about", BUREAU_VALUE_REFERENCE, .required = TRUE, .meaning = bureau_mean_reference,
    .about = "what the results should be like" },
  { "limit", BUREAU_VALUE_INTEGER, .least = 1, .most = 20, .about = "at most so many results" },
  { NULL },
};

static const BureauMember query_members[] = {
  { "sql", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_SQL,
    .meaning = bureau_mean_sql, .about = "one SELECT; its parameters stand in “with”" },
  { "update", BUREAU_VALUE_REFERENCE, .meaning = bureau_mean_updated_record,
    .about = "a record whose fields take the columns of the single row" },
  { NULL },
};

static const BureauMember draft_members[] = {
  AGENT_REQUIRED,
  { "given", BUREAU_VALUE_REFERENCES, .required = TRUE, .least = 1, .most = 12,
    .meaning = bureau_mean_given, .about = "what the agent knows when it writes" },
  { "to", BUREAU_VALUE_REFERENCE, .required = TRUE, .meaning = bureau_mean_recipient,
    .about = "message.sender, or a person or email field of a record" },
  { "kind", BUREAU_VALUE_WORD, .words = draft_kinds, .about = "what is drafted; mail without it" },
  { NULL },
};

static const BureauMember decide_members[] = {
  AGENT_REQUIRED,
  { "question", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_NOTE,
    .about = "what the agent decides" },
  { "choices", BUREAU_VALUE_TEXTS, .required = TRUE, .least = 2, .most = 12,
    .about = "the answers it chooses from" },
  { "given", BUREAU_VALUE_REFERENCES, .least = 1, .most = 12, .meaning = bureau_mean_given,
    .about = "what it knows when it decides" },
  { NULL },
};

static const BureauMember update_members[] = {
  { "record", BUREAU_VALUE_REFERENCE, .required = TRUE, .meaning = bureau_mean_updated_record,
    .about = "the record that is changed" },
  { "set", BUREAU_VALUE_ASSIGNMENTS, .required = TRUE, .least = 1, .most = 64,
    .meaning = bureau_mean_assignments,
    .about = "field and SQL expression; the expression sees the record's row" },
  { NULL },
};

static const BureauMember ask_members[] = {
  { "question", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_NOTE,
    .about = "what the operator is asked" },
  { "choices", BUREAU_VALUE_TEXTS, .least = 2, .most = 12,
    .about = "answers to choose from; free words without it" },
  { "given", BUREAU_VALUE_REFERENCES, .least = 1, .most = 12, .meaning = bureau_mean_given,
    .about = "what is shown beside the question" },
  { NULL },
};

static const BureauMember wait_members[] = {
  { "minutes", BUREAU_VALUE_INTEGER, .least = 1, .most = 10080, .one_of = 1,
    .about = "how long, in minutes" },
  { "hours", BUREAU_VALUE_INTEGER, .least = 1, .most = 8760, .one_of = 1,
    .about = "how long, in hours" },
  { "days", BUREAU_VALUE_INTEGER, .least = 1, .most = 3660, .one_of = 1,
    .about = "how long, in days" },
  { "until", BUREAU_VALUE_REFERENCE, .one_of = 1, .meaning = bureau_mean_date,
    .about = "a date or datetime field" },
  { NULL },
};

static const BureauMember start_members[] = {
  { "workflow", BUREAU_VALUE_NAME, .required = TRUE, .meaning = bureau_mean_workflow,
    .about = "the workflow that is started" },
  { "record", BUREAU_VALUE_REFERENCE, .required = TRUE, .meaning = bureau_mean_started_record,
    .about = "the record it is about" },
  { NULL },
};

static const BureauMember call_members[] = {
  { "tool", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = 128,
    .about = "the tool, which the agent must have been given" },
  { "arguments", BUREAU_VALUE_ANY_OBJECT, .about = "what it is called with" },
  { NULL },
};

static const BureauShape step_variants[] = {
  { "extract", "An agent reads a message into a record.", extract_members },
  { "classify", "An agent labels the message.", classify_members },
  { "search", "Finds what is like a record or message.", search_members },
  { "query", "Asks the workspace in SQL.", query_members },
  { "draft", "An agent writes what waits for a person's approval.", draft_members },
  { "decide", "An agent chooses one answer.", decide_members },
  { "update", "Changes fields of a record.", update_members },
  { "ask", "Asks the operator and waits for the answer.", ask_members },
  { "wait", "Waits.", wait_members },
  { "start", "Starts another workflow.", start_members },
  { "call", "Calls a tool.", call_members, .meaning = bureau_mean_unavailable },
  { NULL },
};

static const BureauShape step_shape = {
  .name = "step",
  .about = "One part of a workflow.",
  .members = step_members,
  .chosen_by = "do",
  .variants = step_variants,
  .named_by = "id",
  .meaning = bureau_mean_parameters,
};

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
  { "where", BUREAU_VALUE_TEXT, .least = 1, .most = MAX_NOTE, .needs = "record",
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
  { "title", BUREAU_VALUE_TEXT, .least = 1, .most = MAX_TITLE, .about = "what people call it" },
  { "note", BUREAU_VALUE_TEXT, .most = MAX_NOTE, .about = "why it is as it is" },
  { "on", BUREAU_VALUE_OBJECT, .required = TRUE, .shape = &trigger_shape,
    .about = "what starts it" },
  { "steps", BUREAU_VALUE_OBJECTS, .required = TRUE, .least = 1, .most = 50, .shape = &step_shape,
    .about = "what it does, in order" },
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
  { "title", BUREAU_VALUE_TEXT, .least = 1, .most = MAX_TITLE, .about = "what people call it" },
  { "instructions", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_TEXT,
    .about = "what it is for and how it does it, in plain words" },
  { "provider", BUREAU_VALUE_TEXT, .least = 1, .most = 63,
    .about = "what answers its tasks; builtin without it" },
  { "model", BUREAU_VALUE_TEXT, .least = 1, .most = 120, .about = "the provider's model" },
  { "reads", BUREAU_VALUE_NAMES, .most = MAX_NAMES, .meaning = bureau_mean_granted_collections,
    .about = "collections it may read, “drafts” and “messages” too" },
  { "writes", BUREAU_VALUE_NAMES, .most = MAX_NAMES, .meaning = bureau_mean_granted_collections,
    .about = "collections it may write" },
  { "tools", BUREAU_VALUE_TEXTS, .most = MAX_NAMES, .about = "tools it was given" },
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

/* Collections */

static const char *const field_types[] = {
  "text", "email", "phone",    "url",  "person", "company", "choice", "date", "datetime",
  "int",  "money", "duration", "bool", "ref",    "number",  "ratio",  "list", NULL,
};

static const BureauMember field_members[] = {
  { "name", BUREAU_VALUE_NAME, .required = TRUE, .meaning = bureau_mean_field_name,
    .about = "the column's name" },
  { "type", BUREAU_VALUE_WORD, .required = TRUE, .words = field_types,
    .about = "what the values are; money is in minor units, duration in seconds" },
  { "title", BUREAU_VALUE_TEXT, .least = 1, .most = MAX_TITLE, .about = "what people call it" },
  { "description", BUREAU_VALUE_TEXT, .most = MAX_NOTE, .about = "what it means" },
  { "choices", BUREAU_VALUE_TEXTS, .least = 1, .most = 64, .about = "the values of a choice" },
  { "currency", BUREAU_VALUE_NAME, .meaning = bureau_mean_currency,
    .about = "for money: the text field of the same record that holds the currency's code" },
  { "collection", BUREAU_VALUE_NAME, .meaning = bureau_mean_read_collection,
    .about = "for ref: the collection of the record it points to" },
  { "unique", BUREAU_VALUE_BOOLEAN, .about = "no two records have the same value" },
  { "index", BUREAU_VALUE_BOOLEAN, .about = "kept sorted, for queries" },
  { NULL },
};

static const BureauShape field_shape = {
  .name = "field",
  .about = "A column of a collection.",
  .members = field_members,
  .named_by = "name",
  .meaning = bureau_mean_field,
};

static const BureauMember collection_members[] = {
  { "collection", BUREAU_VALUE_NAME, .required = TRUE, .meaning = bureau_mean_collection_name,
    .about = "the table's name" },
  { "title", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_TITLE,
    .about = "what people call it" },
  { "fields", BUREAU_VALUE_OBJECTS, .required = TRUE, .least = 1, .most = 64, .shape = &field_shape,
    .about = "its columns" },
  { NULL },
};

const BureauShape bureau_collection_shape = {
  .name = "collection",
  .about = "A real table of the workspace.",
  .members = collection_members,
  .named_by = "collection",
  .is_document = TRUE,
};

/* Templates */

static const BureauMember template_members[] = {
  { "template", BUREAU_VALUE_SLUG, .required = TRUE, .about = "the template's name" },
  { "title", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_TITLE,
    .about = "what people call it" },
  { "description", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = MAX_NOTE,
    .about = "what it does for a business" },
  { "needs", BUREAU_VALUE_TEXTS, .required = TRUE, .most = 12, .about = "what it needs to work" },
  { "never", BUREAU_VALUE_TEXTS, .required = TRUE, .most = 12,
    .about = "what it never does without asking" },
  { "collections", BUREAU_VALUE_OBJECTS, .required = TRUE, .least = 1, .most = MAX_NAMES,
    .shape = &bureau_collection_shape, .about = "its collections" },
  { "agents", BUREAU_VALUE_OBJECTS, .required = TRUE, .most = MAX_NAMES,
    .shape = &bureau_agent_shape, .about = "its agents" },
  { "workflows", BUREAU_VALUE_OBJECTS, .required = TRUE, .most = MAX_NAMES,
    .shape = &bureau_workflow_shape, .about = "its workflows" },
  { "views", BUREAU_VALUE_ANY_OBJECTS, .most = MAX_NAMES,
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
