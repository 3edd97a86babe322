/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-model.h"

#include "base/repeat.h"
#include "base/time.h"
#include "memory/journal-since.h"
#include "widgets/table-changes.h"
#include "widgets/table-order.h"
#include "widgets/table-read.h"
#include "widgets/table-rows.h"

/* The first frame shows no more; the others follow when all are known. */
#define FIRST_ROWS 60
/* Each change of the rows costs the list a layout, so they come in a few times a second. */
#define LEAST_INTERVAL 250

struct _BureauTableModel
{
  GObject parent_instance;

  BureauMemory *memory;
  BureauTable *table;
  char *problem;
  gboolean is_loaded;

  BureauTableOrder *order;
  BureauTableRows *rows; /* NULL until it is loaded */
  char *column;
  guint asked_orders; /* so that an overtaken one is dropped */
  guint rest;         /* milliseconds between two orders, so that they take a fifth of the time */
  gboolean is_complete;

  gint64 entry; /* what is shown is as it stood then */
  BureauRepeat *following;
  gboolean is_behind; /* to follow once it is complete */

  gint64 selected;
};

static void list_model_init (GListModelInterface *iface);
static void selection_model_init (GtkSelectionModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (BureauTableModel, bureau_table_model, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init)
                                   G_IMPLEMENT_INTERFACE (GTK_TYPE_SELECTION_MODEL,
                                                          selection_model_init))

enum
{
  PROP_IS_LOADED = 1,
  PROP_IS_COMPLETE,
  PROP_N_ITEMS,
  PROP_PROBLEM,
  PROP_SELECTED,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

static void read_order (BureauTableModel *self);

static void
notify (BureauTableModel *self, guint property)
{
  g_object_notify_by_pspec (G_OBJECT (self), properties[property]);
}

static void
set_problem (BureauTableModel *self, const GError *error)
{
  if (g_set_str (&self->problem, error != NULL ? error->message : NULL))
    notify (self, PROP_PROBLEM);
}

/* What was asked, and for whom: a table that nobody has any more is not kept for its answers. */
typedef struct
{
  GWeakRef model;
  void (*take) (BureauTableModel *self, gpointer question, BureauTableAnswer *answer);
  guint order;
  gboolean is_by_age;
  gboolean is_descending;
  gint64 asked_at;
} Question;

static void
question_free (gpointer data)
{
  Question *question = data;

  g_weak_ref_clear (&question->model);
  g_free (question);
}

static DexFuture *
answered_cb (DexFuture *future, gpointer data)
{
  Question *question = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BureauTableAnswer) answer = dex_await_boxed (dex_ref (future), &error);
  g_autoptr (BureauTableModel) self = g_weak_ref_get (&question->model);

  if (self == NULL)
    return NULL;
  set_problem (self, error);
  question->take (self, question, answer);
  return NULL;
}

static DexFuture *
take_from (BureauTableModel *self, DexFuture *future, const Question *about)
{
  Question *question = g_memdup2 (about, sizeof *about);

  g_weak_ref_init (&question->model, self);
  return dex_future_finally (future, answered_cb, question, question_free);
}

/* The list model ---------------------------------------------------------------------------------
 */

static GType
get_item_type (GListModel *model)
{
  return BUREAU_TYPE_TABLE_ROW;
}

static guint
get_n_items (GListModel *model)
{
  return bureau_table_order_get_length (BUREAU_TABLE_MODEL (model)->order);
}

static gpointer
get_item (GListModel *model, guint position)
{
  BureauTableModel *self = BUREAU_TABLE_MODEL (model);
  gint64 id = bureau_table_model_get_id (self, position);

  return id != 0 ? bureau_table_rows_dup (self->rows, id) : NULL;
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = get_item_type;
  iface->get_n_items = get_n_items;
  iface->get_item = get_item;
}

/* The selection ----------------------------------------------------------------------------------
 */

