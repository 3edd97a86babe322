/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The table of the fifteen types of element. */
#include "views/meaning.h"
#include "views/tables.h"
#include "views/value-types.h"

#define DATA                                                                                       \
  { "data", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_source,              \
    .about = "the source that it shows" }
#define TITLE                                                                                      \
  { "title",    &bureau_value_text,       .required = TRUE,                                        \
    .least = 1, .most = BUREAU_MAX_TITLE, .about = "its heading" }
#define OPTIONAL_TITLE                                                                             \
  { "title", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE, .about = "its heading" }
#define COLUMN(key_name, what)                                                                     \
  { key_name, &bureau_value_name, .meaning = bureau_view_mean_column, .about = what }
#define NEEDED_COLUMN(key_name, what)                                                              \
  { key_name, &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_column,            \
    .about = what }
#define NUMBER_COLUMN(key_name, what)                                                              \
  { key_name, &bureau_value_name, .meaning = bureau_view_mean_number_column, .about = what }
#define NEEDED_NUMBER_COLUMN(key_name, what)                                                       \
  { key_name, &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_number_column,     \
    .about = what }
#define TIME_COLUMN(key_name, is_needed, what)                                                     \
  { key_name, &bureau_value_name, .required = (is_needed),                                         \
    .meaning = bureau_view_mean_time_column, .about = what }
#define FORMAT                                                                                     \
  { "format", &bureau_value_word, .words = bureau_view_formats,                                    \
    .about = "how the value is shown, where its type is not enough" }
#define TONE(what) { "tone", &bureau_value_word, .words = bureau_view_tones, .about = what }
#define OPEN                                                                                       \
  { "open", &bureau_value_object, .shape = &bureau_view_open_shape, .about = "what a click opens" }
#define SELECT                                                                                     \
  { "select", &bureau_value_object, .shape = &bureau_view_select_shape,                            \
    .about = "the parameter that a selection sets" }
#define SORT                                                                                       \
  { "sort", &bureau_value_sort, .meaning = bureau_view_mean_sort,                                  \
    .about = "the column it is sorted by; - before it for the largest first" }
#define EMPTY                                                                                      \
  { "empty", &bureau_value_object, .shape = &bureau_view_nothing_shape,                            \
    .about = "what is shown where there is no row" }
#define BADGE                                                                                      \
  { "badge", &bureau_value_badge, .meaning = bureau_view_mean_badge,                               \
    .about = "a column shown as a badge, or its values with words and tones" }
#define ACTIONS(key_name, what)                                                                    \
  { key_name, &bureau_value_names, .most = 8, .meaning = bureau_view_mean_actions, .about = what }
#define ACTION(key_name, what)                                                                     \
  { key_name, &bureau_value_name, .meaning = bureau_view_mean_action, .about = what }
#define CELLS(key_name, what)                                                                      \
  { key_name,     &bureau_value_objects,           .required = TRUE,                               \
    .least = 1,   .most = BUREAU_VIEW_MAX_COLUMNS, .shape = &bureau_view_cell_shape,               \
    .about = what }

static const char *const comparisons[] = { "previous_period", NULL };
static const char *const marks[] = { "bar",     "line",    "area",   "pie",
                                     "scatter", "heatmap", "funnel", NULL };
static const char *const modes[] = { "month", "week", "agenda", NULL };
static const char *const field_kinds[] = { "text", "long_text", "email",  "phone", "url",
                                           "int",  "number",    "money",  "date",  "datetime",
                                           "bool", "choice",    "record", NULL };

static const BureauMember metric_members[] = {
  DATA,
  TITLE,
  NEEDED_COLUMN ("value", "the column with the value; one value a row, so one a currency"),
  { "compare", &bureau_value_word, .words = comparisons,
    .about = "the same value of the time before, where a date_range is read" },
  NUMBER_COLUMN ("previous", "a column with the value to compare with"),
  NUMBER_COLUMN ("target", "a column with the value to reach"),
  { "trend", &bureau_value_name, .meaning = bureau_view_mean_source,
    .about = "a source whose last column with figures is drawn as a small line" },
  FORMAT,
  TONE ("how the value looks"),
  OPEN,
  EMPTY,
  { NULL },
};

static const BureauMember table_members[] = {
  DATA,
  TITLE,
  CELLS ("columns", "what it shows of a row"),
  SORT,
  COLUMN ("group", "rows with the same value stand under one heading"),
  SELECT,
  ACTIONS ("row_actions", "buttons of a row"),
  ACTIONS ("bulk_actions", "buttons for the selected rows"),
  EMPTY,
  { NULL },
};

