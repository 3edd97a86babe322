/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>
#include <sqlite3.h>

#include "base/progress.h"

G_BEGIN_DECLS

/* One SQLite connection with its prepared statements. Belongs to one thread at a time. */
typedef struct _BureauDatabase BureauDatabase;

/* A prepared statement lent by its database; freeing it gives it back. */
typedef struct _BureauStatement BureauStatement;

typedef enum
{
  BUREAU_DATABASE_READ,
  BUREAU_DATABASE_WRITE,
  BUREAU_DATABASE_CREATE,
} BureauDatabaseMode;

/**
 * BureauPage:
 * @before: only what has a smaller id; %G_MAXINT64 begins with the newest
 * @limit: at most so many, the newest of them
 *
 * A part of a long list.
 */
typedef struct
{
  gint64 before;
  gint64 limit;
} BureauPage;

BureauDatabase *bureau_database_open (const char *path, BureauDatabaseMode mode, GError **error);
void bureau_database_close (BureauDatabase *self);
sqlite3 *bureau_database_get_handle (BureauDatabase *self);
gboolean bureau_database_set_error (BureauDatabase *self, GError **error);

BureauStatement *bureau_database_prepare (BureauDatabase *self, const char *sql, GError **error);
void bureau_statement_release (BureauStatement *self);

/* Bind by letters: i gint64, d double, s const char * (or NULL), b GBytes * (or
 * NULL), j JsonNode *. */
gboolean bureau_statement_bind (BureauStatement *self, GError **error, const char *types, ...);
void bureau_statement_bind_text (BureauStatement *self, int index, const char *text_or_null);
void bureau_statement_bind_int (BureauStatement *self, int index, gint64 value);
void bureau_statement_bind_json (BureauStatement *self, int index, JsonNode *value_or_null);
gboolean bureau_statement_step (BureauStatement *self, GError **error);
gboolean bureau_statement_is_done (BureauStatement *self);
sqlite3_stmt *bureau_statement_get_handle (BureauStatement *self);

int bureau_statement_column_count (BureauStatement *self);
const char *bureau_statement_column_name (BureauStatement *self, int column);
gint64 bureau_statement_int (BureauStatement *self, int column);
double bureau_statement_double (BureauStatement *self, int column);
const char *bureau_statement_text (BureauStatement *self, int column);
GBytes *bureau_statement_bytes (BureauStatement *self, int column);
gboolean bureau_statement_is_null (BureauStatement *self, int column);
JsonNode *bureau_statement_json (BureauStatement *self, int column);
JsonObject *bureau_statement_object (BureauStatement *self);

/* Whole statements in one call. */
gboolean bureau_database_run (BureauDatabase *self, GError **error, const char *sql,
                              const char *types, ...);
void bureau_database_follow (BureauDatabase *self, BureauProgress *progress_or_null);
gboolean bureau_database_script (BureauDatabase *self, const char *sql, GError **error);
gboolean bureau_database_int (BureauDatabase *self, gint64 *value, GError **error, const char *sql,
                              const char *types, ...);
char *bureau_database_text (BureauDatabase *self, GError **error, const char *sql,
                            const char *types, ...);
JsonArray *bureau_database_rows (BureauDatabase *self, GError **error, const char *sql,
                                 const char *types, ...);
JsonObject *bureau_database_row (BureauDatabase *self, GError **error, const char *sql,
                                 const char *types, ...);
JsonObject *bureau_database_find (BureauDatabase *self, GError **error, const char *missing,
                                  const char *sql, const char *types, ...);
int bureau_database_changes (BureauDatabase *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauDatabase, bureau_database_close)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauStatement, bureau_statement_release)

G_END_DECLS
