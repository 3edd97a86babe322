/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-limits.h"

static const struct
{
  int what;
  int value;
} limits[] = {
  { SQLITE_LIMIT_LENGTH, BUREAU_GUARD_MAX_VALUE },
  { SQLITE_LIMIT_SQL_LENGTH,
    BUREAU_GUARD_MAX_SQL + 1024 }, /* room for what an expression is put into */
  { SQLITE_LIMIT_COLUMN, 64 },
  { SQLITE_LIMIT_EXPR_DEPTH, 50 },
  { SQLITE_LIMIT_COMPOUND_SELECT, 10 },
  { SQLITE_LIMIT_VDBE_OP, 25000 },
  { SQLITE_LIMIT_FUNCTION_ARG, 50 },
  { SQLITE_LIMIT_ATTACHED, 0 },
  { SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50 },
  { SQLITE_LIMIT_VARIABLE_NUMBER, 64 },
  { SQLITE_LIMIT_TRIGGER_DEPTH, 1 },
  { SQLITE_LIMIT_WORKER_THREADS, 0 },
};

/**
 * bureau_guard_limits_install:
 * @handle: the guard's connection
 *
 * Sets what SQLite itself bounds: lengths in bytes, counts of columns, terms and
 * parameters, steps of its machine. Rows, time and memory are bounded where a statement runs
 * (views.md §4.3, wall 5).
 */
void
bureau_guard_limits_install (sqlite3 *handle)
{
  for (gsize i = 0; i < G_N_ELEMENTS (limits); i++)
    sqlite3_limit (handle, limits[i].what, limits[i].value);
}
