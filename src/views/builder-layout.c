/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The objects that hold others: they become the rows, tabs and groups of the view. */
#include "base/json.h"
#include "views/builder-private.h"
#include "views/meaning.h"

#define MAX_ROW 8
#define MAX_GROUP 12

/* Beside each other: the first row of each, then the second of each. */
static void
zip (GPtrArray *rows, GPtrArray *parts)
{
  gboolean has_more = TRUE;

  for (guint i = 0; has_more; i++)
    {
      g_autoptr (GPtrArray) row = g_ptr_array_new_with_free_func (g_free);

      for (guint j = 0; j < parts->len; j++)
        {
          GPtrArray *part = g_ptr_array_index (parts, j);

          if (i < part->len)
            g_ptr_array_extend_and_steal (row, g_ptr_array_ref (g_ptr_array_index (part, i)));
        }
      has_more = row->len > 0;
      if (has_more)
        g_ptr_array_add (rows, g_steal_pointer (&row));
    }
}

static gboolean
write_shown (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows, GError **error)
{
  return !bureau_builder_is_on (object, "visible", TRUE)
         || object->class->write (self, object, rows, error);
}

/**
 * bureau_builder_write_children:
 *
 * Adds what stands in @object, one below the other.
 */
gboolean
bureau_builder_write_children (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                               GError **error)
{
  for (guint i = 0; i < object->children->len; i++)
    if (!write_shown (self, g_ptr_array_index (object->children, i), rows, error))
      return FALSE;
  return TRUE;
}

static gboolean
write_beside (BureauBuilder *self, GPtrArray *children, guint start, guint end, GPtrArray *rows,
              GError **error)
{
  g_autoptr (GPtrArray) parts = g_ptr_array_new_with_free_func ((GDestroyNotify)g_ptr_array_unref);
  gboolean is_written = TRUE;

  if (end - start == 1)
    return write_shown (self, g_ptr_array_index (children, start), rows, error);
  self->n_bound++;
  for (guint i = start; i < end && is_written; i++)
    {
      GPtrArray *part = bureau_builder_rows_new ();

      g_ptr_array_add (parts, part);
      is_written = write_shown (self, g_ptr_array_index (children, i), part, error);
    }
  self->n_bound--;
  if (is_written)
    zip (rows, parts);
  return is_written;
}

gboolean
bureau_builder_write_box (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                          GError **error)
{
  if (g_strcmp0 (bureau_builder_get (object, "orientation"), "vertical") == 0)
    return bureau_builder_write_children (self, object, rows, error);
  return write_beside (self, object->children, 0, object->children->len, rows, error);
}

/* What stands in the same row of a grid stands beside each other. */
gboolean
bureau_builder_write_grid (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                           GError **error)
{
  for (guint start = 0, end; start < object->children->len; start = end)
    {
      const char *row = bureau_builder_get (g_ptr_array_index (object->children, start),
                                            "layout/row");

      for (end = start + 1; end < object->children->len; end++)
        if (g_strcmp0 (row,
                       bureau_builder_get (g_ptr_array_index (object->children, end), "layout/row"))
            != 0)
          break;
      if (!write_beside (self, object->children, start, end, rows, error))
        return FALSE;
    }
  return TRUE;
}

/* Groups -----------------------------------------------------------------------------------------
 */

static JsonArray *
list_ids (GPtrArray *rows)
{
  JsonArray *ids = json_array_new ();

  for (guint i = 0; i < rows->len; i++)
    {
      GPtrArray *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < row->len; j++)
        json_array_add_string_element (ids, g_ptr_array_index (row, j));
    }
  return ids;
}

