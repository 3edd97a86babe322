/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What rows were made of: a statement turned into those that give its records. */
#include "views/origin.h"

#include "views/origin-private.h"

void
bureau_origin_free (BureauOrigin *self)
{
  g_free (self->with);
  g_clear_pointer (&self->parts, g_ptr_array_unref);
  g_free (self);
}

static void
add_condition (GString *sql, const char *name, guint column)
{
  g_autofree char *quoted = bureau_sql_quote_name (name);

  g_string_append_printf (sql, "%s%s IS :origin_key_%u",
                          g_str_has_suffix (sql->str, ")") ? " WHERE " : " AND ", quoted, column);
}

/* With a star only SQLite knows what the columns are called. */
static void
write_starred (GString *sql, const BureauOriginSelect *select, const BureauOriginSource *source,
               JsonArray *columns)
{
  g_string_append (sql, "SELECT origin_table, origin_id FROM (SELECT ");
  bureau_origin_append_list (sql, select);
  bureau_origin_append_source (sql, source);
  bureau_origin_append_from (sql, select, source, select->end);
  g_string_append_c (sql, ')');
  for (guint i = 0; i < json_array_get_length (columns); i++)
    if (!json_array_get_null_element (columns, i))
      add_condition (sql, json_array_get_string_element (columns, i), i);
}

static void
write_keyed (GString *sql, const BureauOriginSelect *select, const BureauOriginSource *source,
             const gboolean *are_keys)
{
  g_autoptr (GPtrArray) names = bureau_origin_list_names (select);

  g_string_append (sql, "SELECT origin_table, origin_id FROM (WITH origin_rows (");
  for (guint i = 0; i < select->items->len; i++)
    if (are_keys[i])
      g_string_append_printf (sql, "origin_key_%u, ", i);
  g_string_append (sql, "origin_table, origin_id) AS (SELECT ");
  for (guint i = 0; i < select->items->len; i++)
    if (are_keys[i])
      bureau_origin_append_key (sql, select, names, i);
  g_string_append_printf (sql, "%s, %s ", source->table, source->id);
  bureau_origin_append_made_of (sql, select, source);
  g_string_append (sql, ") SELECT * FROM origin_rows)");
  for (guint i = 0; i < select->items->len; i++)
    if (are_keys[i])
      {
        g_autofree char *name = g_strdup_printf ("origin_key_%u", i);

        add_condition (sql, name, i);
      }
}

/* The records of one thing that is read from; a star cannot be told apart from what is added up. */
static gboolean
add_part (BureauOrigin *self, BureauOriginWriter *writer, const BureauOriginSelect *select,
          const BureauOriginSource *source, JsonArray *columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree gboolean *are_keys = bureau_origin_list_keys (select, FALSE);

  for (guint i = 0; i < MIN (select->items->len, json_array_get_length (columns)); i++)
    are_keys[i] = are_keys[i] && !json_array_get_null_element (columns, i);
  if (select->has_star ? bureau_origin_has_sums (select)
                       : select->items->len != json_array_get_length (columns))
    return FALSE;
  if (!bureau_origin_has_key (select, are_keys))
    return FALSE;
  writer->is_partial = writer->is_partial || !bureau_origin_tells_groups (select, are_keys);
  if (select->has_star)
    write_starred (sql, select, source, columns);
  else
    write_keyed (sql, select, source, are_keys);
  g_ptr_array_add (self->parts, g_string_free_and_steal (g_steal_pointer (&sql)));
  return TRUE;
}

/* What is read from nothing, but for the statements that stand in its list. */
static gboolean
add_inner (BureauOrigin *self, BureauOriginWriter *writer, const BureauOriginScope *scope,
           const BureauOriginSelect *select)
{
  gboolean is_told = FALSE;

  for (guint i = 0; i < select->inner->len; i++)
    {
      g_autofree char *inner = bureau_origin_write_records (writer, scope,
                                                            g_ptr_array_index (select->inner, i));

      if (inner == NULL)
        continue;
      g_ptr_array_add (self->parts,
                       g_strdup_printf ("SELECT origin_table, origin_id FROM (%s)", inner));
      is_told = TRUE;
    }
  return is_told;
}

