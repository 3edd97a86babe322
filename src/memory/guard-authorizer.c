/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/error.h"
#include "memory/allocator.h"
#include "memory/guard-private.h"
#include "memory/sql-scan.h"

/* What a statement of each kind is called in a refusal. READ, SELECT and FUNCTION are
 * decided by lists. */
static const struct
{
  int action;
  const char *what;
} refused_actions[] = {
  { SQLITE_INSERT, "INSERT" },
  { SQLITE_UPDATE, "UPDATE" },
  { SQLITE_DELETE, "DELETE" },
  { SQLITE_PRAGMA, "PRAGMA" },
  { SQLITE_TRANSACTION, "BEGIN, COMMIT or ROLLBACK" },
  { SQLITE_SAVEPOINT, "SAVEPOINT" },
  { SQLITE_ATTACH, "ATTACH" },
  { SQLITE_DETACH, "DETACH" },
  { SQLITE_REINDEX, "REINDEX" },
  { SQLITE_ANALYZE, "ANALYZE" },
  { SQLITE_ALTER_TABLE, "ALTER TABLE" },
  { SQLITE_RECURSIVE, "A recursive WITH" },
};

static const char *
action_name (int action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (refused_actions); i++)
    if (refused_actions[i].action == action)
      return refused_actions[i].what;
  return "CREATE or DROP";
}

/* The first refusal is the one that is told: later ones follow from it. */
static int
deny (BureauGuard *self, char *sentence)
{
  if (self->denial == NULL)
    self->denial = sentence;
  else
    g_free (sentence);
  return SQLITE_DENY;
}

static char *
table_refusal (BureauGuard *self, const char *table)
{
  g_autofree char *key = g_ascii_strdown (table, -1);
  const char *instead = g_hash_table_lookup (self->hidden, key);
  g_autofree char *names = bureau_guard_exposed_names (self);

  if (instead != NULL)
    return g_strdup_printf ("%s is not open to queries; use %s.", table, instead);
  return g_strdup_printf ("%s is not open to queries; open are %s.", table, names);
}

static gboolean
is_own_name (const char *key)
{
  static const char *const prefixes[] = { "bureau_", "sqlite_", "pragma_" };

  for (gsize i = 0; i < G_N_ELEMENTS (prefixes); i++)
    if (g_str_has_prefix (key, prefixes[i]))
      return TRUE;
  return FALSE;
}

/* Whether a name stands for something in SQLite that is not open. A text is only a name where it is
 * exactly one: "bureau_veritas" may well be a client. */
static gboolean
is_closed (BureauGuard *self, const char *name, gboolean is_text)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  return g_hash_table_contains (self->hidden, key) || (!is_text && is_own_name (key));
}

static int
authorize_read (BureauGuard *self, const char *table, const char *column, const char *context)
{
  gboolean is_count = column == NULL || *column == '\0';

  if (bureau_guard_exposed_allows (self, table, column))
    {
      if (self->tables != NULL)
        g_hash_table_add (self->tables, g_ascii_strdown (table, -1));
      return SQLITE_OK;
    }
  /* Rows counted without a column: the name may also be one that the statement
   * itself gave (WITH). */
  if (is_count && !is_closed (self, table, FALSE) && !bureau_guard_exposed_knows (self, table))
    return SQLITE_OK;
  if (!BUREAU_WALL_STANDS (CONTEXT) && context != NULL
      && bureau_guard_exposed_find (self, context) != NULL)
    return SQLITE_OK;
  return deny (self, table_refusal (self, table));
}

static int
authorize_function (BureauGuard *self, const char *name)
{
  g_autofree char *key = g_ascii_strdown (name, -1);

  if (!BUREAU_WALL_STANDS (FUNCTIONS) || g_hash_table_contains (self->functions, key))
    return SQLITE_OK;
  return deny (self,
               g_strdup_printf ("The function %s() is not open to queries; leave it out.", name));
}

static gboolean
is_over (BureauGuard *self)
{
  if (BUREAU_WALL_STANDS (DEADLINE) && g_get_monotonic_time () > self->deadline)
    self->is_late = TRUE;
  else if (BUREAU_WALL_STANDS (MEMORY)
           && bureau_allocator_get_used () - self->memory > BUREAU_GUARD_MAX_MEMORY)
    self->is_large = TRUE;
  return self->is_late || self->is_large;
}

static int
authorize_guarded (BureauGuard *self, int action, const char *first, const char *second,
                   const char *context)
{
  switch (action)
    {
    case SQLITE_SELECT:
      return SQLITE_OK;
    case SQLITE_READ:
      return authorize_read (self, first, second, context);
    case SQLITE_FUNCTION:
      return authorize_function (self, second);
    case SQLITE_RECURSIVE:
      if (!BUREAU_WALL_STANDS (RECURSIVE))
        return SQLITE_OK;
      break;
    default:
      break;
    }
  return deny (self, g_strdup_printf ("%s is not open to queries; they only read, with SELECT.",
                                      action_name (action)));
}

static int
authorize_recorded (BureauGuard *self, int action, const char *first, const char *second)
{
  if (action == SQLITE_SELECT || action == SQLITE_FUNCTION)
    return SQLITE_OK;
  if (action != SQLITE_READ || !bureau_guard_exposed_allows (self, first, second))
    return SQLITE_DENY;
  bureau_guard_exposed_record (self, first, second);
  return SQLITE_OK;
}

/* The last argument names the view that asks, but a WITH of the same name is told alike (views.md
 * §4.3 wall 3), so nothing is ever allowed for its sake. */
int
bureau_guard_authorize_cb (void *data, int action, const char *first, const char *second,
                           const char *database, const char *context)
{
  BureauGuard *self = data;

  if (self->mode == BUREAU_GUARD_MODE_TRUST || !BUREAU_WALL_STANDS (AUTHORIZER))
    return SQLITE_OK;
  if (self->mode == BUREAU_GUARD_MODE_RECORD)
    return authorize_recorded (self, action, first, second);
  if (self->is_stepping)
    {
      /* SQLite prepares anew by itself: the schema moved, and with it what is open. */
      self->is_stale = TRUE;
      return SQLITE_DENY;
    }
  if (is_over (self))
    return SQLITE_DENY;
  return authorize_guarded (self, action, first, second, context);
}

int
bureau_guard_progress_cb (void *data)
{
  BureauGuard *self = data;

  return self->mode == BUREAU_GUARD_MODE_GUARD && is_over (self);
}

static gboolean
may_name (const BureauSqlToken *token)
{
  return token->kind == BUREAU_SQL_WORD || token->kind == BUREAU_SQL_NAME
         || token->kind == BUREAU_SQL_TEXT;
}

/**
 * bureau_guard_names_check:
 *
 * Refuses @sql where it names a table of our own, before it is prepared: the sentence is
 * plainer than what the authorizer can say, and it is one wall more. SQLite takes 'text'
 * for a table's name too.
 */
gboolean
bureau_guard_names_check (BureauGuard *self, const char *sql, GError **error)
{
  const char *cursor = sql;
  BureauSqlToken token;

  while (BUREAU_WALL_STANDS (NAMES) && bureau_sql_next (&cursor, &token))
    {
      g_autofree char *name = may_name (&token) ? bureau_sql_token_dup (&token) : NULL;
      g_autofree char *sentence = NULL;

      if (name == NULL || !is_closed (self, name, token.kind == BUREAU_SQL_TEXT))
        continue;
      sentence = table_refusal (self, name);
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED, sentence);
      return FALSE;
    }
  return TRUE;
}