static void
tell_selection (BureauTableModel *self, gint64 id)
{
  guint position;

  if (id != 0 && bureau_table_model_find (self, id, &position))
    gtk_selection_model_selection_changed (GTK_SELECTION_MODEL (self), position, 1);
}

static gboolean
is_selected (GtkSelectionModel *model, guint position)
{
  BureauTableModel *self = BUREAU_TABLE_MODEL (model);

  return self->selected != 0 && bureau_table_model_get_id (self, position) == self->selected;
}

static gboolean
select_item (GtkSelectionModel *model, guint position, gboolean unselect_rest)
{
  BureauTableModel *self = BUREAU_TABLE_MODEL (model);

  bureau_table_model_select (self, bureau_table_model_get_id (self, position));
  return TRUE;
}

static gboolean
unselect_item (GtkSelectionModel *model, guint position)
{
  if (is_selected (model, position))
    bureau_table_model_select (BUREAU_TABLE_MODEL (model), 0);
  return TRUE;
}

static GtkBitset *
get_selection_in_range (GtkSelectionModel *model, guint position, guint n_items)
{
  BureauTableModel *self = BUREAU_TABLE_MODEL (model);
  GtkBitset *set = gtk_bitset_new_empty ();
  guint selected;

  if (self->selected != 0 && bureau_table_model_find (self, self->selected, &selected))
    gtk_bitset_add (set, selected);
  return set;
}

static void
selection_model_init (GtkSelectionModelInterface *iface)
{
  iface->is_selected = is_selected;
  iface->get_selection_in_range = get_selection_in_range;
  iface->select_item = select_item;
  iface->unselect_item = unselect_item;
}

/* Changes ----------------------------------------------------------------------------------------
 */

static void
tell (BureauTableModel *self, BureauTableSpan span)
{
  if (span.removed == 0 && span.added == 0)
    return;
  g_list_model_items_changed (G_LIST_MODEL (self), span.position, span.removed, span.added);
  if (span.removed != span.added)
    notify (self, PROP_N_ITEMS);
}

/* Where the selected record went, the one in its place is selected. */
static void
tell_cb (BureauTableSpan span, gint64 removed_or_0, gpointer data)
{
  BureauTableModel *self = data;
  guint n = bureau_table_order_get_length (self->order);

  if (span.removed > 0 && self->selected == removed_or_0)
    {
      self->selected = bureau_table_model_get_id (self, MIN (span.position, MAX (n, 1) - 1));
      notify (self, PROP_SELECTED);
    }
  tell (self, span);
}

static void
read_again (BureauTableModel *self, BureauTableAnswer *answer)
{
  if (answer->changes == NULL || answer->others)
    bureau_table_rows_read_all_again (self->rows);
  for (guint i = 0; answer->changes != NULL && i < answer->changes->len; i++)
    bureau_table_rows_read_again (self->rows,
                                  g_array_index (answer->changes, BureauChange, i).record);
}

/* In an order other than by age a change may stand anywhere. */
static void
apply_changes (BureauTableModel *self, BureauTableAnswer *answer)
{
  gboolean is_by_age = bureau_table_order_get_is_by_age (self->order);

  read_again (self, answer);
  if (answer->changes == NULL || (!is_by_age && answer->changes->len > 0))
    {
      read_order (self);
      return;
    }
  self->entry = answer->entry;
  if (!bureau_table_changes_apply (self->order, answer->changes, tell_cb, self))
    read_order (self);
}

/* Following --------------------------------------------------------------------------------------
 */

static void
take_changes (BureauTableModel *self, gpointer question, BureauTableAnswer *answer)
{
  if (answer != NULL && self->is_complete)
    apply_changes (self, answer);
  bureau_repeat_set_rest (self->following, bureau_table_order_get_is_by_age (self->order)
                                               ? LEAST_INTERVAL
                                               : MAX (LEAST_INTERVAL, self->rest));
}

