/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/row-choice.h"

#include "desk/keeper.h"
#include "desk/row-item.h"
#include "memory/scratch.h"

struct _BureauRowChoice
{
  GObject parent_instance;

  GtkListView *rows;    /* NULL once they go */
  BureauKeeper *keeper; /* of the place, for the next start */
  gint64 left;          /* the row that was chosen when the program ended; 0 once used */
  gint64 wanted;        /* a row that is to be chosen as soon as it is there */
  guint place;          /* where the choice was */
  gboolean is_placing;  /* where the person was is being read */
};

G_DEFINE_FINAL_TYPE (BureauRowChoice, bureau_row_choice, G_TYPE_OBJECT)

static GListModel *
get_model (BureauRowChoice *self)
{
  return G_LIST_MODEL (gtk_list_view_get_model (self->rows));
}

static guint
count_rows (BureauRowChoice *self)
{
  return g_list_model_get_n_items (get_model (self));
}

static GtkBitset *
get_chosen (BureauRowChoice *self)
{
  return gtk_selection_model_get_selection (gtk_list_view_get_model (self->rows));
}

static gint64
get_id (BureauRowChoice *self, guint position)
{
  g_autoptr (BureauRowItem) item = g_list_model_get_item (get_model (self), position);

  return item != NULL ? bureau_row_item_get_id (item) : 0;
}

static gboolean
find (BureauRowChoice *self, gint64 id, guint *position)
{
  for (guint i = 0; i < count_rows (self); i++)
    if (get_id (self, i) == id)
      {
        *position = i;
        return TRUE;
      }
  return FALSE;
}

static void
choose (BureauRowChoice *self, guint position, gboolean with_focus)
{
  GtkListScrollFlags flags = GTK_LIST_SCROLL_SELECT;

  if (with_focus)
    flags |= GTK_LIST_SCROLL_FOCUS;
  self->place = position;
  gtk_list_view_scroll_to (self->rows, position, flags, NULL);
}

/**
 * bureau_row_choice_follow:
 *
 * Takes note that a person chose other rows.
 */
void
bureau_row_choice_follow (BureauRowChoice *self)
{
  g_autoptr (GtkBitset) chosen = get_chosen (self);

  if (!gtk_bitset_is_empty (chosen))
    self->place = gtk_bitset_get_minimum (chosen);
  if (self->keeper != NULL)
    bureau_keeper_touch (self->keeper);
}

/* What was chosen when the program ended, or what moved up to the place of the one that left. */
static guint
find_place (BureauRowChoice *self, guint n)
{
  guint position;

  if (self->left == 0 || !find (self, self->left, &position))
    position = MIN (self->place, n - 1);
  self->left = 0;
  return position;
}

/**
 * bureau_row_choice_settle:
 *
 * Chooses a row again after rows came or left: the wanted one, or what moved up to the place of the
 * one that left.
 */
void
bureau_row_choice_settle (BureauRowChoice *self)
{
  g_autoptr (GtkBitset) chosen = get_chosen (self);
  guint n = count_rows (self);
  guint position;

  if (self->wanted != 0 && find (self, self->wanted, &position))
    {
      self->wanted = 0;
      choose (self, position, TRUE);
    }
  else if (n > 0 && gtk_bitset_is_empty (chosen) && !self->is_placing)
    choose (self, find_place (self, n), bureau_row_choice_has_focus (self));
}

/**
 * bureau_row_choice_want:
 * @id: of a row that is there, or will be in a moment
 *
 * Chooses it as soon as it is there, with the keyboard on it.
 */
void
bureau_row_choice_want (BureauRowChoice *self, gint64 id)
{
  self->wanted = id;
  bureau_row_choice_settle (self);
}

/**
 * bureau_row_choice_move:
 * @by: how many rows down
 *
 * Chooses another row.
 */
void
bureau_row_choice_move (BureauRowChoice *self, int by)
{
  guint n = count_rows (self);
  int at = (int)self->place + by;

  if (n > 0)
    choose (self, (guint)CLAMP (at, 0, (int)n - 1), bureau_row_choice_has_focus (self));
}

/**
 * bureau_row_choice_dup_items:
 *
 * Returns: (transfer full) (element-type BureauRowItem): what is chosen, in the order of the rows
 */
GPtrArray *
bureau_row_choice_dup_items (BureauRowChoice *self)
{
  g_autoptr (GtkBitset) chosen = get_chosen (self);
  GPtrArray *items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < gtk_bitset_get_size (chosen); i++)
    {
      GObject *item = g_list_model_get_item (get_model (self), gtk_bitset_get_nth (chosen, i));

      if (item != NULL)
        g_ptr_array_add (items, item);
    }
  return items;
}

/**
 * bureau_row_choice_get_next:
 *
 * Returns: the id of the row that will be chosen once the first chosen one has left, or 0
 */
gint64
bureau_row_choice_get_next (BureauRowChoice *self)
{
  if (self->place + 1 < count_rows (self))
    return get_id (self, self->place + 1);
  return self->place > 0 ? get_id (self, self->place - 1) : 0;
}

/**
 * bureau_row_choice_has_focus:
 *
 * Returns: whether the keyboard is on a row
 */
gboolean
bureau_row_choice_has_focus (BureauRowChoice *self)
{
  return gtk_widget_get_focus_child (GTK_WIDGET (self->rows)) != NULL
         || gtk_widget_has_focus (GTK_WIDGET (self->rows));
}

/* The next start ---------------------------------------------------------------------------------
 */

static char *
print_place (gpointer data)
{
  BureauRowChoice *self = data;

  return g_strdup_printf ("%" G_GINT64_FORMAT, get_id (self, self->place));
}

static DexFuture *
placed_cb (DexFuture *future, gpointer data)
{
  BureauRowChoice *self = data;
  g_autofree char *place = dex_await_string (dex_ref (future), NULL);

  self->is_placing = FALSE;
  if (place != NULL)
    self->left = g_ascii_strtoll (place, NULL, 10);
  if (self->rows != NULL)
    bureau_row_choice_settle (self);
  return NULL;
}

/**
 * bureau_row_choice_remember:
 * @key: under which key the chosen row is kept; before there are rows
 *
 * Turns to the row that was chosen when the program ended.
 */
void
bureau_row_choice_remember (BureauRowChoice *self, BureauMemory *memory, const char *key)
{
  self->keeper = bureau_keeper_new (memory, print_place, self);
  bureau_keeper_turn (self->keeper, key);
  self->is_placing = TRUE;
  dex_future_disown (dex_future_finally (bureau_scratch_read (memory, key), placed_cb,
                                         g_object_ref (self), g_object_unref));
}

/**
 * bureau_row_choice_close:
 *
 * The rows go: what is chosen now is kept, and nothing is chosen any more.
 */
void
bureau_row_choice_close (BureauRowChoice *self)
{
  if (self->keeper != NULL)
    bureau_keeper_keep (self->keeper);
  g_clear_pointer (&self->keeper, bureau_keeper_free);
  self->rows = NULL;
}

static void
bureau_row_choice_class_init (BureauRowChoiceClass *klass)
{
}

static void
bureau_row_choice_init (BureauRowChoice *self)
{
}

/**
 * bureau_row_choice_new:
 * @rows: shows #BureauRowItem objects of a #GtkSelectionModel; lives until the choice is closed
 *
 * Returns: (transfer full): what is chosen of them
 */
BureauRowChoice *
bureau_row_choice_new (GtkListView *rows)
{
  BureauRowChoice *self = g_object_new (BUREAU_TYPE_ROW_CHOICE, NULL);

  self->rows = rows;
  return self;
}