/* A group in a group, or a large one, is a heading and what stands below it. */
static void
add_group (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *inner, GPtrArray *rows)
{
  const char *title = bureau_builder_get (object, "title");
  g_autoptr (JsonArray) ids = list_ids (inner);
  guint n = json_array_get_length (ids);

  if (title == NULL)
    title = bureau_builder_get (object, "label");
  if (title != NULL && self->n_groups == 0 && n > 0 && n <= MAX_GROUP)
    {
      g_autofree char *words = bureau_builder_dup_title (object);
      JsonObject *group = bureau_builder_new_element (self, "group", rows);

      json_object_set_string_member (group, "title", words);
      json_object_set_array_member (group, "elements", g_steal_pointer (&ids));
      return;
    }
  bureau_builder_add_words (self, "### ", title, rows);
  g_ptr_array_extend_and_steal (rows, g_ptr_array_ref (inner));
}

/* A group without children whose id is a source shows the fields of its row. */
gboolean
bureau_builder_write_group (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                            GError **error)
{
  g_autoptr (GPtrArray) inner = bureau_builder_rows_new ();
  const char *column;
  JsonObject *source = bureau_builder_find_source (self, object, &column, NULL);
  gboolean is_written;

  if (source != NULL && column == NULL && object->children->len == 0)
    {
      bureau_builder_add_detail (self, object, source, rows);
      return TRUE;
    }
  self->n_groups++;
  self->n_bound++;
  bureau_builder_add_words (self, "", bureau_builder_get (object, "description"), inner);
  is_written = bureau_builder_write_children (self, object, inner, error);
  self->n_groups--;
  self->n_bound--;
  if (is_written)
    add_group (self, object, inner, rows);
  return is_written;
}

/* Layout -----------------------------------------------------------------------------------------
 */

/* A row takes so many elements; what is left begins the next. */
static void
add_row (JsonArray *layout, GPtrArray *row)
{
  for (guint start = 0; start < row->len; start += MAX_ROW)
    {
      JsonArray *ids = json_array_new ();
      JsonObject *block = json_object_new ();

      for (guint i = start; i < row->len && i < start + MAX_ROW; i++)
        json_array_add_string_element (ids, g_ptr_array_index (row, i));
      json_object_set_array_member (block, "row", ids);
      json_array_add_object_element (layout, block);
    }
}

/**
 * bureau_builder_add_rows:
 * @layout: of a view or a tab
 *
 * Adds a block for each of @rows.
 */
void
bureau_builder_add_rows (JsonArray *layout, GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    add_row (layout, g_ptr_array_index (rows, i));
}

static gboolean
write_tab (BureauBuilder *self, BureauBuilderObject *page, JsonArray *tabs, GError **error)
{
  g_autoptr (GPtrArray) rows = bureau_builder_rows_new ();
  g_autofree char *title = bureau_builder_dup_title (page);
  gboolean is_written;
  JsonArray *layout;
  JsonObject *tab;

  self->n_bound++;
  is_written = write_shown (self, page, rows, error);
  self->n_bound--;
  if (!is_written || rows->len == 0)
    return is_written;
  layout = json_array_new ();
  bureau_builder_add_rows (layout, rows);
  tab = json_object_new ();
  json_object_set_string_member (tab, "title", title);
  json_object_set_array_member (tab, "rows", layout);
  json_array_add_object_element (tabs, tab);
  return TRUE;
}

/* Tabs are a block of the layout: what came before stands above them. */
gboolean
bureau_builder_write_tabs (BureauBuilder *self, BureauBuilderObject *object, GPtrArray *rows,
                           GError **error)
{
  g_autoptr (JsonArray) tabs = json_array_new ();

  if (self->n_bound > 0)
    {
      bureau_builder_refuse (error, object->line,
                             "tabs stand only at the top, beside and in nothing");
      return FALSE;
    }
  bureau_builder_add_rows (self->layout, rows);
  g_ptr_array_set_size (rows, 0);
  for (guint i = 0; i < object->children->len; i++)
    if (!write_tab (self, g_ptr_array_index (object->children, i), tabs, error))
      return FALSE;
  if (json_array_get_length (tabs) > 0)
    {
      JsonObject *block = json_object_new ();

      json_object_set_array_member (block, "tabs", g_steal_pointer (&tabs));
      json_array_add_object_element (self->layout, block);
    }
  return TRUE;
}
