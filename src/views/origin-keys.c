/* SPDX-License-Identifier: GPL-3.0-or-later */
/* By what the rows of a statement are told from one another. */
#include <stdlib.h>
#include <string.h>

#include "views/origin-private.h"

static const char *
get_item (const BureauOriginSelect *select, guint i)
{
  return g_ptr_array_index (select->items, i);
}

static gboolean
is_added_up (const BureauOriginSelect *select, guint i)
{
  return g_array_index (select->are_added_up, gboolean, i);
}

gboolean
bureau_origin_has_sums (const BureauOriginSelect *select)
{
  for (guint i = 0; i < select->are_added_up->len; i++)
    if (is_added_up (select, i))
      return TRUE;
  return FALSE;
}

/* What an item reads in each row of its group; NULL for what is added up. Of one group, the least
 * of what it is grouped by is that itself. */
static char *
dup_key (const BureauOriginSelect *select, guint i)
{
  return is_added_up (select, i) ? bureau_origin_item_least (get_item (select, i))
                                 : bureau_origin_item_value (get_item (select, i));
}

/* What an item reads in each row of its group, called as the item is. */
void
bureau_origin_append_key (GString *sql, const BureauOriginSelect *select, GPtrArray *names, guint i)
{
  g_autofree char *key = dup_key (select, i);

  g_string_append_printf (sql, "%s AS %s, ", key, (char *)g_ptr_array_index (names, i));
}

/* The item that reads as @group does; else -1. */
static int
find_value (const BureauOriginSelect *select, const char *group, gboolean is_least)
{
  for (guint i = 0; i < select->items->len; i++)
    {
      g_autofree char *key = is_added_up (select, i) == is_least ? dup_key (select, i) : NULL;

      if (key != NULL && bureau_origin_is_same (key, group))
        return (int)i;
    }
  return -1;
}

/* The item that is called so; else -1. A column of that name comes first. */
static int
find_alias (const BureauOriginSelect *select, const char *group)
{
  g_autofree char *name = strchr (group, '.') == NULL && bureau_origin_item_is_column (group)
                              ? bureau_origin_item_name (group)
                              : NULL;
  int found = -1;

  for (guint i = 0; name != NULL && i < select->items->len; i++)
    {
      g_autofree char *alias = bureau_origin_item_name (get_item (select, i));

      if (bureau_origin_item_reads (get_item (select, i), name))
        return -1;
      if (found < 0 && !is_added_up (select, i) && alias != NULL
          && g_ascii_strcasecmp (alias, name) == 0)
        found = (int)i;
    }
  return found;
}

/* The item that GROUP BY names by place, as it stands or by its name; else -1. */
int
bureau_origin_find_item (const BureauOriginSelect *select, const char *group)
{
  int item;

  if (strspn (group, "0123456789") == strlen (group))
    {
      item = atoi (group) - 1;
      return item < (int)select->items->len ? item : -1;
    }
  item = find_value (select, group, FALSE);
  if (item < 0)
    item = find_value (select, group, TRUE);
  return item >= 0 ? item : find_alias (select, group);
}

static int
find_group (const BureauOriginSelect *select, guint i)
{
  return bureau_origin_find_item (select, g_ptr_array_index (select->groups, i));
}

gboolean
bureau_origin_is_least_of_group (const BureauOriginSelect *select, guint item)
{
  for (guint i = 0; i < select->groups->len; i++)
    if (is_added_up (select, item) && find_group (select, i) == (int)item)
      return TRUE;
  return FALSE;
}

/* Whether statements in it read what the rows do not tell. */
gboolean
bureau_origin_has_untold (const BureauOriginSelect *select)
{
  for (guint i = 0; select->from != NULL && i < select->inner->len; i++)
    {
      const BureauOriginStatement *inner = g_ptr_array_index (select->inner, i);
      const BureauOriginSelect *first = g_ptr_array_index (inner->selects, 0);

      if (inner->selects->len > 1 || first->from != NULL || first->inner->len > 0)
        return TRUE;
    }
  return select->has_unread;
}