static const BureauMember list_members[] = {
  DATA,
  TITLE,
  NEEDED_COLUMN ("primary", "the first line"),
  COLUMN ("secondary", "the second line"),
  COLUMN ("meta", "what stands at the end"),
  { "format", &bureau_value_word, .words = bureau_view_formats, .needs = "meta",
    .about = "how what stands at the end is shown" },
  BADGE,
  SORT,
  OPEN,
  SELECT,
  ACTIONS ("row_actions", "buttons of a row"),
  EMPTY,
  { NULL },
};

static const BureauMember card_members[] = {
  NEEDED_COLUMN ("title", "the first line"),
  COLUMN ("subtitle", "the second line"),
  { "fields", &bureau_value_names, .most = 6, .meaning = bureau_view_mean_columns,
    .about = "columns with their labels" },
  { "badges", &bureau_value_names, .most = 4, .meaning = bureau_view_mean_columns,
    .about = "columns as badges" },
  { NULL },
};

static const BureauShape card_shape = {
  .name = "card",
  .about = "What a card shows of a row.",
  .members = card_members,
};

static const BureauMember board_members[] = {
  DATA,
  TITLE,
  NEEDED_COLUMN ("group", "the column whose values are the board's columns"),
  { "groups", &bureau_value_texts, .least = 1, .most = 12,
    .about = "those values in their order, also where none has a row" },
  { "card", &bureau_value_object, .required = TRUE, .shape = &card_shape,
    .about = "what a card shows" },
  SORT,
  OPEN,
  SELECT,
  ACTION ("move_action", "what moving a card does"),
  ACTIONS ("card_actions", "buttons of a card"),
  EMPTY,
  { NULL },
};

static const BureauMember detail_members[] = {
  DATA,
  TITLE,
  CELLS ("fields", "what it shows of the record"),
  ACTIONS ("row_actions", "buttons of the record"),
  EMPTY,
  { NULL },
};

static const BureauMember field_members[] = {
  { "id", &bureau_value_name, .required = TRUE, .about = "its name" },
  { "label", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "kind", &bureau_value_word, .required = TRUE, .words = field_kinds, .about = "what it holds" },
  { "required", &bureau_value_boolean, .about = "whether it must be filled in" },
  { "options", &bureau_value_texts, .least = 1, .most = 64, .about = "for choice: the choices" },
  { "entity", &bureau_value_name, .meaning = bureau_view_mean_entity,
    .about = "for record: its collection" },
  { "default", &bureau_value_scalar, .about = "what it begins with" },
  COLUMN ("col", "the column it begins with, where the form has a source"),
  { NULL },
};

static const BureauShape field_shape = {
  .name = "form_field",
  .about = "A field of a form.",
  .members = field_members,
};

static const BureauMember form_members[] = {
  TITLE,
  { "data", &bureau_value_name, .meaning = bureau_view_mean_source,
    .about = "the source with what it begins with" },
  { "fields", &bureau_value_objects, .required = TRUE, .least = 1, .most = 30,
    .shape = &field_shape, .about = "what is filled in" },
  { "submit", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_action,
    .about = "the action that gets the fields" },
  { NULL },
};

static const BureauMember calendar_members[] = {
  DATA,
  TITLE,
  TIME_COLUMN ("start", TRUE, "when it begins"),
  TIME_COLUMN ("end", FALSE, "when it ends"),
  NEEDED_COLUMN ("label", "what stands on it"),
  COLUMN ("color", "its value decides the colour"),
  BADGE,
  { "modes", &bureau_value_words, .least = 1, .most = 3, .words = modes,
    .about = "month, week, agenda" },
  OPEN,
  SELECT,
  ACTION ("move_action", "what moving to another day does"),
  ACTION ("create_action", "what a click on a day does"),
  EMPTY,
  { NULL },
};

static const BureauMember timeline_members[] = {
  DATA,
  TITLE,
  TIME_COLUMN ("time", TRUE, "when it happened"),
  NEEDED_COLUMN ("text", "what happened"),
  BADGE,
  OPEN,
  EMPTY,
  { NULL },
};

