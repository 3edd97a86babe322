/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/guard.h"

/* A word that stands in every place that queries must not read. */
#define GUARD_CANARY "CANARY-7f3a91"

/* A workspace file of schema 1 with the collections clients (3 rows), projects (4) and events
 * (3,000), a message, a draft, a run, and canaries everywhere else. */
char *guard_fixture_path (void);
sqlite3 *guard_fixture_open (void);
void guard_fixture_run (sqlite3 *handle, const char *sql);
char *guard_fixture_digest (void);
void guard_fixture_remove (void);

/* (transfer full): a guard of that file; of what it answers the rows, or NULL with @error set. */
BureauGuard *guard_fixture_guard (void);
char *guard_fixture_query (BureauGuard *guard, const char *sql, const char *params, GError **error);
