/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/value.h"

G_BEGIN_DECLS

/* The types of value that only workflows and agents have. */
extern const BureauValueType
    bureau_value_reference; /* message.sender, record.FIELD, STEP.FIELD … */
extern const BureauValueType bureau_value_references;         /* least…most references */
extern const BureauValueType bureau_value_expression_or_true; /* an SQL expression, or true */
extern const BureauValueType bureau_value_name_or_true;       /* a name, or true */
extern const BureauValueType bureau_value_labels;      /* names, or objects with a description */
extern const BureauValueType bureau_value_bindings;    /* an object: parameter -> reference */
extern const BureauValueType bureau_value_assignments; /* an object: field -> expression */
extern const BureauValueType bureau_value_letters;     /* an object: language -> text */

/* The longest texts of them, in characters. */
#define BUREAU_MAX_EXPRESSION 2000
#define BUREAU_MAX_LETTER 20000

G_END_DECLS
