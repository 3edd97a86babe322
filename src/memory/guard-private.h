/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <sqlite3.h>

#include "memory/guard-limits.h"
#include "memory/guard.h"

G_BEGIN_DECLS

/* Each wall by name, so that a test program can take one down and see that the tests notice. In the
 * product they all stand and the question costs nothing. */
typedef enum
{
  BUREAU_WALL_NAMES = 1 << 0,
  BUREAU_WALL_AUTHORIZER = 1 << 1,
  BUREAU_WALL_CONTEXT = 1 << 2,
  BUREAU_WALL_FUNCTIONS = 1 << 3,
  BUREAU_WALL_RECURSIVE = 1 << 4,
  BUREAU_WALL_TAIL = 1 << 5,
  BUREAU_WALL_READONLY = 1 << 6,
  BUREAU_WALL_EXPLAIN = 1 << 7,
  BUREAU_WALL_COLUMNS = 1 << 8,
  BUREAU_WALL_DEADLINE = 1 << 9,
  BUREAU_WALL_LIMITS = 1 << 10,
  BUREAU_WALL_MEMORY = 1 << 11,
  BUREAU_WALL_ROWS = 1 << 12,
  BUREAU_WALL_QUOTES = 1 << 13,
  BUREAU_WALL_EXPRESSION = 1 << 14,
  BUREAU_WALL_COSTLY = 1 << 15,
  BUREAU_WALL_EXPANSION = 1 << 16,
} BureauWall;

#ifdef BUREAU_GUARD_TEST
extern guint bureau_guard_test_off;
#define BUREAU_WALL_STANDS(wall) ((bureau_guard_test_off & BUREAU_WALL_##wall) == 0)
#else
#define BUREAU_WALL_STANDS(wall) TRUE
#endif

/* What the authorizer is asked for at the moment. */
typedef enum
{
  BUREAU_GUARD_MODE_TRUST,  /* our own statements */
  BUREAU_GUARD_MODE_RECORD, /* preparing our own views, to learn what stands behind them */
  BUREAU_GUARD_MODE_GUARD,  /* everybody else's */
} BureauGuardMode;

/* A name that queries may read, and every "table\ncolumn" that reading it touches. */
typedef struct
{
  char *name;
  GPtrArray *columns;
  GHashTable *reads;
} BureauExposed;

struct _BureauGuard
{
  sqlite3 *handle;
  sqlite3_stmt *schema_version;
  sqlite3_stmt *setting;
  gint64 known_schema;
  GPtrArray *exposed; /* BureauExposed */
  GHashTable *hidden; /* lower case name of every other table, view and module -> the view to use,
                         or NULL */
  GHashTable *functions;  /* the names that are allowed */
  GHashTable *statements; /* see guard-statements.c */

  BureauGuardMode mode;
  BureauExposed *recording;
  const char *const *collections;
  gint64 deadline;
  gint64 memory;
  gboolean is_late;
  gboolean is_large;
  gboolean is_stepping;
  gboolean is_stale;  /* the schema changed under a prepared statement */
  GHashTable *tables; /* names that a statement reads, while it is described; else NULL */
  char *denial;
};

gboolean bureau_guard_refuse (GError **error, const char *sentence);

int bureau_guard_authorize_cb (void *data, int action, const char *first, const char *second,
                               const char *database, const char *context);
int bureau_guard_progress_cb (void *data);

gboolean bureau_guard_walls_open (BureauGuard *self, const char *path, GError **error);
void bureau_guard_walls_start (BureauGuard *self, const BureauGuardLimits *limits);
void bureau_guard_walls_end (BureauGuard *self);
gboolean bureau_guard_names_check (BureauGuard *self, const char *sql, GError **error);

gboolean bureau_guard_expansion_check (const char *sql, GError **error);

gboolean bureau_guard_text_install (sqlite3 *handle, GError **error);
GHashTable *bureau_guard_functions_allowed (void);

gboolean bureau_guard_exposed_refresh (BureauGuard *self, GError **error);
void bureau_guard_exposed_record (BureauGuard *self, const char *table, const char *column);
gboolean bureau_guard_exposed_allows (BureauGuard *self, const char *table, const char *column);
gboolean bureau_guard_exposed_knows (BureauGuard *self, const char *name);
BureauExposed *bureau_guard_exposed_find (BureauGuard *self, const char *name);
char *bureau_guard_exposed_names (BureauGuard *self);

BureauExposed *bureau_exposed_new (const char *name);
void bureau_exposed_free (BureauExposed *exposed);
char *bureau_exposed_key (const char *table, const char *column) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_exposed_is_own_view (const char *name);
gboolean bureau_exposed_is_table_function (const char *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauExposed, bureau_exposed_free)

GHashTable *bureau_guard_statements_new (void) G_GNUC_WARN_UNUSED_RESULT;
sqlite3_stmt *bureau_guard_statements_find (BureauGuard *self, const char *scope, const char *text);
gboolean bureau_guard_statements_keep (BureauGuard *self, const char *scope, const char *text,
                                       sqlite3_stmt *statement);
void bureau_guard_statements_release (sqlite3_stmt *statement, gboolean is_kept);

/* A statement, and who makes something of its rows; NULL of that is an error. */
typedef struct
{
  const char *sql;
  JsonObject *params;              /* or NULL */
  const BureauGuardLimits *limits; /* or NULL */
  gpointer (*read) (BureauGuard *self, sqlite3_stmt *statement, const BureauGuardLimits *limits,
                    GError **error);
} BureauGuardQuestion;

JsonArray *bureau_guard_row (sqlite3_stmt *statement, int first, gsize *bytes, GError **error);
gpointer bureau_guard_ask (BureauGuard *self, const BureauGuardQuestion *question, GError **error);

sqlite3_stmt *bureau_guard_prepare (BureauGuard *self, const char *sql, guint flags,
                                    GError **error);
void bureau_guard_take_error (BureauGuard *self, const char *sql, GError **error);
gboolean bureau_guard_is_built_in (const char *name);
gboolean bureau_guard_parameters_check (sqlite3_stmt *statement, GError **error);
gboolean bureau_guard_parameters_known (sqlite3_stmt *statement, JsonObject *params,
                                        GError **error);
gboolean bureau_guard_bind (BureauGuard *self, sqlite3_stmt *statement, gint64 record,
                            JsonObject *params, GError **error);
gboolean bureau_guard_step (BureauGuard *self, sqlite3_stmt *statement, const char *sql,
                            gboolean *is_row, GError **error);
gboolean bureau_guard_cell (sqlite3_stmt *statement, int column, JsonNode **value, GError **error);

G_END_DECLS
