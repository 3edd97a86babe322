/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "memory/guard.h"

G_BEGIN_DECLS

/* What one guarded statement may cost (views.md §4.3 wall 5 and §4.7). Nothing else in
 * Bureau sets these. */
#define BUREAU_GUARD_MAX_ROWS 5000
#define BUREAU_GUARD_MAX_IDS (2 * 1000 * 1000) /* where only the order of rows is asked */
#define BUREAU_GUARD_DEADLINE_MS 1000
#define BUREAU_GUARD_MAX_SQL 8192
#define BUREAU_GUARD_MAX_VALUE (1000 * 1000)
#define BUREAU_GUARD_MAX_RESULT (16 * 1024 * 1024)
#define BUREAU_GUARD_MAX_MEMORY (24 * 1024 * 1024)
#define BUREAU_GUARD_MAX_TRIM 64
#define BUREAU_GUARD_MAX_EXPANSION 2000
#define BUREAU_GUARD_MAX_KEPT 256              /* prepared statements */
#define BUREAU_GUARD_MAX_KEPT_SIZE (64 * 1024) /* of one */

/* How many steps of SQLite's machine pass between two looks at the clock: one step on a value of
 * the largest size takes some milliseconds. */
#define BUREAU_GUARD_STEPS 25

void bureau_guard_limits_install (sqlite3 *handle);

G_END_DECLS
