/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/* Changesets as SQLite's session extension writes them (sqlite.org/session, "Changeset Format"), so
 * that its functions read, invert and apply them. */
void bureau_changeset_append_value (GByteArray *bytes, sqlite3_value *value);
void bureau_changeset_append_table (GByteArray *bytes, const char *name, int n_columns);
void bureau_changeset_append_insert (GByteArray *bytes, sqlite3_stmt *now, int n_columns);
void bureau_changeset_append_delete (GByteArray *bytes, const guint8 *old, int n_columns);
gboolean bureau_changeset_append_update (GByteArray *bytes, const guint8 *old, sqlite3_stmt *now,
                                         int n_columns);

G_END_DECLS
