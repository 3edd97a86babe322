/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement cut into the parts that tell whether and what it adds up. */
#include "views/origin-parser.h"

#define MAX_DEPTH 20

static const char *const statements[] = { "select", "with", "values", NULL };
static const char *const compounds[] = { "union", "intersect", "except", NULL };
static const char *const ends[] = { "where", "group", "having",    "window", "order",
                                    "limit", "union", "intersect", "except", NULL };

static BureauOriginStatement *parse (const char *sql, guint depth);

/* The statement in the parentheses at the parser's place; moves behind them. @select: (nullable):
 * whose it is. */
BureauOriginStatement *
bureau_origin_parse_inner (BureauOriginParser *self, BureauOriginSelect *select)
{
  gboolean is_read = !bureau_origin_is_sign (self, self->at + 1, "values");
  guint behind = bureau_origin_behind_closed (self, self->at);
  g_autofree char *text = bureau_origin_dup_between (bureau_origin_peek (self, self->at + 1)->start,
                                                     bureau_origin_peek (self, behind - 1)->start);
  BureauOriginStatement *inner = parse (text, self->depth + 1);

  self->at = behind;
  if (select != NULL && inner == NULL && is_read)
    select->has_unread = TRUE;
  return inner;
}

/* What it reads from -----------------------------------------------------------------------------
 */

static void
read_alias (BureauOriginParser *self, BureauOriginTerm *term)
{
  bureau_origin_accept (self, "as");
  if (bureau_origin_is_name (self, self->at))
    {
      g_free (term->alias);
      term->alias = bureau_sql_token_dup (bureau_origin_peek (self, self->at++));
    }
  term->end = bureau_origin_peek (self, self->at - 1)->start
              + bureau_origin_peek (self, self->at - 1)->length;
}

static void
read_term (BureauOriginParser *self, BureauOriginSelect *select)
{
  BureauOriginTerm *term = g_new0 (BureauOriginTerm, 1);

  g_ptr_array_add (select->terms, term);
  term->start = bureau_origin_peek (self, self->at)->start;
  if (bureau_origin_is_sign (self, self->at, "("))
    term->inner = bureau_origin_parse_inner (self, select);
  else
    {
      self->at += bureau_origin_is_sign (self, self->at + 1, ".") ? 2 : 0;
      term->name = bureau_sql_token_dup (bureau_origin_peek (self, self->at++));
      term->alias = g_strdup (term->name);
      if (bureau_origin_is_sign (self, self->at, "("))
        {
          self->at = bureau_origin_behind_closed (self, self->at);
          g_clear_pointer (&term->name, g_free);
        }
    }
  read_alias (self, term);
}

static void
read_from (BureauOriginParser *self, BureauOriginSelect *select)
{
  gboolean is_term = TRUE;
  guint depth = 0;

  select->from = bureau_origin_peek (self, self->at++)->start;
  while (!bureau_origin_is_end (self, self->at)
         && (depth > 0 || !bureau_origin_is_one_of (self, self->at, ends)))
    {
      gboolean is_open = bureau_origin_is_sign (self, self->at, "(");
      gboolean is_inner = is_open && bureau_origin_is_one_of (self, self->at + 1, statements);

      if (is_term && (is_inner || bureau_origin_is_name (self, self->at)))
        {
          read_term (self, select);
          is_term = FALSE;
          continue;
        }
      if (is_open && !is_term)
        {
          self->at = bureau_origin_behind_closed (self, self->at);
          continue;
        }
      depth += is_open;
      depth -= bureau_origin_is_sign (self, self->at, ")") && depth > 0;
      is_term = is_open || bureau_origin_is_sign (self, self->at, ",")
                || bureau_origin_is_sign (self, self->at, "join");
      self->at++;
    }
}

/* One statement ----------------------------------------------------------------------------------
 */

static void
skip_clause (BureauOriginParser *self)
{
  do
    self->at = bureau_origin_is_sign (self, self->at, "(")
                   ? bureau_origin_behind_closed (self, self->at)
                   : self->at + 1;
  while (!bureau_origin_is_end (self, self->at) && !bureau_origin_is_one_of (self, self->at, ends));
}

static void
read_groups (BureauOriginParser *self, BureauOriginSelect *select)
{
  select->is_sum = TRUE;
  self->at += 2;
  while (!bureau_origin_is_end (self, self->at))
    {
      const char *start = bureau_origin_peek (self, self->at)->start;

      while (!bureau_origin_is_end (self, self->at) && !bureau_origin_ends_item (self, 0))
        self->at = bureau_origin_is_sign (self, self->at, "(")
                       ? bureau_origin_behind_closed (self, self->at)
                       : self->at + 1;
      g_ptr_array_add (select->groups, bureau_origin_dup_between (
                                           start, bureau_origin_peek (self, self->at)->start));
      if (!bureau_origin_accept (self, ","))
        return;
    }
}

