/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The statement of a source, as far as rules may change it. */
#include <string.h>

#include "memory/sql-scan.h"
#include "providers/wish-change.h"

static gboolean
is_word (const BureauSqlToken *token, const char *word)
{
  return token->kind == BUREAU_SQL_WORD && token->length == strlen (word)
         && g_ascii_strncasecmp (token->start, word, token->length) == 0;
}

static char *
bare_name (const BureauSqlToken *token)
{
  gboolean is_quoted = token->kind == BUREAU_SQL_NAME;

  return g_strndup (token->start + is_quoted, token->length - 2 * is_quoted);
}

static void
note_end (BureauWishParts *parts, gsize at)
{
  if (parts->end == 0)
    parts->end = at;
}

static void
find_part (BureauWishParts *parts, const BureauSqlToken *token, gsize at)
{
  static const char *const foreign[] = { "UNION", "EXCEPT",   "INTERSECT", "WITH",
                                         "JOIN",  "DISTINCT", "VALUES",    NULL };

  for (guint i = 0; foreign[i] != NULL; i++)
    if (is_word (token, foreign[i]))
      parts->is_plain = FALSE;
  if (is_word (token, "FROM"))
    parts->from = at;
  else if (is_word (token, "WHERE"))
    parts->where = at;
  else if (is_word (token, "GROUP"))
    {
      parts->group = at;
      note_end (parts, at);
    }
  else if (is_word (token, "ORDER") || is_word (token, "LIMIT"))
    note_end (parts, at);
}

/* Where the parts of a statement are; what stands in brackets is not looked at. */
void
bureau_wish_parts_find (BureauWishParts *parts, const char *sql)
{
  const char *cursor = sql;
  BureauSqlToken token;
  gboolean follows_from = FALSE;
  int depth = 0;

  *parts = (BureauWishParts){ .is_plain = TRUE };
  while (bureau_sql_next (&cursor, &token))
    {
      depth += bureau_sql_token_is (&token, "(") ? 1 : bureau_sql_token_is (&token, ")") ? -1 : 0;
      if (depth != 0)
        continue;
      if (follows_from && parts->table == NULL)
        parts->table = bare_name (&token);
      follows_from = is_word (&token, "FROM");
      find_part (parts, &token, (gsize)(token.start - sql));
    }
  note_end (parts, strlen (sql));
  parts->is_plain &= parts->from > 0;
}

void
bureau_wish_parts_clear (BureauWishParts *parts)
{
  g_free (parts->table);
}

/* Both sides in brackets: what was there may be an OR. */
char *
bureau_wish_with_condition (const char *sql, const BureauWishParts *parts, const char *condition)
{
  g_autofree char *head = g_strndup (sql, parts->where > 0 ? parts->where : parts->end);
  g_autofree char *there = parts->where > 0
                               ? g_strndup (sql + parts->where + strlen ("WHERE"),
                                            parts->end - parts->where - strlen ("WHERE"))
                               : NULL;

  g_strchomp (head);
  if (there == NULL)
    return g_strdup_printf ("%s WHERE %s %s", head, condition, sql + parts->end);
  return g_strdup_printf ("%s WHERE (%s) AND (%s) %s", head, g_strstrip (there), condition,
                          sql + parts->end);
}

char *
bureau_wish_with_column (const char *sql, const BureauWishParts *parts, const char *expression,
                         const char *name)
{
  g_autofree char *head = g_strndup (sql, parts->from);

  return g_strdup_printf ("%s, %s AS \"%s\" %s", g_strchomp (head), expression, name,
                          sql + parts->from);
}
