/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What stands between SELECT and FROM, and which of it is added up. */
#include "views/origin-parser.h"

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
static const char *const statements[] = { "select", "with", "values", NULL };
static const char *const ends[] = { "where", "group", "having",    "window", "order",
                                    "limit", "union", "intersect", "except", NULL };

/* Behind a call and its FILTER. */
static guint
behind_call (const BureauOriginParser *self, guint i)
{
  guint behind = bureau_origin_behind_closed (self, i + 1);

  return bureau_origin_is_sign (self, behind, "filter")
                 && bureau_origin_is_sign (self, behind + 1, "(")
             ? bureau_origin_behind_closed (self, behind + 1)
             : behind;
}

/* Over a window; a column may be called “over” too. */
static gboolean
is_over (const BureauOriginParser *self, guint behind)
{
  return bureau_origin_is_sign (self, behind, "over")
         && (bureau_origin_is_sign (self, behind + 1, "(")
             || bureau_origin_is_name (self, behind + 1));
}

/* Of one value per row, min and max add nothing up. */
static gboolean
has_more_values (const BureauOriginParser *self, guint i)
{
  guint behind = bureau_origin_behind_closed (self, i + 1);

  for (i += 2; i + 1 < behind;
       i = bureau_origin_is_sign (self, i, "(") ? bureau_origin_behind_closed (self, i) : i + 1)
    if (bureau_origin_is_sign (self, i, ","))
      return TRUE;
  return FALSE;
}

static gboolean
adds_up (const BureauOriginParser *self, guint i)
{
  static const char *const of_many[] = { "min", "max", NULL };

  return bureau_origin_is_one_of (self, i, aggregates)
         && !(bureau_origin_is_one_of (self, i, of_many) && has_more_values (self, i));
}

/* A call at the parser's place, when it is of many rows; moves behind it. */
static gboolean
read_call (BureauOriginParser *self, BureauOriginSelect *select)
{
  guint behind;

  if (bureau_origin_peek (self, self->at)->kind != BUREAU_SQL_WORD
      || !bureau_origin_is_sign (self, self->at + 1, "("))
    return FALSE;
  behind = behind_call (self, self->at);
  if (is_over (self, behind))
    {
      select->has_window = TRUE;
      self->at = bureau_origin_is_sign (self, behind + 1, "(")
                     ? bureau_origin_behind_closed (self, behind + 1)
                     : behind + 2;
      return TRUE;
    }
  if (!adds_up (self, self->at))
    return FALSE;
  select->is_sum = TRUE;
  self->at = behind;
  return TRUE;
}

gboolean
bureau_origin_ends_item (const BureauOriginParser *self, guint depth)
{
  return depth == 0
         && (bureau_origin_is_sign (self, self->at, ",")
             || bureau_origin_is_sign (self, self->at, "from")
             || bureau_origin_is_one_of (self, self->at, ends));
}

/* An item of the list; the parser stands on what ends it. */
void
bureau_origin_read_item (BureauOriginParser *self, BureauOriginSelect *select)
{
  const char *start = bureau_origin_peek (self, self->at)->start;
  gboolean is_added_up = FALSE;
  guint depth = 0;
  char *item;

  while (!bureau_origin_is_end (self, self->at) && !bureau_origin_ends_item (self, depth))
    {
      BureauOriginStatement *inner;

      if (bureau_origin_is_sign (self, self->at, "(")
          && bureau_origin_is_one_of (self, self->at + 1, statements))
        {
          inner = bureau_origin_parse_inner (self);
          if (inner != NULL)
            g_ptr_array_add (select->inner, inner);
          continue;
        }
      if (read_call (self, select))
        {
          is_added_up = TRUE;
          continue;
        }
      depth += bureau_origin_is_sign (self, self->at, "(");
      depth -= bureau_origin_is_sign (self, self->at, ")") && depth > 0;
      self->at++;
    }
  item = bureau_origin_dup_between (start, bureau_origin_peek (self, self->at)->start);
  select->has_star = select->has_star || g_str_equal (item, "*") || g_str_has_suffix (item, ".*");
  g_ptr_array_add (select->items, item);
  g_array_append_val (select->are_added_up, is_added_up);
}

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
