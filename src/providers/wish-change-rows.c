/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns, order and groups of what shows rows. */
#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "providers/wish-change.h"
#include "views/meaning.h"

static gboolean
add_to_source (BureauWishChange *self, JsonObject *source, BureauWishField *field)
{
  const char *sql = bureau_json_get_string (source, "sql");
  g_autofree char *expression = bureau_wish_expression (self->wish, field);
  g_auto (BureauWishParts) parts = { 0 };
  g_autofree char *wider = NULL;

  if (bureau_view_get_column (source, field->name) != NULL)
    return TRUE;
  bureau_wish_parts_find (&parts, sql);
  if (!bureau_wish_change_reads (self, &parts) || parts.group > 0)
    return FALSE;
  wider = bureau_wish_with_column (sql, &parts, expression, field->name);
  json_object_set_string_member (source, "sql", wider);
  json_array_add_object_element (bureau_json_get_array (source, "columns"),
                                 bureau_wish_column (self->wish, field));
  return TRUE;
}

/* Words of the request that say this stand nowhere together: the field names what failed. */
static void
doubt_field (BureauWishChange *self, const BureauWishField *field, const char *problem)
{
  JsonObject *doubt = json_object_new ();

  json_object_set_string_member (doubt, "words", field->title);
  json_object_set_string_member (doubt, "problem", problem);
  json_array_add_object_element (self->wish->problems, doubt);
}

/* Columns ----------------------------------------------------------------------------------------
 */

static guint
find_cell (JsonArray *cells, const char *name)
{
  guint i = 0;

  while (
      i < json_array_get_length (cells)
      && g_strcmp0 (bureau_json_get_string (json_array_get_object_element (cells, i), "col"), name)
             != 0)
    i++;
  return i;
}

static void
add_column (BureauWishChange *self, BureauWishField *field)
{
  JsonObject *table = bureau_wish_change_find (self, "table");
  JsonObject *source = bureau_wish_change_source (self, table);
  JsonArray *cells = table != NULL ? bureau_json_get_array (table, "columns") : NULL;
  BureauWishField *currency = field->currency != NULL
                                  ? bureau_wish_find_field (self->wish->collection, field->currency)
                                  : NULL;
  JsonObject *cell;

  if (source == NULL || cells == NULL
      || (currency != NULL && !add_to_source (self, source, currency))
      || !add_to_source (self, source, field))
    {
      doubt_field (self, field, _ ("There is no table of such records to add this column to."));
      return;
    }
  if (find_cell (cells, field->name) < json_array_get_length (cells))
    {
      doubt_field (self, field, _ ("This column is there already."));
      return;
    }
  cell = json_object_new ();
  json_object_set_string_member (cell, "col", field->name);
  json_array_add_object_element (cells, cell);
  self->n_changes++;
}

static void
drop_column (BureauWishChange *self, BureauWishField *field)
{
  JsonObject *table = bureau_wish_change_find (self, "table");
  JsonArray *cells = table != NULL ? bureau_json_get_array (table, "columns") : NULL;
  g_autofree char *beside = g_strconcat (field->name, "_name", NULL);
  guint n = cells != NULL ? json_array_get_length (cells) : 0;
  guint at = n > 0 ? find_cell (cells, field->name) : 0;

  if (at == n && n > 0)
    at = find_cell (cells, beside);
  if (at >= n)
    doubt_field (self, field, _ ("There is no such column."));
  else if (n == 1)
    doubt_field (self, field, _ ("This is the only column."));
  else
    {
      json_array_remove_element (cells, at);
      self->n_changes++;
    }
}

/* Order and groups -------------------------------------------------------------------------------
 */

static void
set_sort (BureauWishChange *self)
{
  static const char *const types[] = { "table", "chart", "list", NULL };
  BureauWishField *field = self->wish->sort;
  g_autofree char *key = g_strconcat (self->wish->is_descending ? "-" : "", field->name, NULL);

  for (guint i = 0; types[i] != NULL; i++)
    {
      JsonObject *element = bureau_wish_change_find (self, types[i]);
      JsonObject *source = bureau_wish_change_source (self, element);

      if (source == NULL || !add_to_source (self, source, field))
        continue;
      json_object_set_string_member (element, "sort", key);
      self->n_changes++;
      return;
    }
  doubt_field (self, field, _ ("Nothing here can be sorted by this."));
}

static void
set_group (BureauWishChange *self)
{
  JsonObject *table = bureau_wish_change_find (self, "table");
  JsonObject *source = bureau_wish_change_source (self, table);

  if (source == NULL || !add_to_source (self, source, self->wish->group))
    {
      doubt_field (self, self->wish->group, _ ("Nothing here can be grouped by this."));
      return;
    }
  json_object_set_string_member (table, "group", self->wish->group->name);
  self->n_changes++;
}

/* Does what the request says of columns, order and groups. */
void
bureau_wish_change_rows (BureauWishChange *self)
{
  BureauWish *wish = self->wish;

  for (guint i = 0; i < wish->columns->len; i++)
    add_column (self, g_ptr_array_index (wish->columns, i));
  for (guint i = 0; i < wish->dropped->len; i++)
    drop_column (self, g_ptr_array_index (wish->dropped, i));
  if (wish->group != NULL)
    set_group (self);
  if (wish->is_sorted && wish->sort != NULL)
    set_sort (self);
}
