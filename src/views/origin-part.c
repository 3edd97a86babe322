/* SPDX-License-Identifier: GPL-3.0-or-later */
/* One of the statements that stand side by side, its rows with the records of one thing that it
 * reads from. */
#include <string.h>

#include "views/origin-private.h"

static void
append (GString *sql, const char *start, const char *end)
{
  g_string_append_len (sql, start, end - start);
}

/* The list of @select, and a comma. */
void
bureau_origin_append_list (GString *sql, const BureauOriginSelect *select)
{
  for (guint i = 0; i < select->items->len; i++)
    g_string_append_printf (sql, "%s, ", (char *)g_ptr_array_index (select->items, i));
}

void
bureau_origin_append_source (GString *sql, const BureauOriginSource *source)
{
  g_string_append_printf (sql, "%s AS origin_table, %s AS origin_id ", source->table, source->id);
}

/* From FROM to @end, with what tells the records in its place. */
void
bureau_origin_append_from (GString *sql, const BureauOriginSelect *select,
                           const BureauOriginSource *source, const char *end)
{
  if (select->from == NULL)
    g_string_append_printf (sql, "FROM %s ", source->text);
  else if (source->text == NULL)
    append (sql, select->from, end);
  else
    {
      append (sql, select->from, source->term->start);
      g_string_append (sql, source->text);
      append (sql, source->term->end, end);
    }
}

static const char *
get_filter (const BureauOriginSelect *select, guint i)
{
  return g_array_index (select->filters, BureauOriginFilter, i).condition;
}

/* Where all that is added up is filtered, what one of the filters lets through; else NULL. */
static char *
dup_filters (const BureauOriginSelect *select)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  for (guint i = 0; i < select->filters->len; i++)
    if (get_filter (select, i) != NULL)
      g_string_append_printf (sql, "%s(%s)", sql->len > 0 ? " OR " : "", get_filter (select, i));
    else if (!bureau_origin_is_least_of_group (
                 select, g_array_index (select->filters, BureauOriginFilter, i).item))
      return NULL;
  return sql->len > 0 ? g_string_free_and_steal (g_steal_pointer (&sql)) : NULL;
}

/* From FROM to what WHERE says, and of that what is added up. */
void
bureau_origin_append_made_of (GString *sql, const BureauOriginSelect *select,
                              const BureauOriginSource *source)
{
  g_autofree char *filters = select->from != NULL ? dup_filters (select) : NULL;

  if (filters == NULL)
    {
      bureau_origin_append_from (sql, select, source, select->end);
      return;
    }
  bureau_origin_append_from (sql, select, source,
                             select->where != NULL ? select->where : select->end);
  g_string_append (sql, " WHERE ");
  if (select->where != NULL)
    {
      g_string_append_c (sql, '(');
      append (sql, select->where + strlen ("WHERE"), select->end);
      g_string_append (sql, ") AND ");
    }
  g_string_append_printf (sql, "(%s) ", filters);
}

/* Parts ------------------------------------------------------------------------------------------
 */

static void
append_match (GString *sql, const char *name)
{
  g_string_append_printf (sql, "%s m.%s IS g.%s",
                          g_str_has_suffix (sql->str, " AS m") ? " ON" : " AND", name, name);
}

static gboolean
is_alone (const BureauOriginPart *part)
{
  return part->statement->selects->len == 1;
}

/* What counts rows must not get one twice. */
static gboolean
counts_rows (const BureauOriginPart *part)
{
  return part->select->has_window || (is_alone (part) && part->statement->is_limited);
}

static void
append_tail (GString *sql, const BureauOriginPart *part)
{
  if (is_alone (part))
    g_string_append_printf (sql, "%s%s", part->statement->tail,
                            part->statement->is_first ? " LIMIT 1" : "");
}

/* The rows as they are, each with its record. */
static void
write_rows (GString *sql, const BureauOriginPart *part)
{
  g_string_append (sql, "SELECT ");
  bureau_origin_append_list (sql, part->select);
  bureau_origin_append_source (sql, part->source);
  bureau_origin_append_from (sql, part->select, part->source, part->select->stop);
  append_tail (sql, part);
}