/* What is committed while all rows are read is in them, or is asked for after. */
static DexFuture *
follow (gpointer data)
{
  BureauTableModel *self = data;

  self->is_behind = !self->is_complete;
  if (self->is_behind)
    return dex_future_new_true ();
  return take_from (self, bureau_table_read_changes (self->memory, self->table, self->entry),
                    &(Question){ .take = take_changes });
}

static void
changed_cb (BureauTableModel *self)
{
  bureau_repeat_ask (self->following);
}

static void
keep_selection (BureauTableModel *self)
{
  if (self->selected == 0 || bureau_table_model_find (self, self->selected, NULL))
    return;
  self->selected = 0;
  notify (self, PROP_SELECTED);
}

static void
take_order (BureauTableModel *self, gpointer question, BureauTableAnswer *answer)
{
  const Question *asked = question;

  if (answer == NULL || asked->order != self->asked_orders)
    return;
  self->entry = answer->entry;
  self->rest = (guint)(4 * (bureau_time_monotonic () - asked->asked_at));
  tell (self, bureau_table_order_replace (self->order, answer->ids, asked->is_by_age,
                                          asked->is_descending));
  keep_selection (self);
  self->is_complete = TRUE;
  notify (self, PROP_IS_COMPLETE);
  if (self->is_behind)
    bureau_repeat_ask (self->following);
}

static void
ask_order (BureauTableModel *self, gboolean is_descending)
{
  dex_future_disown (take_from (self,
                                bureau_table_read_all (self->memory, self->table, self->column),
                                &(Question){ .take = take_order,
                                             .order = ++self->asked_orders,
                                             .is_by_age = self->column == NULL,
                                             .is_descending = is_descending,
                                             .asked_at = bureau_time_monotonic () }));
}

static void
read_order (BureauTableModel *self)
{
  self->is_complete = FALSE;
  notify (self, PROP_IS_COMPLETE);
  ask_order (self, bureau_table_order_get_is_descending (self->order));
}

static void
take_table (BureauTableModel *self, gpointer question, BureauTableAnswer *answer)
{
  if (answer == NULL)
    return;
  self->table = bureau_table_ref (answer->table);
  self->rows = bureau_table_rows_new (self->memory, self->table);
  g_signal_connect_object (self->rows, "answered", G_CALLBACK (set_problem), self,
                           G_CONNECT_SWAPPED);
  bureau_table_rows_take (self->rows, answer);
  self->is_loaded = TRUE;
  notify (self, PROP_IS_LOADED);
  tell (self, bureau_table_order_replace (self->order, answer->ids, TRUE, TRUE));
  read_order (self);
}

/* vfuncs -----------------------------------------------------------------------------------------
 */

static void
bureau_table_model_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  BureauTableModel *self = BUREAU_TABLE_MODEL (object);

  switch (id)
    {
    case PROP_IS_LOADED:
      g_value_set_boolean (value, self->is_loaded);
      break;
    case PROP_IS_COMPLETE:
      g_value_set_boolean (value, self->is_complete);
      break;
    case PROP_N_ITEMS:
      g_value_set_uint (value, bureau_table_order_get_length (self->order));
      break;
    case PROP_PROBLEM:
      g_value_set_string (value, self->problem);
      break;
    case PROP_SELECTED:
      g_value_set_int64 (value, self->selected);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
    }
}

static void
bureau_table_model_dispose (GObject *object)
{
  BureauTableModel *self = BUREAU_TABLE_MODEL (object);

  g_clear_object (&self->rows);
  g_clear_pointer (&self->following, bureau_repeat_free);
  g_clear_object (&self->memory);
  G_OBJECT_CLASS (bureau_table_model_parent_class)->dispose (object);
}

static void
bureau_table_model_finalize (GObject *object)
{
  BureauTableModel *self = BUREAU_TABLE_MODEL (object);

  g_clear_pointer (&self->table, bureau_table_unref);
  g_clear_pointer (&self->order, bureau_table_order_free);
  g_free (self->column);
  g_free (self->problem);
  G_OBJECT_CLASS (bureau_table_model_parent_class)->finalize (object);
}

