/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/value.h"

G_BEGIN_DECLS

/* The types of value that only views have. */
extern const BureauValueType bureau_value_number; /* any number of a size that can be shown */
extern const BureauValueType bureau_value_scalar; /* a text, a number, true, false or null */
extern const BureauValueType
    bureau_value_badge; /* a column, or a column with words for its values */
extern const BureauValueType bureau_value_weights; /* least…most numbers from 1 to 12 */
extern const BureauValueType bureau_value_sort; /* a column, with - before it: the largest first */

G_END_DECLS
