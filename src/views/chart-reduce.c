/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Of more points than the screen has columns, those that can be seen. */
#include <math.h>

#include "views/chart-private.h"

#define NOWHERE G_MAXUINT

typedef struct
{
  guint first, last, least, most; /* indices into the values */
} Column;

static void
take_in (Column *column, const double *values, guint i)
{
  if (column->first == NOWHERE)
    *column = (Column){ i, i, i, i };
  column->last = i;
  if (isnan (values[i]))
    return;
  if (isnan (values[column->least]) || values[i] < values[column->least])
    column->least = i;
  if (isnan (values[column->most]) || values[i] > values[column->most])
    column->most = i;
}

static void
put (GArray *kept, guint i)
{
  if (kept->len == 0 || g_array_index (kept, guint, kept->len - 1) != i)
    g_array_append_val (kept, i);
}

/* In their order: a line through them looks like a line through all. */
static void
close_column (GArray *kept, const Column *column)
{
  if (column->first == NOWHERE)
    return;
  put (kept, column->first);
  put (kept, MIN (column->least, column->most));
  put (kept, MAX (column->least, column->most));
  put (kept, column->last);
}

/**
 * bureau_chart_reduce:
 * @at: (array length=n): where the values stand, ascending
 * @values: (array length=n): NAN where there is none
 * @columns: how many columns of px there are
 *
 * Chooses of each column the first, the least, the most and the last value.
 *
 * Returns: (transfer full) (element-type guint): the indices that are kept, ascending; all where
 *   there are no more than four a column
 */
GArray *
bureau_chart_reduce (const double *at, const double *values, guint n, guint columns)
{
  GArray *kept = g_array_new (FALSE, FALSE, sizeof (guint));
  double span = n > 0 ? at[n - 1] - at[0] : 0;
  double scale = span > 0 ? columns / span : 0;
  Column column = { NOWHERE, NOWHERE, NOWHERE, NOWHERE };
  guint current = 0;

  for (guint i = 0; n <= columns * 4 && i < n; i++)
    g_array_append_val (kept, i);
  for (guint i = 0; n > columns * 4 && i < n; i++)
    {
      guint own = (guint)((at[i] - at[0]) * scale);

      if (own != current)
        {
          close_column (kept, &column);
          column.first = NOWHERE;
          current = own;
        }
      take_in (&column, values, i);
    }
  close_column (kept, &column);
  return kept;
}
