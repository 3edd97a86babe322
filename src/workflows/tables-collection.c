/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a collection and its fields. */
#include "workflows/meaning.h"
#include "workflows/tables.h"
#include "workflows/value-types.h"

static const char *const field_types[] = {
  "text", "email", "phone",    "url",  "person", "company", "choice", "date", "datetime",
  "int",  "money", "duration", "bool", "ref",    "number",  "ratio",  "list", NULL,
};

static const BureauMember field_members[] = {
  { "name", &bureau_value_name, .required = TRUE, .meaning = bureau_mean_field_name,
    .about = "the column's name" },
  { "type", &bureau_value_word, .required = TRUE, .words = field_types,
    .about = "what the values are; money is in minor units, duration in seconds" },
  { "title", &bureau_value_text, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "description", &bureau_value_text, .most = BUREAU_MAX_NOTE, .about = "what it means" },
  { "choices", &bureau_value_texts, .least = 1, .most = 64, .about = "the values of a choice" },
  { "currency", &bureau_value_name, .meaning = bureau_mean_currency,
    .about = "for money: the text field of the same record that holds the currency's code" },
  { "collection", &bureau_value_name, .meaning = bureau_mean_read_collection,
    .about = "for ref: the collection of the record it points to" },
  { "unique", &bureau_value_boolean, .about = "no two records have the same value" },
  { "index", &bureau_value_boolean, .about = "kept sorted, for queries" },
  { "any_case", &bureau_value_boolean,
    .about = "kept sorted also for comparisons that say COLLATE NOCASE" },
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
  { "collection", &bureau_value_name, .required = TRUE, .meaning = bureau_mean_collection_name,
    .about = "the table's name" },
  { "title", &bureau_value_text, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "fields", &bureau_value_objects, .required = TRUE, .least = 1, .most = 64,
    .shape = &field_shape, .about = "its columns" },
  { NULL },
};

const BureauShape bureau_collection_shape = {
  .name = "collection",
  .about = "A real table of the workspace.",
  .members = collection_members,
  .named_by = "collection",
  .is_document = TRUE,
};
