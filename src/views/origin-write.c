/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A statement within another, turned into one whose rows tell the record that each is of: behind
 * its own columns stand origin_table and origin_id. A row that is of several records comes once for
 * each. */
#include "views/origin-private.h"

static void
add_parts_of_list (BureauOriginWriter *writer, const BureauOriginScope *scope,
                   BureauOriginPart *part, gboolean wants_columns, GPtrArray *parts)
{
  for (guint i = 0; i < part->select->inner->len; i++)
    {
      g_autofree char *records = bureau_origin_write_records (
          writer, scope, g_ptr_array_index (part->select->inner, i));
      g_auto (BureauOriginSource) source = { NULL };

      if (records == NULL)
        continue;
      source.text = g_strdup_printf ("(%s) AS origin_term", records);
      bureau_origin_pass_on (&source, "origin_term");
      part->source = &source;
      if (!bureau_origin_add_part (parts, part, wants_columns))
        writer->is_partial = TRUE;
    }
}

static gboolean
add_parts (BureauOriginWriter *writer, const BureauOriginScope *scope, BureauOriginPart *part,
           gboolean wants_columns, GPtrArray *parts)
{
  guint before = parts->len;
  gboolean is_single = FALSE;

  writer->is_partial = writer->is_partial || bureau_origin_has_untold (part->select);
  if (part->select->from == NULL)
    add_parts_of_list (writer, scope, part, wants_columns, parts);
  for (guint i = 0; i < part->select->terms->len; i++)
    {
      g_auto (BureauOriginSource) source = { NULL };
      const BureauOriginTerm *term = g_ptr_array_index (part->select->terms, i);

      if (!bureau_origin_find_source (writer, scope, term, &source))
        continue;
      part->source = &source;
      is_single = source.is_single;
      if (!bureau_origin_add_part (parts, part, wants_columns))
        writer->is_partial = TRUE;
    }
  writer->is_partial = writer->is_partial || parts->len == before;
  return is_single && parts->len == before + 1 && !part->select->is_sum;
}

static char *
join_parts (const char *with, GPtrArray *parts, GPtrArray *names)
{
  g_autoptr (GString) sql = g_string_new (with);

  if (names != NULL)
    {
      g_string_append (sql, *with != '\0' ? ", origin_rows (" : "WITH origin_rows (");
      for (guint i = 0; i < names->len; i++)
        g_string_append_printf (sql, "%s, ", (char *)g_ptr_array_index (names, i));
      g_string_append (sql, "origin_table, origin_id) AS (");
    }
  else if (*with != '\0')
    g_string_append_c (sql, ' ');
  for (guint i = 0; i < parts->len; i++)
    g_string_append_printf (sql, parts->len == 1 ? "%s%s" : "%sSELECT * FROM (%s)",
                            i > 0 ? " UNION ALL " : "", (char *)g_ptr_array_index (parts, i));
  if (names != NULL)
    g_string_append (sql, ") SELECT * FROM origin_rows");
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/* What a statement takes away or leaves out must not come back by its parts. */
static gboolean
can_be_split (const BureauOriginStatement *statement)
{
  return !statement->takes_away && !(statement->selects->len > 1 && statement->is_limited);
}

static GPtrArray *
list_parts (BureauOriginWriter *writer, const BureauOriginScope *scope,
            const BureauOriginStatement *statement, gboolean *is_single)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func (g_free);
  gboolean is_one = statement->selects->len == 1;

  for (guint i = 0; i < statement->selects->len; i++)
    {
      BureauOriginPart part = { .statement = statement,
                                .select = g_ptr_array_index (statement->selects, i) };

      if (is_single == NULL && part.select->is_excluded)
        continue;
      is_one = add_parts (writer, scope, &part, is_single != NULL, parts) && is_one;
    }
  if (is_single != NULL)
    *is_single = is_one;
  return g_steal_pointer (&parts);
}

static GPtrArray *
quote_names (GPtrArray *names)
{
  GPtrArray *quoted = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < names->len; i++)
    g_ptr_array_add (quoted, bureau_sql_quote_name (g_ptr_array_index (names, i)));
  return quoted;
}

/* Where @is_single is NULL, the records alone. */
static char *
write_statement (BureauOriginWriter *writer, const BureauOriginScope *outer,
                 const BureauOriginStatement *statement, GPtrArray *columns, gboolean *is_single)
{
  const BureauOriginScope scope = { .outer = outer, .named = statement->named };
  g_autofree char *with = bureau_origin_write_with (writer, &scope, statement);
  g_autoptr (GPtrArray) parts = NULL;
  g_autoptr (GPtrArray) names = NULL;

  if (is_single == NULL || can_be_split (statement))
    parts = list_parts (writer, &scope, statement, is_single);
  if (parts == NULL || parts->len == 0)
    {
      writer->is_partial = TRUE;
      return NULL;
    }
  if (is_single != NULL)
    names = columns != NULL ? quote_names (columns)
                            : bureau_origin_list_names (g_ptr_array_index (statement->selects, 0));
  return join_parts (with, parts, names);
}

/**
 * bureau_origin_write_with:
 * @scope: of the statement itself
 *
 * Returns: (transfer full): what the statement's WITH says, and the same with records; or ""
 */
char *
bureau_origin_write_with (BureauOriginWriter *writer, const BureauOriginScope *scope,
                          const BureauOriginStatement *statement)
{
  g_autoptr (GString) sql = g_string_new_len (statement->text, statement->body - statement->text);

  for (guint i = 0; i < statement->named->len; i++)
    {
      BureauOriginNamed *named = g_ptr_array_index (statement->named, i);
      g_autofree char *inner = write_statement (writer, scope, named->statement, named->columns,
                                                &named->is_single);
      g_autofree char *name = bureau_origin_name_named (named);

      named->is_told = inner != NULL;
      if (inner != NULL)
        g_string_append_printf (sql, ", %s AS (%s)", name, inner);
    }
  if (statement->named->len == 0)
    g_string_truncate (sql, 0);
  return g_string_free_and_steal (g_steal_pointer (&sql));
}

/**
 * bureau_origin_write_rows:
 * @is_single: (out): whether each row comes once
 *
 * Returns: (transfer full) (nullable): a statement that gives the same rows with their records;
 *   %NULL where that cannot be told
 */
char *
bureau_origin_write_rows (BureauOriginWriter *writer, const BureauOriginScope *scope,
                          const BureauOriginStatement *statement, gboolean *is_single)
{
  return write_statement (writer, scope, statement, NULL, is_single);
}

/**
 * bureau_origin_write_records:
 *
 * Returns: (transfer full) (nullable): a statement that gives all records that are read; %NULL
 * where that cannot be told
 */
char *
bureau_origin_write_records (BureauOriginWriter *writer, const BureauOriginScope *scope,
                             const BureauOriginStatement *statement)
{
  g_autofree char *rows = NULL;
  gboolean is_single;

  if (!statement->is_limited)
    return write_statement (writer, scope, statement, NULL, NULL);
  rows = bureau_origin_write_rows (writer, scope, statement, &is_single);
  return rows != NULL ? g_strdup_printf ("SELECT origin_table, origin_id FROM (%s)", rows) : NULL;
}
