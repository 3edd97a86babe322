/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/rows-model.h"

struct _BureauRowsItem
{
  GObject parent_instance;

  guint row;
};

G_DEFINE_FINAL_TYPE (BureauRowsItem, bureau_rows_item, G_TYPE_OBJECT)

static void
bureau_rows_item_class_init (BureauRowsItemClass *klass)
{
}

static void
bureau_rows_item_init (BureauRowsItem *self)
{
}

/**
 * bureau_rows_item_get_row:
 *
 * Returns: which of the rows it is now
 */
guint
bureau_rows_item_get_row (BureauRowsItem *self)
{
  return self->row;
}

struct _BureauRowsModel
{
  GObject parent_instance;

  char *group;
  JsonArray *shown;
  BureauShownRows *rows;
  GPtrArray *items;
};

static GType
bureau_rows_model_get_item_type (GListModel *list)
{
  return BUREAU_TYPE_ROWS_ITEM;
}

static guint
bureau_rows_model_get_n_items (GListModel *list)
{
  return BUREAU_ROWS_MODEL (list)->items->len;
}

static gpointer
bureau_rows_model_get_item (GListModel *list, guint position)
{
  BureauRowsModel *self = BUREAU_ROWS_MODEL (list);

  return position < self->items->len ? g_object_ref (g_ptr_array_index (self->items, position))
                                     : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = bureau_rows_model_get_item_type;
  iface->get_n_items = bureau_rows_model_get_n_items;
  iface->get_item = bureau_rows_model_get_item;
}

static gboolean
is_same_group (BureauRowsModel *self, guint one, guint other)
{
  JsonNode *first = bureau_shown_rows_get_value (self->rows, one, self->group);
  JsonNode *second = bureau_shown_rows_get_value (self->rows, other, self->group);

  return first != NULL && second != NULL && json_node_equal (first, second);
}

static void
bureau_rows_model_get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  BureauRowsModel *self = BUREAU_ROWS_MODEL (model);
  guint n = self->items->len;

  if (position >= n)
    {
      *start = n;
      *end = G_MAXUINT;
      return;
    }
  *start = self->group != NULL ? position : 0;
  *end = self->group != NULL ? position + 1 : n;
  while (*start > 0 && is_same_group (self, *start - 1, position))
    (*start)--;
  while (*end < n && is_same_group (self, *end, position))
    (*end)++;
}

static void
section_model_init (GtkSectionModelInterface *iface)
{
  iface->get_section = bureau_rows_model_get_section;
}

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauRowsModel, bureau_rows_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SECTION_MODEL,
                                                          section_model_init))

static void
bureau_rows_model_finalize (GObject *object)
{
  BureauRowsModel *self = BUREAU_ROWS_MODEL (object);

  g_free (self->group);
  g_clear_pointer (&self->shown, json_array_unref);
  g_clear_object (&self->rows);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  G_OBJECT_CLASS (bureau_rows_model_parent_class)->finalize (object);
}

static void
bureau_rows_model_class_init (BureauRowsModelClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = bureau_rows_model_finalize;
}

static void
bureau_rows_model_init (BureauRowsModel *self)
{
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * bureau_rows_model_new:
 * @group: (nullable): the column by whose values there are sections
 *
 * Returns: (transfer full): a model without rows
 */
BureauRowsModel *
bureau_rows_model_new (const char *group)
{
  BureauRowsModel *self = g_object_new (BUREAU_TYPE_ROWS_MODEL, NULL);

  self->group = g_strdup (group);
  return self;
}

static gboolean
is_same_row (JsonArray *one, guint i, JsonArray *other, guint j)
{
  return json_array_equal (json_array_get_array_element (one, i),
                           json_array_get_array_element (other, j));
}

static guint
count_same_first (JsonArray *before, JsonArray *after, guint most)
{
  guint n = 0;

  while (n < most && is_same_row (before, n, after, n))
    n++;
  return n;
}

static guint
count_same_last (JsonArray *before, JsonArray *after, guint most)
{
  guint n_before = json_array_get_length (before);
  guint n_after = json_array_get_length (after);
  guint n = 0;

  while (n < most && is_same_row (before, n_before - n - 1, after, n_after - n - 1))
    n++;
  return n;
}

static void
replace (BureauRowsModel *self, guint position, guint n_removed, guint n_added)
{
  if (n_removed > 0)
    g_ptr_array_remove_range (self->items, position, n_removed);
  for (guint i = 0; i < n_added; i++)
    g_ptr_array_insert (self->items, (int)(position + i),
                        g_object_new (BUREAU_TYPE_ROWS_ITEM, NULL));
  for (guint i = position; i < self->items->len; i++)
    ((BureauRowsItem *)g_ptr_array_index (self->items, i))->row = i;
}

/**
 * bureau_rows_model_show:
 * @rows: the rows as they read now
 */
void
bureau_rows_model_show (BureauRowsModel *self, BureauShownRows *rows)
{
  g_autoptr (JsonArray) before = g_steal_pointer (&self->shown);
  JsonArray *after = bureau_shown_rows_get_all (rows);
  guint n_before = self->items->len;
  guint n_after = bureau_shown_rows_get_n (rows);
  guint most = MIN (n_before, n_after);
  guint first = most > 0 ? count_same_first (before, after, most) : 0;
  guint last = most > first ? count_same_last (before, after, most - first) : 0;
  guint n_removed = n_before - first - last;
  guint n_added = n_after - first - last;

  self->shown = after != NULL ? json_array_ref (after) : NULL;
  g_set_object (&self->rows, rows);
  if (n_removed == 0 && n_added == 0)
    return;
  replace (self, first, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), first, n_removed, n_added);
}
