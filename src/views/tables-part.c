/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of what elements of several types are made of. */
#include "views/meaning.h"
#include "views/tables.h"
#include "views/value-types.h"

/* What is given when something opens */

static const BureauMember opened_argument_members[] = {
  { "param", &bureau_value_name, .required = TRUE, .about = "a parameter of the view that opens" },
  { "col", &bureau_value_name, .one_of = 1, .meaning = bureau_view_mean_column,
    .about = "the column that it gets" },
  { "const", &bureau_value_scalar, .one_of = 1, .about = "the value that it gets" },
  { NULL },
};

static const BureauShape opened_argument_shape = {
  .name = "opened_argument",
  .about = "What a parameter of another view is set to.",
  .members = opened_argument_members,
};

static const BureauMember open_members[] = {
  { "entity", &bureau_value_name, .one_of = 1, .meaning = bureau_view_mean_entity,
    .about = "the collection of the record that opens" },
  { "key", &bureau_value_name, .needs = "entity", .meaning = bureau_view_mean_column,
    .about = "the column with the record's id; id without it" },
  { "view", &bureau_value_slug, .one_of = 1, .meaning = bureau_view_mean_view,
    .about = "the view that opens" },
  { "args", &bureau_value_objects, .most = BUREAU_VIEW_MAX_PARAMS, .needs = "view",
    .shape = &opened_argument_shape, .about = "what its parameters are set to" },
  { NULL },
};

const BureauShape bureau_view_open_shape = {
  .name = "open",
  .about = "What a click opens: a record, or another view.",
  .members = open_members,
};

static const BureauMember select_members[] = {
  { "param", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_param,
    .about = "the parameter that a selection sets" },
  { "col", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_column,
    .about = "the column that it is set to" },
  { NULL },
};

const BureauShape bureau_view_select_shape = {
  .name = "select",
  .about = "A selection that other sources read.",
  .members = select_members,
};

static const BureauMember nothing_members[] = {
  { "title", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what is said" },
  { "hint", &bureau_value_text, .least = 1, .most = BUREAU_MAX_ITEM_TEXT,
    .about = "what it means, or what to do" },
  { "action", &bureau_value_name, .meaning = bureau_view_mean_action,
    .about = "a button below it" },
  { NULL },
};

const BureauShape bureau_view_nothing_shape = {
  .name = "nothing",
  .about = "What is shown where there is no row.",
  .members = nothing_members,
};

/* Values */

static const BureauMember badge_word_members[] = {
  { "value", &bureau_value_scalar, .required = TRUE, .about = "the column's value" },
  { "label", &bureau_value_text, .required = TRUE, .least = 1, .most = 63,
    .about = "what is shown for it" },
  { "tone", &bureau_value_word, .words = bureau_view_tones, .about = "how it looks" },
  { NULL },
};

static const BureauShape badge_word_shape = {
  .name = "badge_word",
  .about = "What a value is shown as.",
  .members = badge_word_members,
};

static const BureauMember badge_members[] = {
  { "col", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_column,
    .about = "the column" },
  { "map", &bureau_value_objects, .required = TRUE, .least = 1, .most = 24,
    .shape = &badge_word_shape, .about = "what its values are shown as" },
  { NULL },
};

const BureauShape bureau_view_badge_shape = {
  .name = "badge",
  .about = "A short word in a coloured frame.",
  .members = badge_members,
};

static const BureauMember age_members[] = {
  { "days", &bureau_value_integer, .required = TRUE, .most = 36500, .about = "how many days" },
  { NULL },
};

static const BureauMember compared_members[] = {
  { "value", &bureau_value_scalar, .required = TRUE, .about = "what it is compared with" },
  { NULL },
};

static const BureauMember alone_members[] = { { NULL } };

static const BureauShape tone_tests[] = {
  { .name = "older_than", .about = "A date so many days past.", .members = age_members },
  { .name = "within", .about = "A date in the next so many days.", .members = age_members },
  { .name = "less", .about = "Less than a value.", .members = compared_members },
  { .name = "more", .about = "More than a value.", .members = compared_members },
  { .name = "is", .about = "The value itself.", .members = compared_members },
  { .name = "missing", .about = "No value.", .members = alone_members },
  { NULL },
};

static const BureauMember tone_members[] = {
  { "op", &bureau_value_text, .required = TRUE, .least = 1, .most = 63, .about = "the test" },
  { "tone", &bureau_value_word, .required = TRUE, .words = bureau_view_tones,
    .about = "how the value looks where the test holds" },
  { NULL },
};

static const BureauShape tone_shape = {
  .name = "tone",
  .about = "A test of a value; the first that holds gives its tone.",
  .members = tone_members,
  .chosen_by = "op",
  .variants = tone_tests,
};

static const char *const totals[] = { "sum", "avg", "min", "max", "count", NULL };

static const BureauMember cell_members[] = {
  { "col", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_column,
    .about = "the column of the source" },
  { "label", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "its heading, where the source's does not fit" },
  { "format", &bureau_value_word, .words = bureau_view_formats,
    .about = "how it is shown, where its type is not enough" },
  { "badge", &bureau_value_objects, .least = 1, .most = 24, .shape = &badge_word_shape,
    .about = "its values as badges" },
  { "tones", &bureau_value_objects, .least = 1, .most = 8, .shape = &tone_shape,
    .about = "tests that colour it" },
  { "total", &bureau_value_word, .words = totals, .about = "what stands below the column" },
  { "open", &bureau_value_object, .shape = &bureau_view_open_shape, .about = "what a click opens" },
  { NULL },
};

const BureauShape bureau_view_cell_shape = {
  .name = "cell",
  .about = "A column as it is shown.",
  .members = cell_members,
  .meaning = bureau_view_mean_cell_format,
};