static void
add_select (BureauOrigin *self, BureauOriginWriter *writer, const BureauOriginScope *scope,
            const BureauOriginSelect *select, JsonArray *columns)
{
  gboolean is_told = select->from == NULL && add_inner (self, writer, scope, select);

  writer->is_partial = writer->is_partial || bureau_origin_has_untold (select);
  for (guint i = 0; i < select->terms->len; i++)
    {
      g_auto (BureauOriginSource) source = { NULL };

      if (bureau_origin_find_source (writer, scope, g_ptr_array_index (select->terms, i), &source))
        is_told = add_part (self, writer, select, &source, columns) || is_told;
    }
  writer->is_partial = writer->is_partial || !is_told;
}

static gboolean
is_read (const BureauOriginSelect *select)
{
  return !select->is_excluded && (select->from != NULL || select->inner->len > 0);
}

/* Whether each row is one of a single statement's. */
static gboolean
are_apart (const BureauOriginStatement *statement, JsonArray *columns)
{
  for (guint i = 0; i < statement->selects->len; i++)
    for (guint j = i + 1; j < statement->selects->len; j++)
      {
        const BureauOriginSelect *a = g_ptr_array_index (statement->selects, i);
        const BureauOriginSelect *b = g_ptr_array_index (statement->selects, j);

        if (is_read (a) && is_read (b) && !bureau_origin_are_apart (a, b, columns))
          return FALSE;
      }
  return TRUE;
}

/**
 * bureau_origin_parse:
 * @sql: the statement of a source
 * @columns: what it gives, by their names; null for what is not shown
 * @has_records: (nullable) (scope call): asked of each table; %NULL: all have
 *
 * Returns: (transfer full) (nullable): what its rows are made of; %NULL where that cannot be told
 *   from the statement
 */
BureauOrigin *
bureau_origin_parse (const char *sql, JsonArray *columns, BureauOriginHasRecords has_records,
                     gpointer data)
{
  g_autoptr (BureauOriginStatement) statement = bureau_origin_statement_parse (sql);
  BureauOriginWriter writer = { .has_records = has_records, .data = data };
  g_autoptr (BureauOrigin) self = NULL;
  BureauOriginScope scope;

  if (statement == NULL || !are_apart (statement, columns))
    return NULL;
  scope = (BureauOriginScope){ .named = statement->named };
  self = g_new0 (BureauOrigin, 1);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->with = bureau_origin_write_with (&writer, &scope, statement);
  for (guint i = 0; i < statement->selects->len; i++)
    {
      const BureauOriginSelect *select = g_ptr_array_index (statement->selects, i);

      if (!select->is_excluded)
        add_select (self, &writer, &scope, select, columns);
    }
  self->is_partial = writer.is_partial;
  return self->parts->len > 0 ? g_steal_pointer (&self) : NULL;
}

static gboolean adds_up (const BureauOriginStatement *statement, const BureauOriginScope *outer);

/* What WITH names is followed once. */
static gboolean
follow (const BureauOriginTerm *term, const BureauOriginScope *scope)
{
  BureauOriginNamed *named = term->name != NULL ? bureau_origin_find_named (scope, term->name)
                                                : NULL;

  if (term->inner != NULL)
    return adds_up (term->inner, scope);
  if (named == NULL || named->is_followed)
    return FALSE;
  named->is_followed = TRUE;
  return adds_up (named->statement, scope);
}

static gboolean
adds_up (const BureauOriginStatement *statement, const BureauOriginScope *outer)
{
  const BureauOriginScope scope = { .outer = outer, .named = statement->named };
  const BureauOriginSelect *select = g_ptr_array_index (statement->selects, 0);

  if (statement->selects->len > 1 || select->is_sum
      || (select->from == NULL && select->inner->len > 0))
    return TRUE;
  for (guint i = 0; i < select->terms->len; i++)
    if (follow (g_ptr_array_index (select->terms, i), &scope))
      return TRUE;
  return FALSE;
}

/**
 * bureau_origin_adds_up:
 *
 * Returns: whether a row of @sql, or one that it reads, may be made of several records; what
 *   statements in its list read stands beside the row's own record
 */
gboolean
bureau_origin_adds_up (const char *sql)
{
  g_autoptr (BureauOriginStatement) statement = bureau_origin_statement_parse (sql);
  const BureauOriginSelect *select;

  if (statement == NULL)
    return TRUE;
  select = g_ptr_array_index (statement->selects, 0);
  return select->from == NULL || adds_up (statement, NULL);
}
