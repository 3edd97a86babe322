/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "widgets/table-order.h"

struct _BureauTableOrder
{
  GArray *ids;            /* gint64; ascending */
  gboolean is_by_age;     /* so ids can be halved to find one */
  gboolean is_descending; /* the last id is shown first */
};

/**
 * bureau_table_order_new:
 *
 * Returns: (transfer full): no rows, the newest first
 */
BureauTableOrder *
bureau_table_order_new (void)
{
  BureauTableOrder *self = g_new0 (BureauTableOrder, 1);

  self->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  self->is_by_age = TRUE;
  self->is_descending = TRUE;
  return self;
}

void
bureau_table_order_free (BureauTableOrder *self)
{
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self);
}

/**
 * bureau_table_order_get_length:
 *
 * Returns: how many rows there are
 */
guint
bureau_table_order_get_length (BureauTableOrder *self)
{
  return self->ids->len;
}

/**
 * bureau_table_order_get_is_by_age:
 *
 * Returns: whether new records come to one end
 */
gboolean
bureau_table_order_get_is_by_age (BureauTableOrder *self)
{
  return self->is_by_age;
}

/**
 * bureau_table_order_get_is_descending:
 *
 * Returns: whether the greatest, or the newest, stands first
 */
gboolean
bureau_table_order_get_is_descending (BureauTableOrder *self)
{
  return self->is_descending;
}

/* Places -----------------------------------------------------------------------------------------
 */

/* The place in the ascending order is that on the screen, or the same from the other end. */
static gint64
id_at (GArray *ids, gboolean is_descending, guint position)
{
  return g_array_index (ids, gint64, is_descending ? ids->len - 1 - position : position);
}

static guint
mirror (BureauTableOrder *self, guint place)
{
  return self->is_descending ? self->ids->len - 1 - place : place;
}

static guint
lower_bound (GArray *ids, gint64 id)
{
  guint low = 0, high = ids->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (ids, gint64, middle) < id)
        low = middle + 1;
      else
        high = middle;
    }
  return low;
}

static gboolean
find_place (BureauTableOrder *self, gint64 id, guint *place)
{
  guint i = self->is_by_age ? lower_bound (self->ids, id) : 0;

  while (!self->is_by_age && i < self->ids->len && g_array_index (self->ids, gint64, i) != id)
    i++;
  *place = i;
  return i < self->ids->len && g_array_index (self->ids, gint64, i) == id;
}

/**
 * bureau_table_order_get_id:
 *
 * Returns: the id of the record in a row, 0 where there is no such row
 */
gint64
bureau_table_order_get_id (BureauTableOrder *self, guint position)
{
  return position < self->ids->len ? id_at (self->ids, self->is_descending, position) : 0;
}

/**
 * bureau_table_order_find:
 * @position: (out) (optional): its row
 *
 * Returns: whether a record is in the table
 */
gboolean
bureau_table_order_find (BureauTableOrder *self, gint64 id, guint *position)
{
  guint place;

  if (!find_place (self, id, &place))
    return FALSE;
  if (position != NULL)
    *position = mirror (self, place);
  return TRUE;
}

/* Changes ----------------------------------------------------------------------------------------
 */

/**
 * bureau_table_order_replace:
 * @ids: (element-type gint64): of all records, ascending; must not be changed any more
 * @is_by_age: whether that is by id
 * @is_descending: whether the last one is shown first
 *
 * Takes another order. What is the same at both ends does not count as changed.
 */
BureauTableSpan
bureau_table_order_replace (BureauTableOrder *self, GArray *ids, gboolean is_by_age,
                            gboolean is_descending)
{
  GArray *before = self->ids;
  gboolean was_descending = self->is_descending;
  guint least = MIN (before->len, ids->len), start = 0, end = 0;
  BureauTableSpan span;

  while (start < least
         && id_at (before, was_descending, start) == id_at (ids, is_descending, start))
    start++;
  while (end < least - start
         && id_at (before, was_descending, before->len - 1 - end)
                == id_at (ids, is_descending, ids->len - 1 - end))
    end++;
  span = (BureauTableSpan){ start, before->len - start - end, ids->len - start - end };
  g_clear_pointer (&self->ids, g_array_unref);
  self->ids = g_array_ref (ids);
  self->is_by_age = is_by_age;
  self->is_descending = is_descending;
  return span;
}

/**
 * bureau_table_order_append:
 * @ids: (array length=n): of new records, each greater than all before it
 *
 * Adds records at the end where the newest stand.
 */
BureauTableSpan
bureau_table_order_append (BureauTableOrder *self, const gint64 *ids, guint n)
{
  guint before = self->ids->len;

  g_array_append_vals (self->ids, ids, n);
  return (BureauTableSpan){ self->is_descending ? 0 : before, 0, n };
}

/**
 * bureau_table_order_insert:
 *
 * Adds a record in its place, where it is not there yet and the order is by age.
 */
BureauTableSpan
bureau_table_order_insert (BureauTableOrder *self, gint64 id)
{
  guint place;

  if (find_place (self, id, &place))
    return (BureauTableSpan){ 0 };
  g_array_insert_val (self->ids, place, id);
  return (BureauTableSpan){ mirror (self, place), 0, 1 };
}

/**
 * bureau_table_order_remove:
 *
 * Takes a record away, where it is there.
 */
BureauTableSpan
bureau_table_order_remove (BureauTableOrder *self, gint64 id)
{
  guint place, position;

  if (!find_place (self, id, &place))
    return (BureauTableSpan){ 0 };
  position = mirror (self, place);
  g_array_remove_index (self->ids, place);
  return (BureauTableSpan){ position, 1, 0 };
}