/* What the columns are called, quoted; NULL where a star gives some. */
GPtrArray *
bureau_origin_list_names (const BureauOriginSelect *select)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < select->items->len; i++)
    {
      g_autofree char *name = bureau_origin_item_name (g_ptr_array_index (select->items, i));

      g_ptr_array_add (names, name != NULL ? bureau_sql_quote_name (name)
                                           : g_strdup_printf ("origin_item_%u", i));
    }
  return select->has_star ? NULL : g_steal_pointer (&names);
}

/* An item by a name in any case. */
static void
append_item (GString *sql, const BureauOriginSelect *select, guint i)
{
  const char *item = g_ptr_array_index (select->items, i);
  g_autofree char *name = bureau_origin_item_name (item);

  g_string_append (sql, item);
  if (name == NULL)
    g_string_append_printf (sql, " AS origin_item_%u", i);
  g_string_append (sql, ", ");
}

static void
append_members (GString *sql, const BureauOriginPart *part, GPtrArray *names,
                const gboolean *are_keys)
{
  g_string_append (sql, "(SELECT ");
  for (guint i = 0; i < names->len; i++)
    if (are_keys[i])
      bureau_origin_append_key (sql, part->select, names, i);
  bureau_origin_append_other_groups (sql, part->select);
  bureau_origin_append_source (sql, part->source);
  bureau_origin_append_made_of (sql, part->select, part->source);
  g_string_append (sql, ") AS m");
}

static void
append_groups (GString *sql, const BureauOriginPart *part)
{
  const BureauOriginSelect *select = part->select;

  g_string_append_c (sql, '(');
  append (sql, select->start, select->list);
  for (guint i = 0; i < select->items->len; i++)
    append_item (sql, select, i);
  bureau_origin_append_other_groups (sql, select);
  g_string_append (sql, "0 ");
  append (sql, select->from, select->stop);
  append_tail (sql, part);
  g_string_append (sql, ") AS g");
}

/* The groups as they are, each beside its members. */
static gboolean
write_groups (GString *sql, const BureauOriginPart *part)
{
  const BureauOriginSelect *select = part->select;
  g_autoptr (GPtrArray) names = bureau_origin_list_names (select);
  g_autofree gboolean *are_keys = bureau_origin_list_keys (select, TRUE);

  if (names == NULL || select->from == NULL)
    return FALSE;
  g_string_append (sql, "SELECT ");
  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (sql, "g.%s, ", (char *)g_ptr_array_index (names, i));
  g_string_append (sql, "m.origin_table, m.origin_id FROM ");
  append_groups (sql, part);
  g_string_append (sql, " JOIN ");
  append_members (sql, part, names, are_keys);
  for (guint i = 0; i < names->len; i++)
    if (are_keys[i])
      append_match (sql, g_ptr_array_index (names, i));
  for (guint i = 0; i < select->groups->len; i++)
    if (bureau_origin_find_item (select, g_ptr_array_index (select->groups, i)) < 0)
      {
        g_autofree char *name = g_strdup_printf ("origin_group_%u", i);

        append_match (sql, name);
      }
  return TRUE;
}

/* FALSE where it cannot be told. */
gboolean
bureau_origin_add_part (GPtrArray *parts, const BureauOriginPart *part, gboolean wants_columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);

  if (!wants_columns)
    {
      g_string_append (sql, "SELECT ");
      bureau_origin_append_source (sql, part->source);
      bureau_origin_append_made_of (sql, part->select, part->source);
    }
  else if (!part->select->is_sum && (part->source->is_single || !counts_rows (part)))
    write_rows (sql, part);
  else if (!write_groups (sql, part))
    return FALSE;
  g_ptr_array_add (parts, g_string_free_and_steal (g_steal_pointer (&sql)));
  return TRUE;
}
