/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A chart of a view that is there: drawn otherwise, or added over a table. */
#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "providers/wish-change.h"
#include "views/meaning.h"

static const char *
column_that (JsonObject *source, gboolean is_figure)
{
  static const char *const figures[]
      = { "int", "number", "ratio", "money", "days", "duration", NULL };
  JsonArray *columns = bureau_json_get_array (source, "columns");

  for (guint i = 0; columns != NULL && i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);
      const char *type = bureau_json_get_string (column, "type");

      if (g_strcmp0 (type, "ref") != 0 && g_strv_contains (figures, type) == is_figure)
        return bureau_json_get_string (column, "name");
    }
  return NULL;
}

static char *
find_free_id (BureauWishChange *self)
{
  char *id = g_strdup ("chart");

  for (guint n = 2; bureau_view_find_in (self->view, "elements", id) != NULL; n++)
    {
      g_free (id);
      id = g_strdup_printf ("chart_%u", n);
    }
  return id;
}

static JsonObject *
make_chart (BureauWishChange *self, JsonObject *table, const char *x, const char *y)
{
  g_autofree char *summary = g_strdup_printf ("{n}: {first.%s} – {last.%s}", x, x);
  g_autofree char *id = find_free_id (self);
  const char *title = bureau_json_get_string (table, "title");
  JsonObject *chart = json_object_new ();

  json_object_set_string_member (chart, "id", id);
  json_object_set_string_member (chart, "type", "chart");
  json_object_set_string_member (chart, "data", bureau_json_get_string (table, "data"));
  json_object_set_string_member (
      chart, "title", title != NULL ? title : bureau_json_get_string (self->view, "title"));
  json_object_set_string_member (chart, "x", x);
  json_object_set_array_member (chart, "y", bureau_wish_names (y, NULL));
  json_object_set_string_member (chart, "summary", summary);
  return chart;
}

/* Figures that stand in a table can be drawn. */
static void
add_chart (BureauWishChange *self, const char *mark)
{
  JsonObject *table = bureau_wish_change_find (self, "table");
  JsonObject *source = bureau_wish_change_source (self, table);
  const char *x = source != NULL ? column_that (source, FALSE) : NULL;
  const char *y = source != NULL ? column_that (source, TRUE) : NULL;
  JsonObject *chart;

  if (x == NULL || y == NULL || g_str_equal (mark, "heatmap") || g_str_equal (mark, "scatter"))
    {
      bureau_wish_doubt (self->wish, 0, self->wish->source->tokens->len,
                         g_strdup (_ ("Nothing here has figures that can be drawn so.")), NULL);
      return;
    }
  chart = make_chart (self, table, x, y);
  json_object_set_string_member (chart, "mark", mark);
  bureau_wish_change_put_on_top (self, chart);
  self->n_changes++;
}

static void
set_mark (BureauWishChange *self, JsonObject *chart, const char *mark)
{
  json_object_set_string_member (chart, "mark", mark);
  if (g_str_equal (mark, "pie") || g_str_equal (mark, "funnel"))
    {
      json_object_remove_member (chart, "series");
      json_object_remove_member (chart, "stack");
    }
  self->n_changes++;
}

/* A chart of a kind: the one that is there is drawn so, or there is one from now on. */
void
bureau_wish_change_chart (BureauWishChange *self)
{
  const char *mark = self->wish->mark;
  JsonObject *chart = mark != NULL ? bureau_wish_change_find (self, "chart") : NULL;

  if (mark == NULL)
    return;
  if (g_str_equal (mark, "any"))
    mark = "bar";
  if (chart != NULL)
    set_mark (self, chart, mark);
  else
    add_chart (self, mark);
}