/* Whether each item tells the rows of one group from those of another. Where GROUP BY names what is
 * no item, all do that add nothing up, unless that can be compared as well. What reads the same in
 * each row tells one statement from those beside it. */
gboolean *
bureau_origin_list_keys (const BureauOriginSelect *select, gboolean with_others)
{
  gboolean *are_keys = g_new0 (gboolean, select->items->len + 1);
  gboolean is_all = select->groups->len == 0 && select->filters->len == 0;

  for (guint i = 0; i < select->groups->len; i++)
    if (find_group (select, i) >= 0)
      are_keys[find_group (select, i)] = TRUE;
    else
      is_all = is_all || !with_others;
  for (guint i = 0; i < select->items->len; i++)
    if (is_all || bureau_origin_item_is_constant (get_item (select, i)))
      are_keys[i] = are_keys[i] || !is_added_up (select, i);
  return are_keys;
}

/* Whether any group is told from any other at all. */
gboolean
bureau_origin_has_key (const BureauOriginSelect *select, const gboolean *are_keys)
{
  for (guint i = 0; i < select->items->len; i++)
    if (are_keys[i] && !bureau_origin_item_is_constant (get_item (select, i)))
      return TRUE;
  return select->groups->len == 0 || select->has_star;
}

/* Whether each group is told from all others: by what it is grouped by, or by a column for each
 * that is not shown, as a name stands for an id. */
gboolean
bureau_origin_tells_groups (const BureauOriginSelect *select, const gboolean *are_keys)
{
  g_autofree gboolean *are_groups = g_new0 (gboolean, select->items->len + 1);
  guint missing = 0;
  guint others = 0;

  for (guint i = 0; i < select->groups->len; i++)
    {
      int item = find_group (select, i);

      missing += item < 0 || !are_keys[item];
      if (item >= 0)
        are_groups[item] = TRUE;
    }
  for (guint i = 0; i < select->items->len; i++)
    others += are_keys[i] && !are_groups[i] && bureau_origin_item_is_column (get_item (select, i));
  return others >= missing;
}

/* What GROUP BY names that is no item. */
void
bureau_origin_append_other_groups (GString *sql, const BureauOriginSelect *select)
{
  for (guint i = 0; i < select->groups->len; i++)
    if (find_group (select, i) < 0)
      g_string_append_printf (sql, "%s AS origin_group_%u, ",
                              (char *)g_ptr_array_index (select->groups, i), i);
}

static gboolean
is_text (const char *item)
{
  return *item == '\'' && bureau_origin_item_is_constant (item);
}

/* Whether what a column reads in the rows of one statement, it does not in those of another. */
static gboolean
is_apart (const BureauOriginSelect *a, const gboolean *a_keys, const BureauOriginSelect *b,
          const gboolean *b_keys, guint i)
{
  g_autofree char *left = bureau_origin_item_value (get_item (a, i));
  g_autofree char *right = bureau_origin_item_value (get_item (b, i));

  if (bureau_origin_item_is_constant (left) && bureau_origin_item_is_constant (right))
    return !g_str_equal (left, right);
  return (is_text (left) && b_keys[i]) || (is_text (right) && a_keys[i]);
}

/**
 * bureau_origin_are_apart:
 * @columns: what both give; null for what is not shown
 *
 * Returns: whether a row of one is not taken for one of the other
 */
gboolean
bureau_origin_are_apart (const BureauOriginSelect *a, const BureauOriginSelect *b,
                         JsonArray *columns)
{
  g_autofree gboolean *a_keys = bureau_origin_list_keys (a, FALSE);
  g_autofree gboolean *b_keys = bureau_origin_list_keys (b, FALSE);
  guint n = json_array_get_length (columns);

  if (!bureau_origin_has_sums (a) && !bureau_origin_has_sums (b))
    return TRUE;
  for (guint i = 0; i < MIN (n, MIN (a->items->len, b->items->len)); i++)
    if (!json_array_get_null_element (columns, i) && is_apart (a, a_keys, b, b_keys, i))
      return TRUE;
  return FALSE;
}
