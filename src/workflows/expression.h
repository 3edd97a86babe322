/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* What can be said about SQL without a database. The read guard says the rest. */

/* Parameters that the host gives to every statement (design.md §3, views.md §4.3). */
const char *const *bureau_expression_list_built_ins (void);

char **bureau_expression_scan (const char *sql, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/**
 * BureauComparison:
 * @field: the column
 * @operator: one of = <> < <= > >= "is null" "is not null"
 * @literal: (nullable): the value without its quotes
 * @is_text: whether @literal was quoted
 *
 * One comparison of a field with a literal: the shape that conditions mostly have, and that can be
 * said in words and checked against the field's choices.
 */
typedef struct
{
  char *field;
  const char *operator;
  char *literal;
  gboolean is_text;
} BureauComparison;

void bureau_comparison_free (BureauComparison *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauComparison, bureau_comparison_free)
GPtrArray *bureau_expression_split (const char *expression);
char *bureau_expression_read_literal (const char *expression);

G_END_DECLS
