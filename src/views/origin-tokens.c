/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where a reader of a statement stands, and what is there. */
#include "views/origin-parser.h"

#include <string.h>

static const char *const no_aliases[]
    = { "join", "left",  "inner",  "cross",     "natural", "right",  "full",   "on",      "using",
        "as",   "where", "group",  "order",     "limit",   "having", "window", "indexed", "not",
        "from", "union", "except", "intersect", "end",     "null",   "isnull", "notnull", NULL };

const BureauSqlToken *
bureau_origin_peek (const BureauOriginParser *self, guint i)
{
  return &g_array_index (self->tokens, BureauSqlToken, MIN (i, self->tokens->len - 1));
}

gboolean
bureau_origin_is_end (const BureauOriginParser *self, guint i)
{
  return i + 1 >= self->tokens->len;
}

gboolean
bureau_origin_is_sign (const BureauOriginParser *self, guint i, const char *sign)
{
  return bureau_sql_token_is (bureau_origin_peek (self, i), sign);
}

gboolean
bureau_origin_is_one_of (const BureauOriginParser *self, guint i, const char *const *words)
{
  const BureauSqlToken *token = bureau_origin_peek (self, i);
  g_autofree char *text = token->kind == BUREAU_SQL_WORD
                              ? g_ascii_strdown (token->start, (gssize)token->length)
                              : NULL;

  return text != NULL && g_strv_contains (words, text);
}

gboolean
bureau_origin_is_name (const BureauOriginParser *self, guint i)
{
  BureauSqlKind kind = bureau_origin_peek (self, i)->kind;

  return !bureau_origin_is_end (self, i)
         && (kind == BUREAU_SQL_NAME
             || (kind == BUREAU_SQL_WORD && !bureau_origin_is_one_of (self, i, no_aliases)));
}

gboolean
bureau_origin_accept (BureauOriginParser *self, const char *sign)
{
  if (bureau_origin_is_end (self, self->at) || !bureau_origin_is_sign (self, self->at, sign))
    return FALSE;
  self->at++;
  return TRUE;
}

/* The token behind the parenthesis that closes the one at @i. */
guint
bureau_origin_behind_closed (const BureauOriginParser *self, guint i)
{
  guint depth = 0;

  for (; !bureau_origin_is_end (self, i); i++)
    {
      depth += bureau_origin_is_sign (self, i, "(");
      depth -= bureau_origin_is_sign (self, i, ")");
      if (depth == 0)
        return i + 1;
    }
  return i;
}

/* What is not closed may end before it begins. */
char *
bureau_origin_dup_between (const char *start, const char *end)
{
  return g_strstrip (g_strndup (start, (gsize)(MAX (start, end) - start)));
}

GArray *
bureau_origin_cut (const char *text)
{
  GArray *tokens = g_array_new (FALSE, FALSE, sizeof (BureauSqlToken));
  const char *cursor = text;
  BureauSqlToken token;

  while (bureau_sql_next (&cursor, &token))
    g_array_append_val (tokens, token);
  token = (BureauSqlToken){ .kind = BUREAU_SQL_OTHER, .start = text + strlen (text) };
  g_array_append_val (tokens, token);
  return tokens;
}

/* Parts are put together anew, where a comment would reach further. */
char *
bureau_origin_blank_comments (const char *sql)
{
  char *text = g_strdup (sql);
  const char *cursor = sql;
  BureauSqlToken token;

  while (bureau_sql_next (&cursor, &token))
    if (token.kind == BUREAU_SQL_COMMENT)
      memset (text + (token.start - sql), ' ', token.length);
  return text;
}
