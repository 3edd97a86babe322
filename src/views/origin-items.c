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

/* What FILTER says of the call at the parser's place; else NULL. */
static char *
dup_filter (const BureauOriginParser *self)
{
  guint closed = bureau_origin_behind_closed (self, self->at + 1);
  guint behind = behind_call (self, self->at);

  return behind > closed && bureau_origin_is_sign (self, closed + 2, "where")
             ? bureau_origin_dup_between (bureau_origin_peek (self, closed + 3)->start,
                                          bureau_origin_peek (self, behind - 1)->start)
             : NULL;
}

/* What an item adds up: all there is, or what its filters let through. */
static void
add_filter (BureauOriginParser *self, BureauOriginSelect *select)
{
  BureauOriginFilter filter = { .item = select->items->len, .condition = dup_filter (self) };

  g_array_append_val (select->filters, filter);
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
  add_filter (self, select);
  select->is_sum = TRUE;
  self->at = behind;
  return TRUE;
}

static gboolean
gives_one_row (const BureauOriginStatement *statement)
{
  const BureauOriginSelect *select = g_ptr_array_index (statement->selects, 0);

  return statement->selects->len == 1 && select->filters->len > 0 && select->groups->len == 0;
}

/* The statement in the parentheses at the parser's place; where it stands for a value, of its rows
 * the first. */
static void
read_inner (BureauOriginParser *self, BureauOriginSelect *select)
{
  static const char *const of_all[] = { "in", "exists", NULL };
  gboolean is_value = self->at == 0 || !bureau_origin_is_one_of (self, self->at - 1, of_all);
  BureauOriginStatement *inner = bureau_origin_parse_inner (self, select);

  if (inner == NULL)
    return;
  inner->is_first = is_value && !inner->is_limited && !gives_one_row (inner);
  inner->is_limited = inner->is_limited || inner->is_first;
  g_ptr_array_add (select->inner, inner);
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
      if (bureau_origin_is_sign (self, self->at, "(")
          && bureau_origin_is_one_of (self, self->at + 1, statements))
        {
          read_inner (self, select);
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
