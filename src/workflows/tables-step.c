/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a workflow's steps: one variant for each kind. */
#include "workflows/meaning.h"
#include "workflows/tables.h"
#include "workflows/tool-kind.h"
#include "workflows/value-types.h"

#define MAX_SQL 8000

static const BureauMember label_members[] = {
  { "name", &bureau_value_name, .required = TRUE, .about = "what the message is labelled with" },
  { "description", &bureau_value_text, .most = BUREAU_MAX_ITEM_TEXT,
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
  { "id", &bureau_value_name, .required = TRUE, .meaning = bureau_mean_step_id,
    .about = "the step's name, unique in the workflow; later steps say ID or ID.FIELD" },
  { "do", &bureau_value_text, .required = TRUE, .least = 1, .most = 63,
    .about = "what the step does" },
  { "agent", &bureau_value_name, .meaning = bureau_mean_agent,
    .about = "the agent that does it, in its name and with its rights" },
  { "if", &bureau_value_text, .least = 1, .most = BUREAU_MAX_NOTE, .meaning = bureau_mean_condition,
    .about = "an SQL expression about the row that started the workflow; where it is not true the "
             "step is passed over" },
  { "with", &bureau_value_bindings, .most = BUREAU_MAX_NAMES, .meaning = bureau_mean_bindings,
    .about = "the parameters of the SQL in this step, or arguments of the tool that it calls: name "
             "without colon, and what it stands for" },
  { NULL },
};

/* For the kinds that cannot do without: the common row above says what it means. */
#define AGENT_REQUIRED                                                                             \
  { "agent", &bureau_value_name, .required = TRUE, .about = "the agent that does it" }

static const BureauMember extract_members[] = {
  AGENT_REQUIRED,
  { "from", &bureau_value_reference, .required = TRUE, .meaning = bureau_mean_handed_reference,
    .about = "what is read" },
  { "into", &bureau_value_name, .required = TRUE, .meaning = bureau_mean_written_collection,
    .about = "the collection that gets the record" },
  { "fields", &bureau_value_names, .least = 1, .most = 64, .meaning = bureau_mean_extracted_fields,
    .about = "only these fields; all of the collection without it" },
  { NULL },
};

static const BureauMember classify_members[] = {
  AGENT_REQUIRED,
  { "from", &bureau_value_reference, .required = TRUE, .meaning = bureau_mean_handed_reference,
    .about = "what is judged; the label is set on the message" },
  { "labels", &bureau_value_labels, .required = TRUE, .least = 2, .most = 24,
    .about = "the labels to choose from" },
  { NULL },
};

static const BureauMember search_members[] = {
  { "in", &bureau_value_names, .required = TRUE, .least = 1, .most = 16,
    .meaning = bureau_mean_searched_collections,
    .about = "collections, “drafts” (those that were sent) or “messages”" },
  { "about", &bureau_value_reference, .required = TRUE, .meaning = bureau_mean_reference,
    .about = "what the results should be like" },
  { "limit", &bureau_value_integer, .least = 1, .most = 20, .about = "at most so many results" },
  { NULL },
};

static const BureauMember query_members[] = {
  { "sql", &bureau_value_text, .required = TRUE, .least = 1, .most = MAX_SQL,
    .meaning = bureau_mean_sql, .about = "one SELECT; its parameters stand in “with”" },
  { "update", &bureau_value_reference, .meaning = bureau_mean_updated_record,
    .about = "a record whose fields take the columns of the single row" },
  { "fields", &bureau_value_names, .least = 1, .most = 64,
    .about = "only these columns go into the record; all without it" },
  { NULL },
};

static const BureauMember draft_members[] = {
  AGENT_REQUIRED,
  { "given", &bureau_value_references, .required = TRUE, .least = 1, .most = 12,
    .meaning = bureau_mean_given, .about = "what the agent knows when it writes" },
  { "to", &bureau_value_reference, .required = TRUE, .meaning = bureau_mean_recipient,
    .about = "message.sender, or a person or email field that the operator enters" },
  { "kind", &bureau_value_word, .words = draft_kinds, .about = "what is drafted; mail without it" },
  { NULL },
};

static const BureauMember decide_members[] = {
  AGENT_REQUIRED,
  { "question", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_NOTE,
    .about = "what the agent decides" },
  { "choices", &bureau_value_texts, .required = TRUE, .least = 2, .most = 12,
    .about = "the answers it chooses from" },
  { "given", &bureau_value_references, .least = 1, .most = 12, .meaning = bureau_mean_given,
    .about = "what it knows when it decides" },
  { NULL },
};

static const BureauMember update_members[] = {
  { "record", &bureau_value_reference, .required = TRUE, .meaning = bureau_mean_updated_record,
    .about = "the record that is changed" },
  { "set", &bureau_value_assignments, .required = TRUE, .least = 1, .most = 64,
    .meaning = bureau_mean_assignments,
    .about = "field and SQL expression; the expression sees the record's row" },
  { NULL },
};

static const BureauMember ask_members[] = {
  { "question", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_NOTE,
    .about = "what the operator is asked" },
  { "choices", &bureau_value_texts, .least = 2, .most = 12,
    .about = "answers to choose from; free words without it" },
  { "given", &bureau_value_references, .least = 1, .most = 12, .meaning = bureau_mean_given,
    .about = "what is shown beside the question" },
  { NULL },
};

static const BureauMember wait_members[] = {
  { "minutes", &bureau_value_integer, .least = 1, .most = 10080, .one_of = 1,
    .about = "how long, in minutes" },
  { "hours", &bureau_value_integer, .least = 1, .most = 8760, .one_of = 1,
    .about = "how long, in hours" },
  { "days", &bureau_value_integer, .least = 1, .most = 3660, .one_of = 1,
    .about = "how long, in days" },
  { "until", &bureau_value_reference, .one_of = 1, .meaning = bureau_mean_date,
    .about = "a date or datetime field" },
  { NULL },
};

static const BureauMember start_members[] = {
  { "workflow", &bureau_value_name, .required = TRUE, .meaning = bureau_mean_workflow,
    .about = "the workflow that is started" },
  { "record", &bureau_value_reference, .required = TRUE, .meaning = bureau_mean_started_record,
    .about = "the record it is about" },
  { NULL },
};

static const BureauMember call_members[] = {
  AGENT_REQUIRED,
  { "tool", &bureau_value_word, .words = bureau_tool_names, .required = TRUE,
    .meaning = bureau_mean_tool, .about = "the tool, which the agent must have been given" },
  { "arguments", &bureau_value_any_object,
    .about = "what it is called with, besides what “with” names" },
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
  { "call", "Calls a tool.", call_members },
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
