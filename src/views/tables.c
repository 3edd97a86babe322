/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of a view: its head, parameters, sources and layout. Their order is the order of the
 * published schemas. */
#include "views/tables.h"

#include "views/meaning.h"
#include "views/value-types.h"

static const char *const specs[] = { "view/1", NULL };
static const char *const row_counts[] = { "one", "many", NULL };

const char *const bureau_view_types[] = { "text", "int",      "number", "ratio",    "money",
                                          "date", "datetime", "days",   "duration", "weekday",
                                          "bool", "ref",      "person", "file",     NULL };
const char *const bureau_view_formats[] = { "relative_date", "compact",  "percent", "bar",
                                            "delta",         "initials", NULL };
const char *const bureau_view_tones[] = { "neutral", "good", "warn", "bad", NULL };
const char *const bureau_view_periods[] = {
  "today",        "yesterday",      "this_week",   "last_week",    "this_month",  "last_month",
  "this_quarter", "last_quarter",   "this_year",   "last_year",    "last_7_days", "last_30_days",
  "last_90_days", "last_12_months", "next_7_days", "next_30_days", "all",         NULL
};

/* Parameters */

#define DEFAULT(what)                                                                              \
  { "default", &bureau_value_scalar, .about = "what it begins with: " what ", or null for none" }

static const BureauMember any_param_members[] = { DEFAULT ("a text"), { NULL } };
static const BureauMember number_param_members[] = {
  DEFAULT ("a number"),
  { "min", &bureau_value_number, .about = "the least" },
  { "max", &bureau_value_number, .about = "the most" },
  { NULL },
};
static const BureauMember bool_param_members[] = { DEFAULT ("true or false"), { NULL } };
static const BureauMember date_param_members[] = { DEFAULT ("YYYY-MM-DD"), { NULL } };
static const BureauMember range_param_members[] = {
  { "default", &bureau_value_word, .words = bureau_view_periods,
    .about = "the time it begins with; all without it" },
  { NULL },
};
static const BureauMember choice_param_members[] = {
  DEFAULT ("one of the options"),
  { "multi", &bureau_value_boolean, .about = "whether several can be chosen" },
  { "options", &bureau_value_texts, .least = 1, .most = 64, .one_of = 1, .about = "the choices" },
  { "options_data", &bureau_value_name, .one_of = 1, .meaning = bureau_view_mean_source,
    .about = "the source whose columns “value” and “label” are the choices" },
  { NULL },
};
static const BureauMember record_param_members[] = {
  DEFAULT ("a record's id"),
  { "entity", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_entity,
    .about = "the collection of the record" },
  { NULL },
};

static const BureauShape param_types[] = {
  { .name = "text", .about = "A text that is searched for.", .members = any_param_members },
  { .name = "int", .about = "A whole number.", .members = number_param_members },
  { .name = "number", .about = "A number.", .members = number_param_members },
  { .name = "bool", .about = "Yes or no.", .members = bool_param_members },
  { .name = "date", .about = "A day.", .members = date_param_members },
  { .name = "date_range",
    .about = "A time: SQL gets :ID_from, its first instant, and :ID_to, its last.",
    .members = range_param_members },
  { .name = "choice",
    .about = "One of several; with “multi” a JSON list for json_each(:ID).",
    .members = choice_param_members },
  { .name = "record", .about = "A record of a collection.", .members = record_param_members },
  { NULL },
};

