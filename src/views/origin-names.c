/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What an item of a list says, and what it is called. */
#include <string.h>

#include "views/origin-parser.h"

/* Whether what stands before a name makes it a part of what is worked out. */
static gboolean
is_operator (const BureauOriginParser *self, guint i)
{
  static const char *const words[] = { "and",     "or",     "not",    "is",    "in",
                                       "like",    "glob",   "regexp", "match", "between",
                                       "collate", "escape", "case",   NULL };
  const BureauSqlToken *token = bureau_origin_peek (self, i);

  return bureau_origin_is_one_of (self, i, words)
         || (token->kind == BUREAU_SQL_OTHER && !g_ascii_isdigit (*token->start)
             && !bureau_sql_token_is (token, ")") && !bureau_sql_token_is (token, "."));
}

/* What a column is called that an item of a list gives; NULL where it has no name of its own. */
char *
bureau_origin_item_name (const char *item)
{
  g_autoptr (GArray) tokens = bureau_origin_cut (item);
  BureauOriginParser parser = { .tokens = tokens, .text = item };
  guint last = tokens->len >= 2 ? tokens->len - 2 : 0;

  return bureau_origin_is_name (&parser, last) && (last == 0 || !is_operator (&parser, last - 1))
             ? bureau_sql_token_dup (bureau_origin_peek (&parser, last))
             : NULL;
}

/* Where what an item is called begins; its end where it is not called anything. */
static guint
find_alias (const BureauOriginParser *item)
{
  guint end = item->tokens->len - 1;

  if (end < 2)
    return end;
  if (bureau_origin_is_sign (item, end - 2, "as"))
    return end - 2;
  return bureau_origin_is_name (item, end - 1) && !bureau_origin_is_sign (item, end - 2, ".")
                 && !is_operator (item, end - 2)
             ? end - 1
             : end;
}

/* What an item says without what it is called. */
char *
bureau_origin_item_value (const char *item)
{
  g_autoptr (GArray) tokens = bureau_origin_cut (item);
  BureauOriginParser parser = { .tokens = tokens, .text = item };

  return bureau_origin_dup_between (item,
                                    bureau_origin_peek (&parser, find_alias (&parser))->start);
}

/* Whether it reads the same in each row: a text, a number or NULL, and perhaps its name. */
gboolean
bureau_origin_item_is_constant (const char *item)
{
  g_autoptr (GArray) tokens = bureau_origin_cut (item);
  BureauOriginParser parser = { .tokens = tokens, .text = item };
  const BureauSqlToken *first = bureau_origin_peek (&parser, 0);
  guint behind = bureau_origin_is_sign (&parser, 1, "as") ? 2 : 1;

  if (first->kind != BUREAU_SQL_TEXT && !g_ascii_isdigit (*first->start)
      && !bureau_sql_token_is (first, "null"))
    return FALSE;
  return bureau_origin_is_end (&parser, 1)
         || (bureau_origin_is_name (&parser, behind) && bureau_origin_is_end (&parser, behind + 1));
}

static gboolean
is_column (const BureauOriginParser *self)
{
  return bureau_origin_is_name (self, 0)
         && (bureau_origin_is_end (self, 1)
             || (bureau_origin_is_sign (self, 1, ".") && bureau_origin_is_name (self, 2)
                 && bureau_origin_is_end (self, 3)));
}

/* Whether an item gives a column as it is. */
gboolean
bureau_origin_item_is_column (const char *item)
{
  g_autofree char *value = bureau_origin_item_value (item);
  g_autoptr (GArray) tokens = bureau_origin_cut (value);
  BureauOriginParser parser = { .tokens = tokens, .text = value };

  return is_column (&parser);
}

static gboolean
is_same_token (const BureauSqlToken *a, const BureauSqlToken *b)
{
  g_autofree char *left = bureau_sql_token_dup (a);
  g_autofree char *right = bureau_sql_token_dup (b);

  if (a->kind == BUREAU_SQL_TEXT || b->kind == BUREAU_SQL_TEXT)
    return a->kind == b->kind && g_str_equal (left, right);
  return g_ascii_strcasecmp (left, right) == 0;
}

/* Whether both say the same; a column may stand with its table or without it. */
gboolean
bureau_origin_is_same (const char *a, const char *b)
{
  g_autoptr (GArray) left_tokens = bureau_origin_cut (a);
  g_autoptr (GArray) right_tokens = bureau_origin_cut (b);
  const BureauOriginParser left = { .tokens = left_tokens, .text = a };
  const BureauOriginParser right = { .tokens = right_tokens, .text = b };
  guint n = MIN (left_tokens->len, right_tokens->len);

  if (left_tokens->len != right_tokens->len && !(is_column (&left) && is_column (&right)))
    return FALSE;
  for (guint i = 1; i <= n; i++)
    if (!is_same_token (bureau_origin_peek (&left, left_tokens->len - i),
                        bureau_origin_peek (&right, right_tokens->len - i)))
      return FALSE;
  return TRUE;
}

/* Whether an item reads a column that is called so. */
gboolean
bureau_origin_item_reads (const char *item, const char *name)
{
  g_autofree char *value = bureau_origin_item_value (item);
  g_autoptr (GArray) tokens = bureau_origin_cut (value);
  BureauOriginParser parser = { .tokens = tokens, .text = value };

  for (guint i = 0; !bureau_origin_is_end (&parser, i); i++)
    {
      g_autofree char *read = bureau_origin_is_name (&parser, i)
                                  ? bureau_sql_token_dup (bureau_origin_peek (&parser, i))
                                  : NULL;

      if (read != NULL && g_ascii_strcasecmp (read, name) == 0
          && !bureau_origin_is_sign (&parser, i + 1, "(")
          && !bureau_origin_is_sign (&parser, i + 1, "."))
        return TRUE;
    }
  return FALSE;
}

/* Of the least or the most of something, that; else NULL. */
char *
bureau_origin_item_least (const char *item)
{
  static const char *const calls[] = { "min", "max", NULL };
  g_autofree char *value = bureau_origin_item_value (item);
  g_autoptr (GArray) tokens = bureau_origin_cut (value);
  BureauOriginParser parser = { .tokens = tokens, .text = value };
  guint behind;

  if (!bureau_origin_is_one_of (&parser, 0, calls) || !bureau_origin_is_sign (&parser, 1, "("))
    return NULL;
  behind = bureau_origin_behind_closed (&parser, 1);
  return bureau_origin_is_end (&parser, behind)
             ? bureau_origin_dup_between (bureau_origin_peek (&parser, 2)->start,
                                          bureau_origin_peek (&parser, behind - 1)->start)
             : NULL;
}
