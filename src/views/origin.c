/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What figures were made of: a statement that adds up, turned into one that gives the records. */
#include "views/origin.h"

#include "base/json.h"
#include "views/origin-parts.h"

void
bureau_origin_free (BureauOrigin *self)
{
  g_free (self->table);
  g_free (self->sql);
  g_strfreev (self->keys);
  g_free (self);
}

static BureauOrigin *
make_origin (const BureauOriginParts *parts, JsonArray *columns)
{
  g_autoptr (GStrvBuilder) keys = g_strv_builder_new ();
  g_autoptr (GString) sql = g_string_new (NULL);
  g_autofree char *table = NULL;
  g_autofree char *alias = NULL;
  g_autofree char *quoted = NULL;
  BureauOrigin *self;

  if (!bureau_origin_find_table (parts->from, &table, &alias))
    return NULL;
  quoted = bureau_sql_quote_name (alias);
  g_string_append_printf (sql, "SELECT %s.id AS origin_id", quoted);
  for (guint i = 0; i < parts->items->len; i++)
    if (!g_array_index (parts->are_added_up, gboolean, i))
      {
        g_string_append_printf (sql, ", %s", (char *)g_ptr_array_index (parts->items, i));
        g_strv_builder_add (
            keys, bureau_json_get_string (json_array_get_object_element (columns, i), "name"));
      }
  g_string_append_c (sql, ' ');
  g_string_append_len (sql, parts->from, parts->end - parts->from);
  self = g_new0 (BureauOrigin, 1);
  self->table = g_steal_pointer (&table);
  self->sql = g_string_free_and_steal (g_steal_pointer (&sql));
  self->keys = g_strv_builder_end (keys);
  return self;
}

/* WITH -------------------------------------------------------------------------------------------
 */

/* The one name behind WITH and what it stands for; behind that the statement itself begins. */
static gboolean
read_with (const char **sql, char **name, char **body)
{
  const char *cursor = *sql;
  const char *start;
  BureauSqlToken token;
  guint depth = 1;

  while (bureau_sql_next (&cursor, &token) && token.kind == BUREAU_SQL_COMMENT)
    ;
  if (!bureau_origin_is_word (&token, "with") || !bureau_sql_next (&cursor, &token)
      || (token.kind != BUREAU_SQL_WORD && token.kind != BUREAU_SQL_NAME))
    return FALSE;
  *name = bureau_sql_token_dup (&token);
  if (!bureau_sql_next (&cursor, &token) || !bureau_origin_is_word (&token, "as")
      || !bureau_sql_next (&cursor, &token) || !bureau_sql_token_is (&token, "("))
    return FALSE;
  start = cursor;
  while (depth > 0 && bureau_sql_next (&cursor, &token))
    {
      depth += bureau_sql_token_is (&token, "(");
      depth -= bureau_sql_token_is (&token, ")");
    }
  if (depth > 0)
    return FALSE;
  *body = g_strndup (start, (gsize)(token.start - start));
  *sql = cursor;
  return TRUE;
}

static gboolean
passes_id (const BureauOriginParts *parts, const char *alias)
{
  g_autofree char *own = g_strconcat (alias, ".id", NULL);
  gboolean passes = FALSE;

  for (guint i = 0; i < parts->items->len; i++)
    {
      const char *item = g_ptr_array_index (parts->items, i);

      if (g_array_index (parts->are_added_up, gboolean, i))
        return FALSE;
      passes = passes || g_str_equal (item, "*") || g_ascii_strcasecmp (item, "id") == 0
               || g_ascii_strcasecmp (item, own) == 0;
    }
  return passes;
}

/* The table whose records a statement gives one by one, with their ids; else NULL. */
static char *
find_passed (const char *body)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) are_added_up = g_array_new (FALSE, FALSE, sizeof (gboolean));
  BureauOriginParts parts = { .items = items, .are_added_up = are_added_up };
  g_autofree char *table = NULL;
  g_autofree char *alias = NULL;

  if (!bureau_origin_read_parts (&parts, body) || parts.is_grouped
      || !bureau_origin_find_table (parts.from, &table, &alias) || !passes_id (&parts, alias))
    return NULL;
  return g_steal_pointer (&table);
}

/* The records of what WITH names are those of the table beneath. */
static BureauOrigin *
look_through (BureauOrigin *origin, const char *with, gsize length, const char *name,
              const char *body)
{
  g_autoptr (BureauOrigin) self = origin;
  g_autofree char *sql = g_strdup_printf ("%.*s %s", (int)length, with, self->sql);
  g_autofree char *table = g_ascii_strcasecmp (self->table, name) == 0 ? find_passed (body)
                                                                       : g_strdup (self->table);

  if (table == NULL)
    return NULL;
  g_set_str (&self->table, table);
  g_set_str (&self->sql, sql);
  return g_steal_pointer (&self);
}

/**
 * bureau_origin_parse:
 * @sql: the statement of a source
 * @columns: that it declares, as many as the statement gives
 *
 * Returns: (transfer full) (nullable): what its figures are made of; %NULL where it adds nothing
 * up, or where that cannot be told from the statement
 */
BureauOrigin *
bureau_origin_parse (const char *sql, JsonArray *columns)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GArray) are_added_up = g_array_new (FALSE, FALSE, sizeof (gboolean));
  BureauOriginParts parts = { .items = items, .are_added_up = are_added_up };
  g_autofree char *name = NULL;
  g_autofree char *body = NULL;
  const char *statement = sql;
  BureauOrigin *origin;
  gboolean is_sum;

  read_with (&statement, &name, &body);
  if (!bureau_origin_read_parts (&parts, statement)
      || items->len != json_array_get_length (columns))
    return NULL;
  is_sum = parts.is_grouped;
  for (guint i = 0; i < are_added_up->len; i++)
    is_sum = is_sum || g_array_index (are_added_up, gboolean, i);
  origin = is_sum ? make_origin (&parts, columns) : NULL;
  return origin != NULL && statement != sql
             ? look_through (origin, sql, (gsize)(statement - sql), name, body)
             : origin;
}
