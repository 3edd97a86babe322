/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Where the tables changed since a view was checked, its statement may give other columns than the
 * view declares. */
#include "base/json.h"
#include "views/query-private.h"

static const char *
get_declared (JsonArray *declared, guint i)
{
  return bureau_json_get_string (json_array_get_object_element (declared, i), "name");
}

/* -1 where the statement gives no such column. */
static int
find_given (JsonArray *given, const char *name)
{
  for (guint i = 0; i < json_array_get_length (given); i++)
    if (g_strcmp0 (json_array_get_string_element (given, i), name) == 0)
      return (int)i;
  return -1;
}

static gboolean
is_as_declared (JsonArray *declared, JsonArray *given)
{
  for (guint i = 0; i < json_array_get_length (declared); i++)
    if (find_given (given, get_declared (declared, i)) != (int)i)
      return FALSE;
  return TRUE;
}

static JsonArray *
align_row (JsonArray *row, const int *places, guint n)
{
  JsonArray *aligned = json_array_sized_new (n);

  for (guint i = 0; i < n; i++)
    if (places[i] >= 0)
      json_array_add_element (aligned, json_node_copy (json_array_get_element (row, places[i])));
    else
      json_array_add_null_element (aligned);
  return aligned;
}

/**
 * bureau_view_query_align:
 * @result: {"rows":[[…]]} as the statement gives them
 *
 * Puts the values of each row in the order of the declared columns, null for what the statement
 * gives no more, whose names it notes as "gone".
 */
void
bureau_view_query_align (const BureauViewPrepared *self, JsonObject *source, JsonObject *result)
{
  JsonArray *declared = bureau_json_get_array (source, "columns");
  JsonArray *rows = bureau_json_get_array (result, "rows");
  guint n = json_array_get_length (declared);
  g_autofree int *places = NULL;
  JsonArray *aligned, *gone;

  if (is_as_declared (declared, self->columns))
    return;
  places = g_new (int, n);
  aligned = json_array_sized_new (json_array_get_length (rows));
  gone = json_array_new ();
  for (guint i = 0; i < n; i++)
    {
      places[i] = find_given (self->columns, get_declared (declared, i));
      if (places[i] < 0)
        json_array_add_string_element (gone, get_declared (declared, i));
    }
  for (guint i = 0; i < json_array_get_length (rows); i++)
    json_array_add_array_element (aligned,
                                  align_row (json_array_get_array_element (rows, i), places, n));
  json_object_set_array_member (result, "rows", aligned);
  json_object_set_array_member (result, "gone", gone);
}
