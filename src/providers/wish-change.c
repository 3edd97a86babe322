/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Changes of a view that is there, element by element. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "memory/sql-scan.h"
#include "providers/wish-private.h"
#include "views/meaning.h"
#include "views/view.h"

/* Where the parts of a plain SELECT begin; 0 where it has none. */
typedef struct
{
  gsize from, where, group, end; /* end: of what WHERE says, or where it would stand */
  char *table;
  gboolean is_plain;
} Parts;

static gboolean
is_word (const BureauSqlToken *token, const char *word)
{
  return token->kind == BUREAU_SQL_WORD && token->length == strlen (word)
         && g_ascii_strncasecmp (token->start, word, token->length) == 0;
}

static char *
bare_name (const BureauSqlToken *token)
{
  gboolean is_quoted = token->kind == BUREAU_SQL_NAME;

  return g_strndup (token->start + is_quoted, token->length - 2 * is_quoted);
}

static void
note_end (Parts *parts, gsize at)
{
  if (parts->end == 0)
    parts->end = at;
}

static void
find_part (Parts *parts, const BureauSqlToken *token, gsize at)
{
  static const char *const foreign[] = { "UNION", "EXCEPT",   "INTERSECT", "WITH",
                                         "JOIN",  "DISTINCT", "VALUES",    NULL };

  for (guint i = 0; foreign[i] != NULL; i++)
    if (is_word (token, foreign[i]))
      parts->is_plain = FALSE;
  if (is_word (token, "FROM"))
    parts->from = at;
  else if (is_word (token, "WHERE"))
    parts->where = at;
  else if (is_word (token, "GROUP"))
    {
      parts->group = at;
      note_end (parts, at);
    }
  else if (is_word (token, "ORDER") || is_word (token, "LIMIT"))
    note_end (parts, at);
}

/* What stands in brackets is not looked at. */
static void
parts_find (Parts *parts, const char *sql)
{
  const char *cursor = sql;
  BureauSqlToken token;
  gboolean follows_from = FALSE;
  int depth = 0;

  *parts = (Parts){ .is_plain = TRUE };
  while (bureau_sql_next (&cursor, &token))
    {
      depth += bureau_sql_token_is (&token, "(") ? 1 : bureau_sql_token_is (&token, ")") ? -1 : 0;
      if (depth != 0)
        continue;
      if (follows_from && parts->table == NULL)
        parts->table = bare_name (&token);
      follows_from = is_word (&token, "FROM");
      find_part (parts, &token, (gsize)(token.start - sql));
    }
  note_end (parts, strlen (sql));
  parts->is_plain &= parts->from > 0;
}

static void
parts_clear (Parts *parts)
{
  g_free (parts->table);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Parts, parts_clear)

/* Both sides in brackets: what was there may be an OR. */
static char *
with_condition (const char *sql, const Parts *parts, const char *condition)
{
  g_autofree char *head = g_strndup (sql, parts->where > 0 ? parts->where : parts->end);
  g_autofree char *there = parts->where > 0
                               ? g_strndup (sql + parts->where + strlen ("WHERE"),
                                            parts->end - parts->where - strlen ("WHERE"))
                               : NULL;

  g_strchomp (head);
  if (there == NULL)
    return g_strdup_printf ("%s WHERE %s %s", head, condition, sql + parts->end);
  return g_strdup_printf ("%s WHERE (%s) AND (%s) %s", head, g_strstrip (there), condition,
                          sql + parts->end);
}

static char *
with_column (const char *sql, const Parts *parts, const char *expression, const char *name)
{
  g_autofree char *head = g_strndup (sql, parts->from);

  return g_strdup_printf ("%s, %s AS \"%s\" %s", g_strchomp (head), expression, name,
                          sql + parts->from);
}

/* Sources ----------------------------------------------------------------------------------------
 */

typedef struct
{
  BureauWish *wish;
  JsonObject *view;
  guint n_changes;
} Change;

static gboolean
reads_collection (Change *change, const Parts *parts)
{
  return parts->is_plain && g_strcmp0 (parts->table, change->wish->collection->name) == 0;
}

static void
narrow (Change *change, JsonObject *source, const char *condition)
{
  const char *sql = bureau_json_get_string (source, "sql");
  g_auto (Parts) parts = { 0 };
  g_autofree char *narrower = NULL;

  parts_find (&parts, sql);
  if (!reads_collection (change, &parts))
    return;
  narrower = with_condition (sql, &parts, condition);
  g_strchomp (narrower);
  json_object_set_string_member (source, "sql", narrower);
  change->n_changes++;
}

static void
narrow_all (Change *change, const char *condition)
{
  JsonArray *data = bureau_json_get_array (change->view, "data");

  for (guint i = 0; data != NULL && i < json_array_get_length (data); i++)
    narrow (change, json_array_get_object_element (data, i), condition);
}

