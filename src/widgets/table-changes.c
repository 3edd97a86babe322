/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What commits do to the records of a table while they stand by their age. */
#include "widgets/table-changes.h"

#include "memory/journal-since.h"

/* Records that come or go among the others one by one; beyond, all are better read anew. */
#define MAX_STEPS 64

static gint64
get_newest (BureauTableOrder *order)
{
  guint n = bureau_table_order_get_length (order);
  gboolean is_first = n == 0 || bureau_table_order_get_is_descending (order);

  return bureau_table_order_get_id (order, is_first ? 0 : n - 1);
}

/* New records come to the end, many at once where much is imported. */
static guint
append_new (BureauTableOrder *order, GArray *changes, BureauTableTellFunc tell, gpointer data)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 last = get_newest (order);

  for (guint i = 0; i < changes->len; i++)
    {
      const BureauChange *change = &g_array_index (changes, BureauChange, i);

      if (change->op != BUREAU_CHANGE_INSERT || change->record <= last)
        break;
      last = change->record;
      g_array_append_val (ids, last);
    }
  tell (bureau_table_order_append (order, (const gint64 *)ids->data, ids->len), 0, data);
  return ids->len;
}

static void
apply (BureauTableOrder *order, const BureauChange *change, BureauTableTellFunc tell, gpointer data)
{
  if (change->op == BUREAU_CHANGE_INSERT)
    tell (bureau_table_order_insert (order, change->record), 0, data);
  else if (change->op == BUREAU_CHANGE_DELETE)
    tell (bureau_table_order_remove (order, change->record), change->record, data);
}

/**
 * bureau_table_changes_apply:
 * @order: by age
 * @changes: (element-type BureauChange): what happened, in its order
 *
 * Returns: %FALSE where so much happened that the order is to be read anew
 */
gboolean
bureau_table_changes_apply (BureauTableOrder *order, GArray *changes, BureauTableTellFunc tell,
                            gpointer data)
{
  guint n = append_new (order, changes, tell, data);

  if (changes->len - n > MAX_STEPS)
    return FALSE;
  for (guint i = n; i < changes->len; i++)
    apply (order, &g_array_index (changes, BureauChange, i), tell, data);
  return TRUE;
}
