/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Figures of many records: a chart, a table of groups, or one number. */
#include "providers/wish-write.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"

static const struct
{
  const char *bucket;
  const char *sql;
  const char *type;
} buckets[] = {
  { "day", "date(\"%1$s\")", "date" },
  { "week", "date(\"%1$s\", 'weekday 0', '-6 days')", "date" },
  { "month", "strftime('%%Y-%%m-01', \"%1$s\")", "date" },
  { "quarter", "strftime('%%Y', \"%1$s\") || ' Q' || ((strftime('%%m', \"%1$s\") + 2) / 3)",
    "text" },
  { "year", "strftime('%%Y', \"%1$s\")", "text" },
  { "weekday", "CAST(strftime('%%w', \"%1$s\") AS INTEGER)", "weekday" },
};

/* The pattern is ours; the name a checked one of a collection. */
static char *
fill_in (const char *pattern, const char *name)
{
  g_auto (GStrv) parts = g_strsplit (pattern, "%1$s", -1);
  g_autofree char *joined = g_strjoinv (name, parts);
  g_auto (GStrv) percents = g_strsplit (joined, "%%", -1);

  return g_strjoinv ("%", percents);
}

static const char *
select_bucket (BureauWishStatement *self)
{
  BureauWish *wish = self->wish;

  for (gsize i = 0; wish->bucket != NULL && i < G_N_ELEMENTS (buckets); i++)
    if (g_str_equal (buckets[i].bucket, wish->bucket))
      {
        g_autofree char *sql = fill_in (buckets[i].sql, wish->bucket_field->name);

        bureau_wish_select (self, sql,
                            bureau_wish_new_column (wish->bucket, buckets[i].type,
                                                    wish->bucket_field->title, NULL));
        return wish->bucket;
      }
  return NULL;
}

/* The name of the figure's column. */
static const char *
select_figure (BureauWishStatement *self)
{
  BureauWish *wish = self->wish;
  const char *total = wish->total;
  gboolean is_money = wish->measure != NULL && g_strcmp0 (wish->measure->type, "money") == 0;
  g_autofree char *sql = NULL;

  if (wish->measure == NULL || g_str_equal (total, "count"))
    {
      bureau_wish_select (self, "count(*)",
                          bureau_wish_new_column ("n", "int", _ ("Number"), NULL));
      return "n";
    }
  if (g_str_equal (total, "share"))
    {
      sql = g_strdup_printf ("avg(coalesce(\"%s\", 0))", wish->measure->name);
      bureau_wish_select (self, sql,
                          bureau_wish_new_column ("share", "ratio", wish->measure->title, NULL));
      return "share";
    }
  sql = g_strdup_printf (
      is_money && g_str_equal (total, "avg") ? "CAST(round(%s(\"%s\")) AS INTEGER)" : "%s(\"%s\")",
      total, wish->measure->name);
  bureau_wish_select (
      self, sql,
      bureau_wish_new_column (total, is_money ? "money" : bureau_wish_view_type (wish->measure),
                              wish->measure->title, is_money ? wish->measure->currency : NULL));
  bureau_wish_select_currency (self, wish->measure);
  return total;
}

/* What was left open. */
void
bureau_wish_settle (BureauWish *self)
{
  BureauWishField *first = self->columns->len > 0 ? g_ptr_array_index (self->columns, 0) : NULL;

  if (self->limit > 0 && self->measure != NULL && self->group == NULL && !self->is_named
      && first != NULL && !bureau_wish_is_figure (first))
    self->group = first;
  for (guint i = 0;
       self->measure == NULL && g_strcmp0 (self->total, "count") != 0 && i < self->columns->len;
       i++)
    if (bureau_wish_is_figure (g_ptr_array_index (self->columns, i)))
      self->measure = g_ptr_array_index (self->columns, i);
  if (self->bucket != NULL && self->bucket_field == NULL)
    self->bucket_field = bureau_wish_is_date (self->last) ? self->last
                                                          : bureau_wish_main_date (self);
  if (self->total != NULL && self->measure == NULL && !g_str_equal (self->total, "count"))
    self->measure = bureau_wish_main_figure (self);
  if (self->measure == NULL)
    self->total = self->total != NULL || self->group != NULL || self->bucket != NULL ? "count"
                                                                                     : NULL;
  else if (g_strcmp0 (self->measure->type, "bool") == 0)
    self->total = "share";
  else if (self->total == NULL)
    self->total = "sum";
}