static JsonArray *
list_of (JsonObject *view, const char *name)
{
  if (bureau_json_get_array (view, name) == NULL)
    json_object_set_array_member (view, name, json_array_new ());
  return bureau_json_get_array (view, name);
}

/* Puts an element on top of the others. */
static void
put_on_top (Change *change, JsonObject *element)
{
  JsonArray *layout = bureau_json_get_array (change->view, "layout");
  JsonArray *longer = json_array_new ();
  JsonObject *row = json_object_new ();

  json_array_add_object_element (list_of (change->view, "elements"), element);
  json_object_set_array_member (row, "row",
                                bureau_wish_names (bureau_json_get_string (element, "id"), NULL));
  json_array_add_object_element (longer, row);
  for (guint i = 0; layout != NULL && i < json_array_get_length (layout); i++)
    json_array_add_object_element (longer,
                                   json_object_ref (json_array_get_object_element (layout, i)));
  json_object_set_array_member (change->view, "layout", longer);
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

/* A time that can be set is only set to another one. */
static void
set_period (Change *change)
{
  BureauWish *wish = change->wish;
  JsonObject *param = find_range (change->view);
  g_autofree char *condition = NULL;
  JsonObject *filter;

  if (param != NULL)
    {
      json_object_set_string_member (param, "default", wish->period);
      change->n_changes++;
      return;
    }
  condition = bureau_wish_period_condition (wish);
  narrow_all (change, condition);
  if (change->n_changes == 0)
    return;
  json_array_add_object_element (list_of (change->view, "params"), bureau_wish_period_param (wish));
  filter = json_object_new ();
  json_object_set_string_member (filter, "id", "period_filter");
  json_object_set_string_member (filter, "type", "filter");
  json_object_set_string_member (filter, "param", "period");
  put_on_top (change, filter);
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
      g_auto (Parts) parts = { 0 };

      parts_find (&parts, bureau_json_get_string (json_array_get_object_element (data, i), "sql"));
      reads |= parts.is_plain && g_strcmp0 (parts.table, collection) == 0;
    }
  return reads;
}

/* Elements ---------------------------------------------------------------------------------------
 */

/* The element that is meant: the one that is pointed at, or the first of its type. */
static JsonObject *
find_element (Change *change, const char *type)
{
  const char *meant = bureau_json_get_string (change->wish->inputs, "element");
  JsonArray *elements = bureau_json_get_array (change->view, "elements");
  JsonObject *first = NULL;

  for (guint i = 0; elements != NULL && i < json_array_get_length (elements); i++)
    {
      JsonObject *element = json_array_get_object_element (elements, i);

      if (g_strcmp0 (bureau_json_get_string (element, "type"), type) != 0)
        continue;
      if (g_strcmp0 (bureau_json_get_string (element, "id"), meant) == 0)
        return element;
      first = first != NULL ? first : element;
    }
  return first;
}

static JsonObject *
source_of (Change *change, JsonObject *element)
{
  const char *id = element != NULL ? bureau_json_get_string (element, "data") : NULL;

  return id != NULL ? bureau_view_find_in (change->view, "data", id) : NULL;
}

static gboolean
add_to_source (Change *change, JsonObject *source, BureauWishField *field)
{
  const char *sql = bureau_json_get_string (source, "sql");
  g_autofree char *expression = bureau_wish_expression (change->wish, field);
  g_auto (Parts) parts = { 0 };
  g_autofree char *wider = NULL;

  if (bureau_view_get_column (source, field->name) != NULL)
    return TRUE;
  parts_find (&parts, sql);
  if (!reads_collection (change, &parts) || parts.group > 0)
    return FALSE;
  wider = with_column (sql, &parts, expression, field->name);
  json_object_set_string_member (source, "sql", wider);
  json_array_add_object_element (bureau_json_get_array (source, "columns"),
                                 bureau_wish_column (change->wish, field));
  return TRUE;
}

static void
add_column (Change *change, BureauWishField *field)
{
  JsonObject *table = find_element (change, "table");
  JsonObject *source = source_of (change, table);
  BureauWishField *currency = field->currency != NULL
                                  ? bureau_wish_find_field (change->wish->collection,
                                                            field->currency)
                                  : NULL;
  JsonObject *cell;

  if (source == NULL || (currency != NULL && !add_to_source (change, source, currency))
      || !add_to_source (change, source, field))
    return;
  cell = json_object_new ();
  json_object_set_string_member (cell, "col", field->name);
  json_array_add_object_element (bureau_json_get_array (table, "columns"), cell);
  change->n_changes++;
}

static void
drop_column (Change *change, BureauWishField *field)
{
  JsonObject *table = find_element (change, "table");
  JsonArray *cells = table != NULL ? bureau_json_get_array (table, "columns") : NULL;

  for (guint i = 0;
       cells != NULL && json_array_get_length (cells) > 1 && i < json_array_get_length (cells); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (cells, i), "col"),
                   field->name)
        == 0)
      {
        json_array_remove_element (cells, i);
        change->n_changes++;
        return;
      }
}

