/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of a view that is there, element by element. */
#include "providers/wish-change.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "views/meaning.h"
#include "views/view.h"

/* What is there ----------------------------------------------------------------------------------
 */

static void
find_parts (BureauWishParts *parts, JsonObject *source)
{
  const char *sql = bureau_json_get_string (source, "sql");

  bureau_wish_parts_find (parts, sql != NULL ? sql : "");
}

/* Whether a statement reads the collection that is spoken of, in a way that rules can change. */
gboolean
bureau_wish_change_reads (BureauWishChange *self, const BureauWishParts *parts)
{
  return parts->is_plain && g_strcmp0 (parts->table, self->wish->collection->name) == 0;
}

/**
 * bureau_wish_reads:
 *
 * Returns: whether a source of the view reads that collection in a way that rules can change
 */
gboolean
bureau_wish_reads (JsonObject *view, const char *collection)
{
  JsonArray *data = bureau_json_get_array (view, "data");
  gboolean reads = FALSE;

  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    {
      g_auto (BureauWishParts) parts = { 0 };

      find_parts (&parts, json_array_get_object_element (data, i));
      reads |= parts.is_plain && g_strcmp0 (parts.table, collection) == 0;
    }
  return reads;
}

/* The element that is meant: the one that is pointed at, or the first of its type. */
JsonObject *
bureau_wish_change_find (BureauWishChange *self, const char *type)
{
  return bureau_wish_element (self->view, bureau_json_get_string (self->wish->inputs, "element"),
                              type);
}

JsonObject *
bureau_wish_change_source (BureauWishChange *self, JsonObject *element)
{
  const char *id = element != NULL ? bureau_json_get_string (element, "data") : NULL;

  return id != NULL ? bureau_view_find_in (self->view, "data", id) : NULL;
}

static JsonArray *
list_of (JsonObject *view, const char *name)
{
  if (bureau_json_get_array (view, name) == NULL)
    json_object_set_array_member (view, name, json_array_new ());
  return bureau_json_get_array (view, name);
}

/* Takes the element, and puts it above the others. */
void
bureau_wish_change_put_on_top (BureauWishChange *self, JsonObject *element)
{
  JsonArray *layout = bureau_json_get_array (self->view, "layout");
  JsonArray *longer = json_array_new ();
  JsonObject *row = json_object_new ();

  json_array_add_object_element (list_of (self->view, "elements"), element);
  json_object_set_array_member (row, "row",
                                bureau_wish_names (bureau_json_get_string (element, "id"), NULL));
  json_array_add_object_element (longer, row);
  for (guint i = 0; layout != NULL && i < json_array_get_length (layout); i++)
    json_array_add_object_element (longer,
                                   json_object_ref (json_array_get_object_element (layout, i)));
  json_object_set_array_member (self->view, "layout", longer);
}

/* Which rows -------------------------------------------------------------------------------------
 */

static void
narrow (BureauWishChange *self, JsonObject *source, const char *condition)
{
  g_auto (BureauWishParts) parts = { 0 };
  g_autofree char *narrower = NULL;

  find_parts (&parts, source);
  if (!bureau_wish_change_reads (self, &parts))
    return;
  narrower = bureau_wish_with_condition (bureau_json_get_string (source, "sql"), &parts, condition);
  g_strchomp (narrower);
  json_object_set_string_member (source, "sql", narrower);
  self->n_changes++;
}

static void
narrow_all (BureauWishChange *self, const char *condition)
{
  JsonArray *data = bureau_json_get_array (self->view, "data");

  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    narrow (self, json_array_get_object_element (data, i), condition);
}

static JsonObject *
find_range (JsonObject *view)
{
  JsonArray *params = bureau_json_get_array (view, "params");

  for (guint i = 0; params != NULL && i < json_array_get_length (params); i++)
    {
      JsonObject *param = json_array_get_object_element (params, i);

      if (g_strcmp0 (bureau_json_get_string (param, "type"), "date_range") == 0)
        return param;
    }
  return NULL;
}

static void
add_period (BureauWishChange *self)
{
  g_autofree char *condition = bureau_wish_period_condition (self->wish);
  guint n_before = self->n_changes;
  JsonObject *filter;

  narrow_all (self, condition);
  if (self->n_changes == n_before)
    return;
  json_array_add_object_element (list_of (self->view, "params"),
                                 bureau_wish_period_param (self->wish));
  filter = json_object_new ();
  json_object_set_string_member (filter, "id", "period_filter");
  json_object_set_string_member (filter, "type", "filter");
  json_object_set_string_member (filter, "param", "period");
  bureau_wish_change_put_on_top (self, filter);
}

/* A time that can be set is only set to another one. */
static void
set_period (BureauWishChange *self)
{
  JsonObject *param = find_range (self->view);

  if (param == NULL)
    {
      add_period (self);
      return;
    }
  json_object_set_string_member (param, "default", self->wish->period);
  self->n_changes++;
}

/* All of it --------------------------------------------------------------------------------------
 */

static void
set_title (BureauWishChange *self)
{
  json_object_set_string_member (self->view, "title", self->wish->title);
  self->n_changes++;
}

static void
apply (BureauWishChange *self)
{
  BureauWish *wish = self->wish;

  bureau_wish_change_remove (self);
  if (wish->title != NULL)
    set_title (self);
  for (guint i = 0; i < wish->conditions->len; i++)
    narrow_all (self, g_ptr_array_index (wish->conditions, i));
  if (wish->period != NULL)
    set_period (self);
  bureau_wish_change_rows (self);
  bureau_wish_change_chart (self);
}

/**
 * bureau_wish_change:
 *
 * Returns: (transfer full) (nullable): the view of the inputs with what was asked for, unchecked;
 *   %NULL where nothing of it could be done
 */
JsonObject *
bureau_wish_change (BureauWish *self)
{
  g_autoptr (JsonObject) view = bureau_view_to_canonical (
      bureau_json_get_object (self->inputs, "view"));
  BureauWishChange change = { self, view, 0 };
  guint n_doubts = json_array_get_length (self->problems);

  apply (&change);
  if (change.n_changes > 0)
    return g_steal_pointer (&view);
  if (json_array_get_length (self->problems) == n_doubts)
    bureau_wish_doubt (self, 0, self->source->tokens->len,
                       g_strdup (_ ("This cannot be changed by rules in this view.")), NULL);
  return NULL;
}