static const BureauMember chart_members[] = {
  DATA,
  TITLE,
  { "mark", &bureau_value_word, .required = TRUE, .words = marks, .about = "how it is drawn" },
  NEEDED_COLUMN ("x", "the column along the axis, or whose values are the parts"),
  { "y", &bureau_value_names, .required = TRUE, .least = 1, .most = 12,
    .meaning = bureau_view_mean_columns,
    .about = "the columns drawn; of a heatmap, the one downwards" },
  COLUMN ("series", "each of its values is a series of its own"),
  NUMBER_COLUMN ("value", "of a heatmap: the column that the colour shows"),
  { "stack", &bureau_value_boolean, .about = "whether series stand upon each other" },
  { "target", &bureau_value_number, .about = "a line to reach" },
  SORT,
  OPEN,
  SELECT,
  { "summary", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_ITEM_TEXT,
    .meaning = bureau_view_mean_template,
    .about = "one sentence with {n}, {first.COL}, {last.COL}, {sum.COL}, {min.COL}, {max.COL}, "
             "{top.COL}" },
  EMPTY,
  { NULL },
};

static const BureauMember progress_members[] = {
  DATA,
  TITLE,
  NEEDED_NUMBER_COLUMN ("value", "how far it is"),
  { "max", &bureau_value_number, .one_of = 1, .about = "how far it can be" },
  { "max_col", &bureau_value_name, .one_of = 1, .meaning = bureau_view_mean_number_column,
    .about = "the column that says how far it can be" },
  COLUMN ("label", "what stands on each row's bar"),
  FORMAT,
  EMPTY,
  { NULL },
};

static const BureauMember text_members[] = {
  OPTIONAL_TITLE,
  { "data", &bureau_value_name, .meaning = bureau_view_mean_source,
    .about = "the source whose first row fills {COL} in the text" },
  { "text", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_VIEW_MAX_TEXT,
    .meaning = bureau_view_mean_template,
    .about
    = "headings, bold, italic, lists, tables and code of Markdown; no images, no addresses" },
  { NULL },
};

static const BureauMember callout_members[] = {
  { "data", &bureau_value_name, .meaning = bureau_view_mean_source,
    .about = "the source whose first row fills {COL} in the text; without a row it is not shown" },
  { "tone", &bureau_value_word, .required = TRUE, .words = bureau_view_tones,
    .about = "how it looks" },
  { "text", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_ITEM_TEXT,
    .meaning = bureau_view_mean_template, .about = "what it says" },
  ACTION ("action", "its button"),
  { NULL },
};

static const BureauMember filter_members[] = {
  { "param", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_param,
    .about = "the parameter that it sets" },
  { "label", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what stands before it" },
  { NULL },
};

static const BureauMember actions_members[] = {
  OPTIONAL_TITLE,
  { "actions", &bureau_value_names, .required = TRUE, .least = 1, .most = 8,
    .meaning = bureau_view_mean_actions, .about = "the buttons" },
  { NULL },
};

static const BureauMember group_members[] = {
  TITLE,
  { "elements", &bureau_value_names, .required = TRUE, .least = 1, .most = 12,
    .meaning = bureau_view_mean_elements, .about = "what stands in it; no other group" },
  { NULL },
};

static const BureauShape types[] = {
  { .name = "metric", .about = "One value, large.", .members = metric_members },
  { .name = "table", .about = "Rows and columns.", .members = table_members },
  { .name = "list", .about = "Rows of two lines.", .members = list_members },
  { .name = "board", .about = "Cards in columns by one value.", .members = board_members },
  { .name = "detail", .about = "The fields of one record.", .members = detail_members },
  { .name = "form", .about = "Fields that an action gets.", .members = form_members },
  { .name = "calendar", .about = "Rows on their days.", .members = calendar_members },
  { .name = "timeline", .about = "Events in the order of time.", .members = timeline_members },
  { .name = "chart",
    .about = "Rows drawn.",
    .members = chart_members,
    .meaning = bureau_view_mean_chart },
  { .name = "progress",
    .about = "A value against the most it can be.",
    .members = progress_members },
  { .name = "text", .about = "Words.", .members = text_members },
  { .name = "callout", .about = "A sentence that stands out.", .members = callout_members },
  { .name = "filter",
    .about = "A control that sets a parameter; its kind is the parameter's.",
    .members = filter_members },
  { .name = "actions", .about = "A row of buttons.", .members = actions_members },
  { .name = "group", .about = "Elements under one heading.", .members = group_members },
  { NULL },
};

static const BureauMember element_members[] = {
  { "id", &bureau_value_name, .required = TRUE, .meaning = bureau_view_mean_id,
    .about = "its name" },
  { "type", &bureau_value_text, .required = TRUE, .least = 1, .most = 63, .about = "what it is" },
  { NULL },
};

const BureauShape bureau_view_element_shape = {
  .name = "element",
  .about = "A part of the view.",
  .members = element_members,
  .chosen_by = "type",
  .variants = types,
  .named_by = "id",
  .is_part = TRUE,
};