static void
set_sort (Change *change)
{
  static const char *const types[] = { "table", "chart", "list", NULL };
  BureauWishField *field = change->wish->sort;

  for (guint i = 0; types[i] != NULL; i++)
    {
      JsonObject *element = find_element (change, types[i]);
      JsonObject *source = source_of (change, element);
      g_autofree char *key = g_strconcat (change->wish->is_descending ? "-" : "", field->name,
                                          NULL);

      if (source == NULL || !add_to_source (change, source, field))
        continue;
      json_object_set_string_member (element, "sort", key);
      change->n_changes++;
      return;
    }
}

static void
set_group (Change *change)
{
  JsonObject *table = find_element (change, "table");
  JsonObject *source = source_of (change, table);

  if (source == NULL || !add_to_source (change, source, change->wish->group))
    return;
  json_object_set_string_member (table, "group", change->wish->group->name);
  change->n_changes++;
}

/* Charts -----------------------------------------------------------------------------------------
 */

static const char *
column_that (JsonObject *source, gboolean is_figure)
{
  static const char *const figures[]
      = { "int", "number", "ratio", "money", "days", "duration", NULL };
  JsonArray *columns = bureau_json_get_array (source, "columns");

  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      if (g_strv_contains (figures, bureau_json_get_string (column, "type")) == is_figure)
        return bureau_json_get_string (column, "name");
    }
  return NULL;
}

/* Figures that stand in a table can be drawn. */
static void
add_chart (Change *change, const char *mark)
{
  JsonObject *table = find_element (change, "table");
  JsonObject *source = source_of (change, table);
  const char *x = source != NULL ? column_that (source, FALSE) : NULL;
  const char *y = source != NULL ? column_that (source, TRUE) : NULL;
  g_autofree char *summary = g_strdup_printf ("{n}: {first.%s} – {last.%s}", x, x);
  JsonObject *chart;

  if (x == NULL || y == NULL || g_str_equal (mark, "heatmap") || g_str_equal (mark, "scatter")
      || bureau_view_find_in (change->view, "elements", "chart") != NULL)
    return;
  if (g_str_equal (x, "id") && bureau_json_get_array (table, "columns") != NULL)
    x = bureau_json_get_string (
        json_array_get_object_element (bureau_json_get_array (table, "columns"), 0), "col");
  chart = json_object_new ();
  json_object_set_string_member (chart, "id", "chart");
  json_object_set_string_member (chart, "type", "chart");
  json_object_set_string_member (chart, "data", bureau_json_get_string (table, "data"));
  json_object_set_string_member (chart, "title", bureau_json_get_string (table, "title"));
  json_object_set_string_member (chart, "mark", mark);
  json_object_set_string_member (chart, "x", x);
  json_object_set_array_member (chart, "y", bureau_wish_names (y, NULL));
  g_free (summary);
  summary = g_strdup_printf ("{n}: {first.%s} – {last.%s}", x, x);
  json_object_set_string_member (chart, "summary", summary);
  put_on_top (change, chart);
  change->n_changes++;
}

static void
set_mark (Change *change)
{
  const char *mark = g_str_equal (change->wish->mark, "any") ? "bar" : change->wish->mark;
  JsonObject *chart = find_element (change, "chart");

  if (chart == NULL)
    {
      add_chart (change, mark);
      return;
    }
  json_object_set_string_member (chart, "mark", mark);
  if (g_str_equal (mark, "pie") || g_str_equal (mark, "funnel"))
    {
      json_object_remove_member (chart, "series");
      json_object_remove_member (chart, "stack");
    }
  change->n_changes++;
}

/* All of it --------------------------------------------------------------------------------------
 */

static void
apply (Change *change)
{
  BureauWish *wish = change->wish;

  if (wish->title != NULL)
    {
      json_object_set_string_member (change->view, "title", wish->title);
      change->n_changes++;
    }
  for (guint i = 0; i < wish->conditions->len; i++)
    narrow_all (change, g_ptr_array_index (wish->conditions, i));
  if (wish->period != NULL)
    set_period (change);
  for (guint i = 0; i < wish->columns->len; i++)
    add_column (change, g_ptr_array_index (wish->columns, i));
  for (guint i = 0; i < wish->dropped->len; i++)
    drop_column (change, g_ptr_array_index (wish->dropped, i));
  if (wish->group != NULL)
    set_group (change);
  if (wish->is_sorted && wish->sort != NULL)
    set_sort (change);
  if (wish->mark != NULL)
    set_mark (change);
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
  Change change = { self, view, 0 };

  apply (&change);
  if (change.n_changes > 0)
    return g_steal_pointer (&view);
  bureau_wish_doubt (self, 0, self->source->tokens->len,
                     g_strdup (_ ("This cannot be changed by rules in this view.")), NULL);
  return NULL;
}
