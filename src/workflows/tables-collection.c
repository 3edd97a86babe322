/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tables of a collection and its fields. */
#include "workflows/meaning.h"
#include "workflows/shape.h"

static const char *const field_types[] = {
  "text", "email", "phone",    "url",  "person", "company", "choice", "date", "datetime",
  "int",  "money", "duration", "bool", "ref",    "number",  "ratio",  "list", NULL,
};

static const BureauMember field_members[] = {
  { "name", BUREAU_VALUE_NAME, .required = TRUE, .meaning = bureau_mean_field_name,
    .about = "the column's name" },
  { "type", BUREAU_VALUE_WORD, .required = TRUE, .words = field_types,
    .about = "what the values are; money is in minor units, duration in seconds" },
  { "title", BUREAU_VALUE_TEXT, .least = 1, .most = BUREAU_MAX_TITLE,
    .about = "what people call it" },
  { "description", BUREAU_VALUE_TEXT, .most = BUREAU_MAX_NOTE, .about = "what it means" },
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
  { "title", BUREAU_VALUE_TEXT, .required = TRUE, .least = 1, .most = BUREAU_MAX_TITLE,
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