static const BureauMember param_members[] = {
  { "id", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_id,
    .about = "its name; in SQL with a colon before it" },
  { "type", &bureau_value_text, .required = TRUE, .least = 1, .most = 63,
    .about = "what it holds" },
  { "label", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { NULL },
};

static const BureauShape param_shape = {
  .name = "param",
  .about = "Something that a filter or a selection sets and that SQL reads.",
  .members = param_members,
  .chosen_by = "type",
  .variants = param_types,
  .named_by = "id",
  .meaning = bureau_view_mean_param_whole,
};

/* Sources */

static const BureauMember column_members[] = {
  { "name", &bureau_value_name, .required = TRUE, .about = "the column that the SQL gives" },
  { "type", &bureau_value_word, .required = TRUE, .words = bureau_view_types,
    .about = "what its values are; money is in minor units, duration in seconds" },
  { "label", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "entity", &bureau_value_name, .meaning = bureau_view_mean_entity,
    .about = "for ref: the collection of the record whose id it is" },
  { "currency_col", &bureau_value_name, .meaning = bureau_view_mean_own_column,
    .about = "for money: the column with the currency's code; the firm's currency without it" },
  { NULL },
};

static const BureauShape column_shape = {
  .name = "column",
  .about = "A column of a source, with what its values mean.",
  .members = column_members,
};

static const BureauMember source_members[] = {
  { "id", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_id,
    .about = "its name" },
  { "rows", &bureau_value_word, .required = TRUE, .words = row_counts,
    .about = "whether it gives one row or many" },
  { "sql", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_VIEW_MAX_SQL,
    .about = "one SELECT over collections; parameters as :ID, also :today, :now and :currency" },
  { "columns", &bureau_value_objects, .required = TRUE, .least = 1, .most = BUREAU_VIEW_MAX_COLUMNS,
    .shape = &column_shape, .about = "every column that the SQL gives, in its order" },
  { "needs", &bureau_value_names, .most = BUREAU_VIEW_MAX_PARAMS, .meaning = bureau_view_mean_needs,
    .about = "parameters without which it is not run" },
  { NULL },
};

static const BureauShape source_shape = {
  .name = "source",
  .about = "What a part of the view shows: one SELECT.",
  .members = source_members,
  .named_by = "id",
  .is_part = TRUE,
  .meaning = bureau_view_mean_source_sql,
};

/* Layout */

static const BureauMember weight_row_members[] = {
  { "row", &bureau_value_names, .required = TRUE, .least = 1, .most = 8,
    .meaning = bureau_view_mean_elements, .about = "the elements that stand side by side" },
  { "weights", &bureau_value_weights, .most = 8, .needs = "row",
    .about = "how wide each of them is, against the others" },
  { NULL },
};

static const BureauShape row_shape = {
  .name = "row",
  .about = "Elements side by side; where the window is narrow, one below the other.",
  .members = weight_row_members,
};

static const BureauMember tab_members[] = {
  { "title", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what stands on the tab" },
  { "rows", &bureau_value_objects, .required = TRUE, .least = 1, .most = 20, .shape = &row_shape,
    .about = "what stands below it" },
  { NULL },
};

static const BureauShape tab_shape = {
  .name = "tab",
  .about = "Rows that are shown when their tab is chosen.",
  .members = tab_members,
};

static const BureauMember block_members[] = {
  { "row", &bureau_value_names, .least = 1, .most = 8, .one_of = 1,
    .meaning = bureau_view_mean_elements, .about = "the elements that stand side by side" },
  { "weights", &bureau_value_weights, .most = 8, .needs = "row",
    .about = "how wide each of them is, against the others" },
  { "tabs", &bureau_value_objects, .least = 1, .most = 8, .one_of = 1, .shape = &tab_shape,
    .about = "tabs, of which one is shown" },
  { "side", &bureau_value_names, .least = 1, .most = 8, .one_of = 1,
    .meaning = bureau_view_mean_elements, .about = "elements in a pane beside the others" },
  { NULL },
};

static const BureauShape block_shape = {
  .name = "block",
  .about = "A row, a set of tabs, or a side pane.",
  .members = block_members,
};

/* The view */

static const BureauMember view_members[] = {
  { "spec", &bureau_value_word, .required = TRUE, .words = specs, .about = "the format" },
  { "id", &bureau_value_slug, .required = TRUE, .about = "the view's name" },
  { "title", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "lang", &bureau_value_text, .least = 2, .most = 35,
    .about = "the language of its words (BCP 47)" },
  { "params", &bureau_value_objects, .most = BUREAU_VIEW_MAX_PARAMS, .shape = &param_shape,
    .about = "what filters and selections set" },
  { "data", &bureau_value_objects, .most = BUREAU_VIEW_MAX_SOURCES, .shape = &source_shape,
    .about = "what it reads" },
  { "layout", &bureau_value_objects, .required = TRUE, .least = 1, .most = 40,
    .shape = &block_shape, .meaning = bureau_view_mean_layout,
    .about = "where each element stands" },
  { "elements", &bureau_value_objects, .required = TRUE, .least = 1,
    .most = BUREAU_VIEW_MAX_ELEMENTS, .shape = &bureau_view_element_shape,
    .about = "what it shows" },
  { "actions", &bureau_value_objects, .most = BUREAU_VIEW_MAX_ACTIONS,
    .shape = &bureau_view_action_shape, .about = "what its buttons do" },
  { NULL },
};

const BureauShape bureau_view_shape = {
  .name = "view",
  .about = "A dashboard as a document: what it reads, shows and offers. It holds no code.",
  .members = view_members,
  .is_document = TRUE,
};
