/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a workflow's steps: one variant for each kind. */
#include "workflows/meaning.h"
#include "workflows/shape.h"

#define MAX_SQL 8000

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

static const char *const draft_kinds[] = { "mail", NULL };

static const BureauMember step_members[] = {
  { "id", BUREAU_VALUE_NAME, .required = TRUE, .meaning = bureau_mean_step_id,
    .about = "the step's name, unique in the workflow; later steps say ID or ID.FIELD" },
  { "do", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = 63,
    .about = "what the step does" },
  { "agent", BUREAU_VALUE_NAME, .meaning = bureau_mean_agent,
    .about = "the agent that does it, in its name and with its rights" },
  { "if", BUREAU_VALUE_TEXT, .least = 1, .most = BUREAU_MAX_NOTE, .meaning = bureau_mean_condition,
    .about = "an SQL expression about the row that started the workflow; where it is not true the "
             "step is passed over" },
  { "with", BUREAU_VALUE_BINDINGS, .most = BUREAU_MAX_NAMES, .meaning = bureau_mean_bindings,
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
    .about = "message.sender, or a person or email field that the operator enters" },
  { "kind", BUREAU_VALUE_WORD, .words = draft_kinds, .about = "what is drafted; mail without it" },
  { NULL },
};

static const BureauMember decide_members[] = {
  AGENT_REQUIRED,
  { "question", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = BUREAU_MAX_NOTE,
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
  { "question", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = BUREAU_MAX_NOTE,
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

const BureauShape bureau_step_shape = {
  .name = "step",
  .about = "One part of a workflow.",
  .members = step_members,
  .chosen_by = "do",
  .variants = step_variants,
  .named_by = "id",
  .meaning = bureau_mean_parameters,
};
