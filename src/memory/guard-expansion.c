/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/guard-private.h"

#include "base/error.h"
#include "memory/sql-scan.h"

/* SQLite puts each WITH in anew where it is named, before any limit or handler of ours is
 * asked: eighteen of them that each name the one before twice took 600 ms and 96 MB to be
 * refused. So the uses are counted here first. The product of the counts is never less than what
 * SQLite would put in. */

static GArray *
scan (const char *sql)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (BureauSqlToken));
  BureauSqlToken token;

  while (bureau_sql_next (&sql, &token))
    if (token.kind != BUREAU_SQL_COMMENT)
      g_array_append_val (tokens, token);
  return tokens;
}

static gboolean
is_at (GArray *tokens, guint index, const char *sign)
{
  return index < tokens->len
         && bureau_sql_token_is (&g_array_index (tokens, BureauSqlToken, index), sign);
}

static gboolean
starts_definition (GArray *tokens, guint index)
{
  return is_at (tokens, index, "AS")
         && (is_at (tokens, index + 1, "(") || is_at (tokens, index + 1, "MATERIALIZED")
             || is_at (tokens, index + 1, "NOT"));
}

/* The token before the "name (columns)" that ends at @index, or the name itself. */
static guint
name_before (GArray *tokens, guint index)
{
  int depth = 0;

  if (!is_at (tokens, index, ")"))
    return index;
  for (; index > 0; index--)
    {
      depth += is_at (tokens, index, ")") - is_at (tokens, index, "(");
      if (depth == 0)
        return index - 1;
    }
  return 0;
}

static char *
name_at (GArray *tokens, guint index)
{
  g_autofree char *name = bureau_sql_token_dup (&g_array_index (tokens, BureauSqlToken, index));

  return g_ascii_strdown (name, -1);
}

static GHashTable *
find_definitions (GArray *tokens)
{
  GHashTable *uses = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 1; i < tokens->len; i++)
    if (starts_definition (tokens, i))
      g_hash_table_insert (uses, name_at (tokens, name_before (tokens, i - 1)),
                           GUINT_TO_POINTER (0));
  return uses;
}

/* The definition itself is one occurrence; "name.column" is none. */
static void
count_uses (GArray *tokens, GHashTable *uses)
{
  for (guint i = 0; i < tokens->len; i++)
    {
      g_autofree char *name = is_at (tokens, i + 1, ".") ? NULL : name_at (tokens, i);
      gpointer n;

      if (name != NULL && g_hash_table_lookup_extended (uses, name, NULL, &n))
        g_hash_table_insert (uses, g_steal_pointer (&name),
                             GUINT_TO_POINTER (GPOINTER_TO_UINT (n) + 1));
    }
}

/**
 * bureau_guard_expansion_check:
 *
 * Refuses a statement whose WITH parts would be put in more often than %BUREAU_GUARD_MAX_EXPANSION.
 */
gboolean
bureau_guard_expansion_check (const char *sql, GError **error)
{
  g_autoptr (GArray) tokens = scan (sql);
  g_autoptr (GHashTable) uses = find_definitions (tokens);
  GHashTableIter iter;
  gpointer n;
  double product = 1;

  count_uses (tokens, uses);
  g_hash_table_iter_init (&iter, uses);
  while (g_hash_table_iter_next (&iter, NULL, &n))
    product *= MAX (1, (double)GPOINTER_TO_UINT (n) - 1);
  if (!BUREAU_WALL_STANDS (EXPANSION) || product <= BUREAU_GUARD_MAX_EXPANSION)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                       "The parts of the WITH name each other too often; write a smaller query.");
  return FALSE;
}
