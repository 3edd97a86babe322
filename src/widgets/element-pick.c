/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A selected row of an element sets a parameter. */
#include "base/json.h"
#include "widgets/element-private.h"

static JsonNode *
get_pick (BureauElement *self, guint row)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  JsonObject *select = bureau_json_get_object (private->shape, "select");

  return bureau_shown_rows_get_value (private->rows, row, bureau_json_get_string (select, "col"));
}

/* NULL where nothing is selected in it. */
const char *
bureau_element_get_pick_param (BureauElement *self)
{
  JsonObject *select = bureau_json_get_object (bureau_element_get_private (self)->shape, "select");

  return select != NULL ? bureau_json_get_string (select, "param") : NULL;
}

/**
 * bureau_element_can_pick:
 *
 * Returns: whether a selection in it sets a parameter
 */
gboolean
bureau_element_can_pick (BureauElement *self)
{
  return bureau_element_get_pick_param (self) != NULL;
}

/**
 * bureau_element_has_pick:
 *
 * Returns: whether a row of it is selected
 */
gboolean
bureau_element_has_pick (BureauElement *self)
{
  const char *param = bureau_element_get_pick_param (self);
  JsonNode *value = param != NULL ? bureau_shown_view_get_param (
                                        bureau_element_get_private (self)->view, param)
                                  : NULL;

  return value != NULL && !JSON_NODE_HOLDS_NULL (value);
}

/**
 * bureau_element_is_picked:
 *
 * Returns: whether that row is the selected one
 */
gboolean
bureau_element_is_picked (BureauElement *self, guint row)
{
  JsonNode *value = bureau_element_has_pick (self)
                        ? bureau_shown_view_get_param (bureau_element_get_private (self)->view,
                                                       bureau_element_get_pick_param (self))
                        : NULL;
  JsonNode *own = value != NULL ? get_pick (self, row) : NULL;
  g_autofree char *one = value != NULL ? bureau_json_print (value) : NULL;
  g_autofree char *other = own != NULL ? bureau_json_print (own) : NULL;

  return one != NULL && g_strcmp0 (one, other) == 0;
}

static guint
find_id (BureauShownWindow *window, JsonNode *value)
{
  guint row;

  return bureau_shown_window_find (window, bureau_json_node_to_int (value), &row)
             ? row
             : GTK_INVALID_LIST_POSITION;
}

/**
 * bureau_element_find_pick:
 *
 * Returns: the selected row, or %GTK_INVALID_LIST_POSITION; of any number of rows it is known where
 *   they are selected by what tells them apart
 */
guint
bureau_element_find_pick (BureauElement *self)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  BureauShownWindow *window = bureau_shown_rows_get_window (private->rows);
  JsonObject *select = bureau_json_get_object (private->shape, "select");
  const char *key = bureau_shown_rows_get_wish (private->rows)->key;

  if (!bureau_element_has_pick (self))
    return GTK_INVALID_LIST_POSITION;
  if (window != NULL)
    return g_strcmp0 (bureau_json_get_string (select, "col"), key) == 0
               ? find_id (window, bureau_shown_view_get_param (
                                      private->view, bureau_element_get_pick_param (self)))
               : GTK_INVALID_LIST_POSITION;
  for (guint i = 0; i < bureau_shown_rows_get_n (private->rows); i++)
    if (bureau_element_is_picked (self, i))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/**
 * bureau_element_pick:
 *
 * Selects a row for all sources that read the parameter; once more takes it back.
 */
void
bureau_element_pick (BureauElement *self, guint row)
{
  BureauElementPrivate *private = bureau_element_get_private (self);
  const char *param = bureau_element_get_pick_param (self);

  if (param != NULL)
    bureau_shown_view_set_param (
        private->view, param, bureau_element_is_picked (self, row) ? NULL : get_pick (self, row));
}
