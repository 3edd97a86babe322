/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of what a view's buttons can do; there is nothing else that they can do. */
#include "views/meaning.h"
#include "views/tables.h"
#include "views/value-types.h"

static const char *const froms[] = { "move_target", "slot", NULL };
static const char *const pers[] = { "row", "selection", "view", NULL };

static const BureauMember argument_members[] = {
  { "arg", &bureau_value_name, .required = TRUE, .about = "the field or parameter that gets it" },
  { "col", &bureau_value_name, .one_of = 1, .about = "a column of the row" },
  { "param", &bureau_value_name, .one_of = 1, .meaning = bureau_view_mean_param,
    .about = "a parameter of the view" },
  { "field", &bureau_value_name, .one_of = 1, .about = "a field of the form" },
  { "from", &bureau_value_word, .words = froms, .one_of = 1,
    .about = "where a card was moved to, or the day that was clicked" },
  { "const", &bureau_value_scalar, .one_of = 1, .about = "a value" },
  { NULL },
};

static const BureauShape argument_shape = {
  .name = "argument",
  .about = "What an action gets, and whence.",
  .members = argument_members,
};

#define ARGUMENTS(least_many, most_many, what)                                                     \
  { "args",                                                                                        \
    &bureau_value_objects,                                                                         \
    .required = (least_many) > 0,                                                                  \
    .least = (least_many),                                                                         \
    .most = (most_many),                                                                           \
    .shape = &argument_shape,                                                                      \
    .about = what }
#define ENTITY                                                                                     \
  { "entity", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_entity,            \
    .about = "the collection" }
#define KEY { "key", &bureau_value_name, .about = "the column with the record's id; id without it" }

static const BureauMember workflow_members[] = {
  { "name", &bureau_value_name, .required = TRUE, .about = "the workflow" },
  ARGUMENTS (0, 1, "“record”: what it is about"),
  { NULL },
};
static const BureauMember set_members[]
    = { ENTITY, KEY, ARGUMENTS (1, 1, "the field and its value"), { NULL } };
static const BureauMember add_members[] = { ENTITY, ARGUMENTS (1, 64, "the fields"), { NULL } };
static const BureauMember record_members[] = { ENTITY, KEY, { NULL } };
static const BureauMember view_members[] = {
  { "view", &bureau_value_slug, .required = TRUE, .meaning = bureau_view_mean_view,
    .about = "the view that opens" },
  ARGUMENTS (0, BUREAU_VIEW_MAX_PARAMS, "its parameters"),
  { NULL },
};
static const BureauMember param_members[] = {
  { "param", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_param,
    .about = "the parameter" },
  ARGUMENTS (1, 1, "its value"),
  { NULL },
};
static const BureauMember no_members[] = { { NULL } };
static const BureauMember data_members[] = {
  { "data", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_source,
    .about = "the source" },
  { NULL },
};
static const BureauMember copy_members[] = {
  { "col", &bureau_value_name, .required = TRUE, .about = "the column of the row" },
  { NULL },
};

static const BureauShape acts[] = {
  { .name = "workflow", .about = "Starts a workflow.", .members = workflow_members },
  { .name = "set",
    .about = "Sets one field of the record, as the operator's own edit.",
    .members = set_members },
  { .name = "add", .about = "Adds a record, as the operator's own.", .members = add_members },
  { .name = "open_record", .about = "Opens the record.", .members = record_members },
  { .name = "open_view", .about = "Opens another view.", .members = view_members },
  { .name = "set_param", .about = "Sets a parameter of this view.", .members = param_members },
  { .name = "refresh", .about = "Reads everything again.", .members = no_members },
  { .name = "export_csv", .about = "Saves the rows as a CSV file.", .members = data_members },
  { .name = "copy", .about = "Copies a value.", .members = copy_members },
  { NULL },
};

static const BureauMember action_members[] = {
  { "id", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_id,
    .about = "its name" },
  { "label", &bureau_value_text, .required = TRUE, .least = 1, .most = 63,
    .about = "what stands on the button" },
  { "do", &bureau_value_text, .required = TRUE, .least = 1, .most = 63, .about = "what it does" },
  { "per", &bureau_value_word, .words = pers,
    .about = "for each row, for the selected rows, or for the view; the view without it" },
  { NULL },
};

const BureauShape bureau_view_action_shape = {
  .name = "action",
  .about = "What a button does, and only when a person presses it.",
  .members = action_members,
  .chosen_by = "do",
  .variants = acts,
  .named_by = "id",
  .meaning = bureau_view_mean_action_whole,
};
