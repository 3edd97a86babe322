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
  GArray *ids; /* gint64, where the rows have some; else NULL */
  BureauShownRows *rows;
  guint n;
  guint offset;      /* the row of the first item; more than 0 only while rows are told of */
  GHashTable *items; /* row → BureauRowsItem, not owned: those that somebody has */
};

static GType
bureau_rows_model_get_item_type (GListModel *list)
{
  return BUREAU_TYPE_ROWS_ITEM;
}

static guint
bureau_rows_model_get_n_items (GListModel *list)
{
  return BUREAU_ROWS_MODEL (list)->n;
}

static void
gone_cb (gpointer data, GObject *item)
{
  BureauRowsModel *self = data;

  g_hash_table_remove (self->items, GUINT_TO_POINTER (((BureauRowsItem *)item)->row));
}

static void
put (BureauRowsModel *self, BureauRowsItem *item)
{
  g_object_weak_ref (G_OBJECT (item), gone_cb, self);
  g_hash_table_insert (self->items, GUINT_TO_POINTER (item->row), item);
}

static gpointer
bureau_rows_model_get_item (GListModel *list, guint position)
{
  BureauRowsModel *self = BUREAU_ROWS_MODEL (list);
  guint row = position + self->offset;
  BureauRowsItem *item = g_hash_table_lookup (self->items, GUINT_TO_POINTER (row));

  if (position >= self->n)
    return NULL;
  if (item != NULL)
    return g_object_ref (item);
  item = g_object_new (BUREAU_TYPE_ROWS_ITEM, NULL);
  item->row = row;
  put (self, item);
  return item;
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
  JsonNode *first = bureau_shown_rows_get_value (self->rows, one + self->offset, self->group);
  JsonNode *second = bureau_shown_rows_get_value (self->rows, other + self->offset, self->group);

  return first != NULL && second != NULL && json_node_equal (first, second);
}

static void
bureau_rows_model_get_section (GtkSectionModel *model, guint position, guint *start, guint *end)
{
  BureauRowsModel *self = BUREAU_ROWS_MODEL (model);
  guint n = self->n;

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
let_go (BureauRowsModel *self)
{
  GHashTableIter iter;
  gpointer item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, NULL, &item))
    g_object_weak_unref (item, gone_cb, self);
  g_hash_table_remove_all (self->items);
}

static void
bureau_rows_model_finalize (GObject *object)
{
  BureauRowsModel *self = BUREAU_ROWS_MODEL (object);

  g_free (self->group);
  g_clear_pointer (&self->shown, json_array_unref);
  g_clear_pointer (&self->ids, g_array_unref);
  g_clear_object (&self->rows);
  let_go (self);
  g_clear_pointer (&self->items, g_hash_table_unref);
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
  self->items = g_hash_table_new (NULL, NULL);
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

/* What stood in the rows before, and what stands there now; ids, where there are some, tell more
 * than values: a row that reads differently is still that row. */
typedef struct
{
  JsonArray *rows;
  GArray *ids;
  guint n;
} Side;

static gboolean
is_same (const Side *before, guint i, const Side *after, guint j)
{
  if (before->ids != NULL && after->ids != NULL)
    return g_array_index (before->ids, gint64, i) == g_array_index (after->ids, gint64, j);
  return before->rows != NULL && after->rows != NULL
         && is_same_row (before->rows, i, after->rows, j);
}

static guint
count_same_first (const Side *before, const Side *after, guint most)
{
  guint n = 0;

  while (n < most && is_same (before, n, after, n))
    n++;
  return n;
}

static guint
count_same_last (const Side *before, const Side *after, guint most)
{
  guint n = 0;

  while (n < most && is_same (before, before->n - n - 1, after, after->n - n - 1))
    n++;
  return n;
}

/* Newest first, what is new comes before the rows that were there, and of a list that has an end
 * the last go. Returns: how many rows came before the first that was there; 0 where they are not
 * the same from there on */
static guint
count_new_first (const Side *before, const Side *after)
{
  guint n_new = 0;

  if (before->n == 0)
    return 0;
  while (n_new < after->n && !is_same (before, 0, after, n_new))
    n_new++;
  for (guint i = 0; i < before->n && n_new + i < after->n; i++)
    if (!is_same (before, i, after, n_new + i))
      return 0;
  return n_new < after->n ? n_new : 0;
}

/* Items of rows that went are let go of; those behind them stand elsewhere now. */
static void
replace (BureauRowsModel *self, guint position, guint n_removed, guint n_added)
{
  g_autoptr (GList) items = g_hash_table_get_values (self->items);

  let_go (self);
  self->n += n_added - n_removed;
  for (GList *l = items; l != NULL; l = l->next)
    {
      BureauRowsItem *item = l->data;

      if (item->row >= position && item->row < position + n_removed)
        {
          item->row = G_MAXUINT;
          continue;
        }
      item->row += item->row >= position ? n_added - n_removed : 0;
      put (self, item);
    }
}

static void
change (BureauRowsModel *self, guint position, guint n_removed, guint n_added)
{
  if (n_removed == 0 && n_added == 0)
    return;
  replace (self, position, n_removed, n_added);
  g_list_model_items_changed (G_LIST_MODEL (self), position, n_removed, n_added);
}

/* In two steps, between which the list lacks what is new: its items stand for the rows that they
 * have now all along. */
static void
slide (BureauRowsModel *self, guint n_new, guint n_after)
{
  guint n_stay = MIN (self->n, n_after - n_new);
  guint n_gone = self->n - n_stay;

  replace (self, n_stay, n_gone, n_after - n_new - n_stay);
  replace (self, 0, 0, n_new);
  self->n -= n_new;
  self->offset = n_new;
  if (n_gone > 0 || self->n > n_stay)
    g_list_model_items_changed (G_LIST_MODEL (self), n_stay, n_gone, self->n - n_stay);
  self->n += n_new;
  self->offset = 0;
  g_list_model_items_changed (G_LIST_MODEL (self), 0, 0, n_new);
}

/**
 * bureau_rows_model_show:
 * @rows: the rows as they read now
 *
 * Tells of what came and what went, so that whoever shows the list keeps what stays.
 */
void
bureau_rows_model_show (BureauRowsModel *self, BureauShownRows *rows)
{
  g_autoptr (JsonArray) shown = g_steal_pointer (&self->shown);
  g_autoptr (GArray) ids = g_steal_pointer (&self->ids);
  const Side before = { shown, ids, self->n };
  Side after = { bureau_shown_rows_get_all (rows), bureau_shown_rows_dup_order (rows),
                 bureau_shown_rows_get_n (rows) };
  guint most = MIN (before.n, after.n);
  guint first = count_same_first (&before, &after, most);
  guint last = count_same_last (&before, &after, most - first);
  guint n_new = first + last == 0 ? count_new_first (&before, &after) : 0;

  self->shown = after.rows != NULL ? json_array_ref (after.rows) : NULL;
  self->ids = after.ids;
  g_set_object (&self->rows, rows);
  if (n_new > 0)
    slide (self, n_new, after.n);
  else
    change (self, first, before.n - first - last, after.n - first - last);
}