static void
bureau_table_model_class_init (BureauTableModelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  object_class->get_property = bureau_table_model_get_property;
  object_class->dispose = bureau_table_model_dispose;
  object_class->finalize = bureau_table_model_finalize;
  properties[PROP_IS_LOADED] = g_param_spec_boolean ("is-loaded", NULL, NULL, FALSE, flags);
  properties[PROP_IS_COMPLETE] = g_param_spec_boolean ("is-complete", NULL, NULL, FALSE, flags);
  properties[PROP_N_ITEMS] = g_param_spec_uint ("n-items", NULL, NULL, 0, G_MAXUINT, 0, flags);
  properties[PROP_PROBLEM] = g_param_spec_string ("problem", NULL, NULL, NULL, flags);
  properties[PROP_SELECTED] = g_param_spec_int64 ("selected", NULL, NULL, 0, G_MAXINT64, 0, flags);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
bureau_table_model_init (BureauTableModel *self)
{
  self->order = bureau_table_order_new ();
}

/**
 * bureau_table_model_new:
 * @document: a collection's, or one that tells of a readable view
 *
 * Returns: (transfer full): its records, the newest first
 */
BureauTableModel *
bureau_table_model_new (BureauMemory *memory, JsonObject *document)
{
  BureauTableModel *self = g_object_new (BUREAU_TYPE_TABLE_MODEL, NULL);

  self->memory = g_object_ref (memory);
  self->following = bureau_repeat_new (follow, self);
  g_signal_connect_object (memory, "changed", G_CALLBACK (changed_cb), self, G_CONNECT_SWAPPED);
  dex_future_disown (take_from (self, bureau_table_read_open (memory, document, FIRST_ROWS),
                                &(Question){ .take = take_table }));
  return self;
}

/**
 * bureau_table_model_get_table:
 *
 * Returns: (transfer none) (nullable): what it shows; %NULL until it is loaded
 */
BureauTable *
bureau_table_model_get_table (BureauTableModel *self)
{
  return self->table;
}

/**
 * bureau_table_model_sort:
 * @column_or_null: a field; %NULL is by age
 *
 * Orders all rows anew; what is shown stays until that is done.
 */
void
bureau_table_model_sort (BureauTableModel *self, const char *column_or_null, gboolean is_descending)
{
  gboolean same = g_strcmp0 (self->column, column_or_null) == 0;

  if (self->table == NULL
      || (same && bureau_table_order_get_is_descending (self->order) == is_descending))
    return;
  g_set_str (&self->column, column_or_null);
  self->is_complete = FALSE;
  notify (self, PROP_IS_COMPLETE);
  ask_order (self, is_descending);
}

/**
 * bureau_table_model_get_id:
 *
 * Returns: the id of the record in a row, 0 where there is no such row
 */
gint64
bureau_table_model_get_id (BureauTableModel *self, guint position)
{
  return bureau_table_order_get_id (self->order, position);
}

/**
 * bureau_table_model_find:
 * @position: (out) (optional): its row
 *
 * Returns: whether a record is in the table
 */
gboolean
bureau_table_model_find (BureauTableModel *self, gint64 id, guint *position)
{
  return bureau_table_order_find (self->order, id, position);
}

/**
 * bureau_table_model_get_selected:
 *
 * Returns: the id of the selected record, or 0
 */
gint64
bureau_table_model_get_selected (BureauTableModel *self)
{
  return self->selected;
}

/**
 * bureau_table_model_select:
 * @id: a record, or 0 for none
 */
void
bureau_table_model_select (BureauTableModel *self, gint64 id)
{
  gint64 before = self->selected;

  if (before == id)
    return;
  self->selected = id;
  tell_selection (self, before);
  tell_selection (self, id);
  notify (self, PROP_SELECTED);
}
