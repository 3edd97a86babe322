/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement cut into the parts that tell whether and what it adds up. */
#include "views/origin-parts.h"

static const char *const aggregates[] = { "count",
                                          "sum",
                                          "avg",
                                          "min",
                                          "max",
                                          "total",
                                          "group_concat",
                                          "string_agg",
                                          "json_group_array",
                                          "json_group_object",
                                          NULL };
static const char *const ends[] = { "group", "having", "order", "limit", "window", NULL };
static const char *const strange[] = { "union", "intersect", "except", "with", "values", NULL };

static gboolean
is_one_of (const BureauSqlToken *token, const char *const *words)
{
  g_autofree char *text = token->kind == BUREAU_SQL_WORD
                              ? g_ascii_strdown (token->start, (gssize)token->length)
                              : NULL;

  return text != NULL && g_strv_contains (words, text);
}

gboolean
bureau_origin_is_word (const BureauSqlToken *token, const char *word)
{
  const char *const words[] = { word, NULL };

  return is_one_of (token, words);
}

static gboolean
peek (const char *cursor, BureauSqlToken *token)
{
  while (bureau_sql_next (&cursor, token))
    if (token->kind != BUREAU_SQL_COMMENT)
      return TRUE;
  return FALSE;
}

/* A column may be called like what adds up; only where it is called with something does it. */
static gboolean
adds_up (const BureauSqlToken *token, const char *behind, gboolean is_behind_call)
{
  static const char *const names[] = { "as", "from", NULL };
  gboolean is_window = is_behind_call && bureau_origin_is_word (token, "over");
  BureauSqlToken next;

  if ((!is_window && !is_one_of (token, aggregates)) || !peek (behind, &next))
    return FALSE;
  return bureau_sql_token_is (&next, "(") || (is_window && next.kind == BUREAU_SQL_NAME)
         || (is_window && next.kind == BUREAU_SQL_WORD && !is_one_of (&next, names));
}

static void
end_item (BureauOriginParts *self, const char **start, const char *end, gboolean *is_added_up)
{
  g_ptr_array_add (self->items, g_strstrip (g_strndup (*start, (gsize)(end - *start))));
  g_array_append_val (self->are_added_up, *is_added_up);
  *start = end + 1;
  *is_added_up = FALSE;
}

/* From behind SELECT to FROM; FALSE where there is none. */
static gboolean
read_list (BureauOriginParts *self, const char **cursor)
{
  const char *start = self->list;
  gboolean is_added_up = FALSE;
  gboolean is_behind_call = FALSE;
  BureauSqlToken token;
  guint depth = 0;

  while (bureau_sql_next (cursor, &token))
    {
      depth += bureau_sql_token_is (&token, "(");
      depth -= bureau_sql_token_is (&token, ")") && depth > 0;
      is_added_up = is_added_up || adds_up (&token, *cursor, is_behind_call);
      is_behind_call = bureau_sql_token_is (&token, ")");
      if (depth == 0 && bureau_sql_token_is (&token, ","))
        end_item (self, &start, token.start, &is_added_up);
      if (depth > 0 || !bureau_origin_is_word (&token, "from"))
        continue;
      end_item (self, &start, token.start, &is_added_up);
      self->from = token.start;
      return TRUE;
    }
  return FALSE;
}

static void
read_rest (BureauOriginParts *self, const char **cursor)
{
  BureauSqlToken token;
  guint depth = 0;

  while (bureau_sql_next (cursor, &token))
    {
      depth += bureau_sql_token_is (&token, "(");
      depth -= bureau_sql_token_is (&token, ")") && depth > 0;
      if (depth > 0)
        continue;
      self->is_strange = self->is_strange || is_one_of (&token, strange)
                         || bureau_sql_token_is (&token, ";");
      self->is_grouped = self->is_grouped || bureau_origin_is_word (&token, "group");
      if (self->end == NULL && is_one_of (&token, ends))
        self->end = token.start;
    }
  if (self->end == NULL)
    self->end = *cursor;
}

/* FALSE where it is no plain SELECT from something. */
gboolean
bureau_origin_read_parts (BureauOriginParts *self, const char *sql)
{
  const char *cursor = sql;
  BureauSqlToken token;

  while (bureau_sql_next (&cursor, &token) && token.kind == BUREAU_SQL_COMMENT)
    ;
  if (!bureau_origin_is_word (&token, "select"))
    return FALSE;
  self->list = cursor;
  if (bureau_sql_next (&cursor, &token) && bureau_origin_is_word (&token, "distinct"))
    self->list = cursor;
  self->is_grouped = self->list == cursor;
  cursor = self->list;
  if (!read_list (self, &cursor))
    return FALSE;
  read_rest (self, &cursor);
  return !self->is_strange;
}

/* The first table that it reads, and what the statement calls it; FALSE where that is no table. */
gboolean
bureau_origin_find_table (const char *from, char **table, char **alias)
{
  static const char *const behind[] = { "join",  "left",   "inner",  "cross",   "natural", "right",
                                        "full",  "on",     "using",  "where",   "group",   "order",
                                        "limit", "having", "window", "indexed", "not",     NULL };
  const char *cursor = from;
  BureauSqlToken token;

  bureau_sql_next (&cursor, &token);
  if (!bureau_sql_next (&cursor, &token)
      || (token.kind != BUREAU_SQL_WORD && token.kind != BUREAU_SQL_NAME))
    return FALSE;
  *table = bureau_sql_token_dup (&token);
  *alias = g_strdup (*table);
  if (!bureau_sql_next (&cursor, &token))
    return TRUE;
  if (bureau_origin_is_word (&token, "as"))
    bureau_sql_next (&cursor, &token);
  else if (is_one_of (&token, behind))
    return TRUE;
  if (token.kind != BUREAU_SQL_WORD && token.kind != BUREAU_SQL_NAME)
    return !bureau_sql_token_is (&token, "(") && !bureau_sql_token_is (&token, ".");
  g_free (*alias);
  *alias = bureau_sql_token_dup (&token);
  return TRUE;
}