static const char *
default_mark (BureauWish *self)
{
  static const char *const running[] = { "day", "week", "month", NULL };

  if (self->mark != NULL && !g_str_equal (self->mark, "any"))
    return self->mark;
  return self->bucket != NULL && g_strv_contains (running, self->bucket) ? "line" : "bar";
}

static JsonObject *
make_chart (BureauWish *self, const char *x, const char *series, const char *figure)
{
  const char *mark = default_mark (self);
  JsonObject *chart = bureau_wish_new_element ("chart", "chart", self->title);
  g_autofree char *summary = g_strdup_printf ("{n}: {first.%s} – {last.%s}", x, x);

  if (series == NULL && g_str_equal (mark, "heatmap"))
    mark = "bar";
  if (g_str_equal (mark, "scatter"))
    mark = "bar";
  json_object_set_string_member (chart, "mark", mark);
  json_object_set_string_member (chart, "x", x);
  if (g_str_equal (mark, "heatmap"))
    {
      json_object_set_array_member (chart, "y", bureau_wish_names (series, NULL));
      json_object_set_string_member (chart, "value", figure);
    }
  else
    json_object_set_array_member (chart, "y", bureau_wish_names (figure, NULL));
  if (series != NULL
      && (g_str_equal (mark, "bar") || g_str_equal (mark, "line") || g_str_equal (mark, "area")))
    {
      json_object_set_string_member (chart, "series", series);
      json_object_set_boolean_member (chart, "stack", !g_str_equal (mark, "line"));
    }
  json_object_set_string_member (chart, "summary", summary);
  return chart;
}

static JsonObject *
make_figures_table (BureauWish *self, JsonArray *columns)
{
  JsonObject *table = bureau_wish_new_element ("table", "table", self->collection->title);
  JsonArray *cells = json_array_new ();

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *declared = json_array_get_object_element (columns, i);
      JsonObject *cell;

      if (!json_object_has_member (declared, "label"))
        continue;
      cell = json_object_new ();
      json_object_set_string_member (cell, "col", bureau_json_get_string (declared, "name"));
      json_array_add_object_element (cells, cell);
    }
  json_object_set_array_member (table, "columns", cells);
  return table;
}

static void
add_order (BureauWish *self, GString *rest, const char *x, const char *figure)
{
  gboolean is_by_figure = self->bucket == NULL || self->limit > 0;

  g_string_append_printf (rest, " ORDER BY \"%s\"%s", is_by_figure ? figure : x,
                          is_by_figure && (!self->is_sorted || self->is_descending) ? " DESC" : "");
  if (self->limit > 0)
    g_string_append_printf (rest, " LIMIT %u", self->limit);
}

static void
add_figure_elements (BureauWish *self, JsonArray *elements, JsonArray *columns, const char *x,
                     const char *series, const char *figure)
{
  if (x == NULL)
    {
      JsonObject *metric = bureau_wish_new_element ("figure", "metric", self->title);

      json_object_set_string_member (metric, "value", figure);
      json_array_add_object_element (elements, metric);
      return;
    }
  if (g_strcmp0 (self->shape, "table") != 0)
    json_array_add_object_element (elements, make_chart (self, x, series, figure));
  if (g_strcmp0 (self->shape, "chart") != 0)
    json_array_add_object_element (elements, make_figures_table (self, columns));
}

JsonObject *
bureau_wish_write_figures (BureauWish *self, JsonArray *elements)
{
  BureauWishField *groups[] = { self->group, self->series };
  const char *x = NULL, *series = NULL, *figure;
  g_autoptr (GString) rest = g_string_new (NULL);
  BureauWishStatement statement;
  guint n_groups;

  bureau_wish_statement_init (&statement, self);
  x = select_bucket (&statement);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i] != NULL && series == NULL)
      {
        bureau_wish_select_field (&statement, groups[i]);
        *(x == NULL ? &x : &series) = groups[i]->name;
      }
  n_groups = json_array_get_length (statement.columns);
  figure = select_figure (&statement);
  for (guint i = 0; i < json_array_get_length (statement.columns); i++)
    if (i != n_groups)
      g_string_append_printf (rest, "%s%u", rest->len > 0 ? ", " : " GROUP BY ", i + 1);
  if (x != NULL)
    add_order (self, rest, x, figure);
  add_figure_elements (self, elements, statement.columns, x, series, figure);
  return bureau_wish_statement_end (&statement, rest->str);
}