/* From SELECT to what orders it or stands beside it. */
static BureauOriginSelect *
read_select (BureauOriginParser *self)
{
  static const char *const behind[] = { "order", "limit", "union", "intersect", "except", NULL };
  BureauOriginSelect *select = bureau_origin_select_new ();

  select->start = bureau_origin_peek (self, self->at++)->start;
  select->is_sum = bureau_origin_accept (self, "distinct");
  if (!select->is_sum)
    bureau_origin_accept (self, "all");
  select->list = bureau_origin_peek (self, self->at)->start;
  do
    bureau_origin_read_item (self, select);
  while (bureau_origin_accept (self, ","));
  if (bureau_origin_is_sign (self, self->at, "from"))
    read_from (self, select);
  if (bureau_origin_is_sign (self, self->at, "where"))
    {
      select->where = bureau_origin_peek (self, self->at)->start;
      skip_clause (self);
    }
  select->end = bureau_origin_peek (self, self->at)->start;
  if (bureau_origin_is_sign (self, self->at, "group"))
    read_groups (self, select);
  while (!bureau_origin_is_end (self, self->at)
         && !bureau_origin_is_one_of (self, self->at, behind))
    skip_clause (self);
  select->stop = bureau_origin_peek (self, self->at)->start;
  return select;
}

/* WITH and what stands side by side --------------------------------------------------------------
 */

static GPtrArray *
read_columns (BureauOriginParser *self)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);

  while (!bureau_origin_is_end (self, self->at) && !bureau_origin_accept (self, ")"))
    if (!bureau_origin_accept (self, ","))
      g_ptr_array_add (columns, bureau_sql_token_dup (bureau_origin_peek (self, self->at++)));
  return columns;
}

static gboolean
read_named (BureauOriginParser *self, BureauOriginStatement *statement)
{
  BureauOriginNamed *named;

  if (!bureau_origin_is_name (self, self->at))
    return FALSE;
  named = g_new0 (BureauOriginNamed, 1);
  g_ptr_array_add (statement->named, named);
  named->name = bureau_sql_token_dup (bureau_origin_peek (self, self->at++));
  if (bureau_origin_accept (self, "("))
    named->columns = read_columns (self);
  if (!bureau_origin_accept (self, "as"))
    return FALSE;
  bureau_origin_accept (self, "not");
  bureau_origin_accept (self, "materialized");
  if (!bureau_origin_is_sign (self, self->at, "("))
    return FALSE;
  named->statement = bureau_origin_parse_inner (self, NULL);
  return named->statement != NULL;
}

static gboolean
read_with (BureauOriginParser *self, BureauOriginStatement *statement)
{
  if (!bureau_origin_accept (self, "with"))
    return TRUE;
  do
    if (!read_named (self, statement))
      return FALSE;
  while (bureau_origin_accept (self, ","));
  return TRUE;
}

static gboolean
read_selects (BureauOriginParser *self, BureauOriginStatement *statement)
{
  gboolean is_excluded = FALSE;

  while (bureau_origin_is_sign (self, self->at, "select"))
    {
      BureauOriginSelect *select = read_select (self);

      select->is_excluded = is_excluded;
      g_ptr_array_add (statement->selects, select);
      if (!bureau_origin_is_one_of (self, self->at, compounds))
        return TRUE;
      is_excluded = bureau_origin_is_sign (self, self->at, "except");
      statement->takes_away = statement->takes_away
                              || !bureau_origin_is_sign (self, self->at, "union");
      self->at++;
      bureau_origin_accept (self, "all");
    }
  return FALSE;
}

static void
read_tail (BureauOriginParser *self, BureauOriginStatement *statement)
{
  statement->tail = bureau_origin_peek (self, self->at)->start;
  for (; !bureau_origin_is_end (self, self->at);
       self->at = bureau_origin_is_sign (self, self->at, "(")
                      ? bureau_origin_behind_closed (self, self->at)
                      : self->at + 1)
    statement->is_limited = statement->is_limited
                            || bureau_origin_is_sign (self, self->at, "limit");
}

static BureauOriginStatement *
parse (const char *sql, guint depth)
{
  g_autoptr (BureauOriginStatement) self = bureau_origin_statement_new ();
  g_autoptr (GArray) tokens = NULL;
  BureauOriginParser parser;

  self->text = bureau_origin_blank_comments (sql);
  tokens = bureau_origin_cut (self->text);
  parser = (BureauOriginParser){ .tokens = tokens, .text = self->text, .depth = depth };
  if (depth > MAX_DEPTH || !read_with (&parser, self))
    return NULL;
  self->body = bureau_origin_peek (&parser, parser.at)->start;
  if (!read_selects (&parser, self))
    return NULL;
  read_tail (&parser, self);
  return g_steal_pointer (&self);
}

/* NULL where it is nothing that reads, or of another form than we know. */
BureauOriginStatement *
bureau_origin_statement_parse (const char *sql)
{
  return parse (sql, 0);
}
