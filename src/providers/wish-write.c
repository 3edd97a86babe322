/* SPDX-License-Identifier: GPL-3.0-or-later */
/* From what was understood to a view: one source, and the elements that show it. */
#include <glib/gi18n-lib.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/wish-private.h"
#include "views/param.h"

#define SHOWN_COLUMNS 6
#define SOURCE "rows"
#define PERIOD "period"
#define MAX_TITLE 60
#define MAX_ID 40

/* Columns ----------------------------------------------------------------------------------------
 */

/* The field by which a record is called. */
static BureauWishField *
name_field (BureauWishCollection *collection)
{
  static const char *const types[] = { "text", "company", "person", NULL };

  for (guint i = 0; i < collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (collection->fields, i);

      if (field->type != NULL && g_strv_contains (types, field->type))
        return field;
    }
  return NULL;
}

static char *
quote (const char *name)
{
  return g_strdup_printf ("\"%s\"", name);
}

/* A record of another collection is told by its name, which often stands beside it. */
char *
bureau_wish_expression (BureauWish *self, const BureauWishField *field)
{
  g_autofree char *beside = g_strconcat (field->name, "_name", NULL);
  BureauWishCollection *target = field->target != NULL ? bureau_wish_find_collection (
                                                             self->collections, field->target)
                                                       : NULL;
  BureauWishField *name = target != NULL ? name_field (target) : NULL;

  if (g_strcmp0 (field->type, "ref") != 0)
    return quote (field->name);
  if (bureau_wish_find_field (self->collection, beside) != NULL)
    return quote (beside);
  if (name == NULL)
    return quote (field->name);
  return g_strdup_printf ("(SELECT \"%s\" FROM \"%s\" WHERE \"%s\".id = \"%s\".\"%s\")", name->name,
                          target->name, target->name, self->collection->name, field->name);
}

static const char *
view_type (const BureauWishField *field)
{
  static const char *const same[] = { "int",      "number",   "ratio", "money",  "date",
                                      "datetime", "duration", "bool",  "person", NULL };

  return field->type != NULL && g_strv_contains (same, field->type) ? field->type : "text";
}

static JsonObject *
column (const char *name, const char *type, const char *label, const char *currency)
{
  JsonObject *object = json_object_new ();

  json_object_set_string_member (object, "name", name);
  json_object_set_string_member (object, "type", type);
  if (label != NULL)
    json_object_set_string_member (object, "label", label);
  if (currency != NULL)
    json_object_set_string_member (object, "currency_col", currency);
  return object;
}

/* Returns: (transfer full): as a source declares it */
JsonObject *
bureau_wish_column (BureauWish *self, const BureauWishField *field)
{
  gboolean is_money = g_strcmp0 (field->type, "money") == 0;

  return column (field->name, view_type (field), field->title, is_money ? field->currency : NULL);
}

JsonArray *
bureau_wish_names (const char *first, const char *second)
{
  JsonArray *names = json_array_new ();

  json_array_add_string_element (names, first);
  if (second != NULL)
    json_array_add_string_element (names, second);
  return names;
}

/* The statement ----------------------------------------------------------------------------------
 */

typedef struct
{
  BureauWish *wish;
  GString *selected;
  JsonArray *columns;
  GHashTable *names;
} Statement;

static void
statement_init (Statement *self, BureauWish *wish)
{
  self->wish = wish;
  self->selected = g_string_new (NULL);
  self->columns = json_array_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Takes the column. */
static void
select_column (Statement *self, const char *expression, JsonObject *declared)
{
  g_autoptr (JsonObject) owned = declared;
  const char *name = bureau_json_get_string (declared, "name");

  if (!g_hash_table_add (self->names, g_strdup (name)))
    return;
  g_string_append_printf (self->selected, "%s%s AS \"%s\"", self->selected->len > 0 ? ", " : "",
                          expression, name);
  json_array_add_object_element (self->columns, g_steal_pointer (&owned));
}

static void
select_currency (Statement *self, const BureauWishField *field)
{
  g_autofree char *quoted = field->currency != NULL ? quote (field->currency) : NULL;

  if (g_strcmp0 (field->type, "money") == 0 && quoted != NULL)
    select_column (self, quoted, column (field->currency, "text", NULL, NULL));
}

static void
select_field (Statement *self, const BureauWishField *field)
{
  g_autofree char *expression = bureau_wish_expression (self->wish, field);

  select_column (self, expression, bureau_wish_column (self->wish, field));
  select_currency (self, field);
}

char *
bureau_wish_period_condition (BureauWish *self)
{
  return g_strdup_printf ("\"%s\" BETWEEN :" PERIOD "_from AND :" PERIOD "_to",
                          self->period_field->name);
}

static char *
where (BureauWish *self)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *period = self->period != NULL ? bureau_wish_period_condition (self) : NULL;

  for (guint i = 0; i < self->conditions->len; i++)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " AND " : " WHERE ",
                            (char *)g_ptr_array_index (self->conditions, i));
  if (period != NULL)
    g_string_append_printf (text, "%s%s", text->len > 0 ? " AND " : " WHERE ", period);
  return g_string_free_and_steal (g_steal_pointer (&text));
}

/* Takes what was selected. */
static JsonObject *
make_source (Statement *self, const char *rest)
{
  JsonObject *source = json_object_new ();
  g_autofree char *conditions = where (self->wish);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\"%s%s", self->selected->str,
                                          self->wish->collection->name, conditions, rest);

  json_object_set_string_member (source, "id", SOURCE);
  json_object_set_string_member (source, "rows", "many");
  json_object_set_string_member (source, "sql", sql);
  json_object_set_array_member (source, "columns", self->columns);
  g_string_free (self->selected, TRUE);
  g_clear_pointer (&self->names, g_hash_table_unref);
  return source;
}

/* Rows as they are -------------------------------------------------------------------------------
 */

static gboolean
is_brief (BureauWish *self, const BureauWishField *field)
{
  g_autofree char *beside = g_strconcat (field->name, "_name", NULL);
  gboolean is_ref = g_strcmp0 (field->type, "ref") == 0;

  return g_strcmp0 (field->type, "list") != 0 && !g_str_has_suffix (field->name, "currency")
         && !g_str_has_suffix (field->name, "_at") && g_strcmp0 (field->name, "summary") != 0
         && g_strcmp0 (field->name, "note") != 0
         && !(is_ref && bureau_wish_find_field (self->collection, beside) != NULL);
}

static void
add_once (GPtrArray *fields, BureauWishField *field)
{
  if (field != NULL && !g_ptr_array_find (fields, field, NULL))
    g_ptr_array_add (fields, field);
}

/* What was asked for beside the name, or else the first few; and what it is sorted by. */
static GPtrArray *
choose_fields (BureauWish *self)
{
  GPtrArray *fields = g_ptr_array_new ();

  add_once (fields, name_field (self->collection));
  for (guint i = 0; i < self->columns->len; i++)
    add_once (fields, g_ptr_array_index (self->columns, i));
  for (guint i = 0;
       self->columns->len == 0 && fields->len < SHOWN_COLUMNS && i < self->collection->fields->len;
       i++)
    {
      BureauWishField *field = g_ptr_array_index (self->collection->fields, i);

      if (is_brief (self, field))
        add_once (fields, field);
    }
  add_once (fields, self->sort);
  add_once (fields, self->group);
  add_once (fields, self->period_field);
  return fields;
}

static char *
sort_key (BureauWish *self)
{
  if (self->sort == NULL && self->is_sorted)
    self->sort = bureau_wish_main_figure (self) != NULL ? bureau_wish_main_figure (self)
                                                        : bureau_wish_main_date (self);
  return self->sort != NULL ? g_strconcat (self->is_descending ? "-" : "", self->sort->name, NULL)
                            : NULL;
}

static JsonObject *
make_element (const char *id, const char *type, const char *title)
{
  JsonObject *element = json_object_new ();

  json_object_set_string_member (element, "id", id);
  json_object_set_string_member (element, "type", type);
  json_object_set_string_member (element, "data", SOURCE);
  json_object_set_string_member (element, "title", title);
  return element;
}

static JsonObject *
make_open (BureauWish *self)
{
  JsonObject *open = json_object_new ();

  json_object_set_string_member (open, "entity", self->collection->name);
  json_object_set_string_member (open, "key", "id");
  return open;
}

static void
add_cells (BureauWish *self, JsonObject *table, GPtrArray *fields)
{
  JsonArray *cells = json_array_new ();

  for (guint i = 0; i < fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (fields, i);
      JsonObject *cell = json_object_new ();

      json_object_set_string_member (cell, "col", field->name);
      if (i == 0)
        json_object_set_object_member (cell, "open", make_open (self));
      json_array_add_object_element (cells, cell);
    }
  json_object_set_array_member (table, "columns", cells);
}

static BureauWishField *
first_date (BureauWish *self, GPtrArray *fields)
{
  for (guint i = 0; i < fields->len; i++)
    if (bureau_wish_is_date (g_ptr_array_index (fields, i)))
      return g_ptr_array_index (fields, i);
  return bureau_wish_main_date (self);
}

static BureauWishField *
first_choice (BureauWish *self)
{
  for (guint i = 0; i < self->collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (self->collection->fields, i);

      if (g_strcmp0 (field->type, "choice") == 0)
        return field;
    }
  return NULL;
}

/* What a board, a list, a calendar and a timeline need beside their title. */
static void
fill_element (BureauWish *self, JsonObject *element, GPtrArray *fields)
{
  BureauWishField *name = g_ptr_array_index (fields, 0);

  if (g_str_equal (self->shape, "board"))
    {
      JsonObject *card = json_object_new ();

      json_object_set_string_member (card, "title", name->name);
      json_object_set_string_member (element, "group", self->group->name);
      json_object_set_object_member (element, "card", card);
    }
  else if (g_str_equal (self->shape, "calendar"))
    {
      json_object_set_string_member (element, "start", first_date (self, fields)->name);
      json_object_set_string_member (element, "label", name->name);
    }
  else if (g_str_equal (self->shape, "timeline"))
    {
      json_object_set_string_member (element, "time", first_date (self, fields)->name);
      json_object_set_string_member (element, "text", name->name);
    }
  else
    {
      json_object_set_string_member (element, "primary", name->name);
      if (fields->len > 1)
        json_object_set_string_member (element, "secondary",
                                       ((BureauWishField *)g_ptr_array_index (fields, 1))->name);
    }
  json_object_set_object_member (element, "open", make_open (self));
}

static gboolean
is_arranged (BureauWish *self)
{
  static const char *const shapes[] = { "board", "calendar", "timeline", "list", NULL };

  return self->shape != NULL && g_strv_contains (shapes, self->shape);
}

static JsonObject *
write_rows (BureauWish *self, JsonArray *elements)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *key = sort_key (self);
  g_autoptr (GString) rest = g_string_new (NULL);
  JsonObject *element;
  Statement statement;

  if (g_strcmp0 (self->shape, "board") == 0 && self->group == NULL)
    self->group = first_choice (self);
  if (g_strcmp0 (self->shape, "board") == 0 && self->group == NULL)
    self->shape = NULL;
  fields = choose_fields (self);
  if (is_arranged (self) && !g_str_equal (self->shape, "board")
      && !g_str_equal (self->shape, "list"))
    add_once (fields, first_date (self, fields));
  statement_init (&statement, self);
  select_column (&statement, "id", column ("id", "ref", NULL, NULL));
  json_object_set_string_member (json_array_get_object_element (statement.columns, 0), "entity",
                                 self->collection->name);
  for (guint i = 0; i < fields->len; i++)
    select_field (&statement, g_ptr_array_index (fields, i));
  if (self->sort != NULL && self->limit > 0)
    g_string_append_printf (rest, " ORDER BY \"%s\"%s", self->sort->name,
                            self->is_descending ? " DESC" : "");
  if (self->limit > 0)
    g_string_append_printf (rest, " LIMIT %u", self->limit);
  element = make_element ("rows_shown", is_arranged (self) ? self->shape : "table",
                          self->collection->title);
  if (is_arranged (self))
    fill_element (self, element, fields);
  else
    add_cells (self, element, fields);
  if (key != NULL && !(is_arranged (self) && !g_str_equal (self->shape, "list")))
    json_object_set_string_member (element, "sort", key);
  json_array_add_object_element (elements, element);
  return make_source (&statement, rest->str);
}

/* Figures ----------------------------------------------------------------------------------------
 */

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
select_bucket (Statement *self)
{
  BureauWish *wish = self->wish;

  for (gsize i = 0; wish->bucket != NULL && i < G_N_ELEMENTS (buckets); i++)
    if (g_str_equal (buckets[i].bucket, wish->bucket))
      {
        g_autofree char *sql = fill_in (buckets[i].sql, wish->bucket_field->name);

        select_column (self, sql,
                       column (wish->bucket, buckets[i].type, wish->bucket_field->title, NULL));
        return wish->bucket;
      }
  return NULL;
}

/* The name of the figure's column. */
static const char *
select_figure (Statement *self)
{
  BureauWish *wish = self->wish;
  const char *total = wish->total;
  gboolean is_money = wish->measure != NULL && g_strcmp0 (wish->measure->type, "money") == 0;
  g_autofree char *sql = NULL;

  if (wish->measure == NULL || g_str_equal (total, "count"))
    {
      select_column (self, "count(*)", column ("n", "int", _ ("Number"), NULL));
      return "n";
    }
  if (g_str_equal (total, "share"))
    {
      sql = g_strdup_printf ("avg(coalesce(\"%s\", 0))", wish->measure->name);
      select_column (self, sql, column ("share", "ratio", wish->measure->title, NULL));
      return "share";
    }
  sql = g_strdup_printf (
      is_money && g_str_equal (total, "avg") ? "CAST(round(%s(\"%s\")) AS INTEGER)" : "%s(\"%s\")",
      total, wish->measure->name);
  select_column (self, sql,
                 column (total, is_money ? "money" : view_type (wish->measure),
                         wish->measure->title, is_money ? wish->measure->currency : NULL));
  select_currency (self, wish->measure);
  return total;
}

/* What was left open. */
static void
settle (BureauWish *self)
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
  JsonObject *chart = make_element ("chart", "chart", self->title);
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
  JsonObject *table = make_element ("table", "table", self->collection->title);
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
      JsonObject *metric = make_element ("figure", "metric", self->title);

      json_object_set_string_member (metric, "value", figure);
      json_array_add_object_element (elements, metric);
      return;
    }
  if (g_strcmp0 (self->shape, "table") != 0)
    json_array_add_object_element (elements, make_chart (self, x, series, figure));
  if (g_strcmp0 (self->shape, "chart") != 0)
    json_array_add_object_element (elements, make_figures_table (self, columns));
}

static JsonObject *
write_figures (BureauWish *self, JsonArray *elements)
{
  BureauWishField *groups[] = { self->group, self->series };
  const char *x = NULL, *series = NULL, *figure;
  g_autoptr (GString) rest = g_string_new (NULL);
  Statement statement;
  guint n_groups;

  statement_init (&statement, self);
  x = select_bucket (&statement);
  for (guint i = 0; i < G_N_ELEMENTS (groups); i++)
    if (groups[i] != NULL && series == NULL)
      {
        select_field (&statement, groups[i]);
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
  return make_source (&statement, rest->str);
}

/* The view ---------------------------------------------------------------------------------------
 */

JsonObject *
bureau_wish_period_param (BureauWish *self)
{
  JsonObject *param = json_object_new ();

  json_object_set_string_member (param, "id", PERIOD);
  json_object_set_string_member (param, "type", "date_range");
  json_object_set_string_member (param, "default", self->period);
  json_object_set_string_member (param, "label", self->period_field->title);
  return param;
}

static char *
make_id (const char *title)
{
  g_autofree char *folded = bureau_text_fold (title);
  GString *id = g_string_new (NULL);

  for (const char *p = folded; *p != '\0' && id->len < MAX_ID; p++)
    if (g_ascii_islower (*p) || (g_ascii_isdigit (*p) && id->len > 0))
      g_string_append_c (id, *p);
    else if (id->len > 0 && id->str[id->len - 1] != '-')
      g_string_append_c (id, '-');
  while (id->len > 0 && id->str[id->len - 1] == '-')
    g_string_truncate (id, id->len - 1);
  if (id->len == 0)
    g_string_append (id, "view");
  return g_string_free_and_steal (id);
}

/* A new view replaces none. */
static char *
find_free_id (BureauWish *self, const char *title)
{
  JsonArray *taken = bureau_json_get_array (self->inputs, "views");
  g_autofree char *base = make_id (title);
  char *id = g_strdup (base);

  for (guint n = 2, i = 0; taken != NULL && i < json_array_get_length (taken); i++)
    if (g_strcmp0 (json_array_get_string_element (taken, i), id) == 0)
      {
        g_free (id);
        id = g_strdup_printf ("%s-%u", base, n++);
        i = -1;
      }
  return id;
}

static char *
make_title (BureauWish *self)
{
  g_autofree char *line = bureau_text_one_line (bureau_json_get_string (self->inputs, "words"));
  g_autofree char *visible = bureau_text_visible (line, NULL);
  g_autofree char *shorter = bureau_text_shorten (visible, MAX_TITLE);
  g_autofree char *first = g_utf8_substring (shorter, 0, 1);
  g_autofree char *upper = g_utf8_strup (first, -1);

  return g_strconcat (upper, g_utf8_next_char (shorter), NULL);
}

static void
add_filter (BureauWish *self, JsonObject *view, JsonArray *layout, JsonArray *elements)
{
  JsonArray *params = json_array_new ();
  JsonObject *filter = json_object_new ();
  JsonObject *row = json_object_new ();

  json_array_add_object_element (params, bureau_wish_period_param (self));
  json_object_set_array_member (view, "params", params);
  json_object_set_string_member (filter, "id", "filter");
  json_object_set_string_member (filter, "type", "filter");
  json_object_set_string_member (filter, "param", PERIOD);
  json_array_add_object_element (elements, filter);
  json_object_set_array_member (row, "row", bureau_wish_names ("filter", NULL));
  json_array_add_object_element (layout, row);
}

static void
add_rows_of_layout (JsonArray *layout, JsonArray *elements, guint from)
{
  for (guint i = from; i < json_array_get_length (elements); i++)
    {
      JsonObject *row = json_object_new ();
      const char *id = bureau_json_get_string (json_array_get_object_element (elements, i), "id");

      json_object_set_array_member (row, "row", bureau_wish_names (id, NULL));
      json_array_add_object_element (layout, row);
    }
}

/* Returns: (transfer full): the view, unchecked */
JsonObject *
bureau_wish_write (BureauWish *self)
{
  JsonObject *view = json_object_new ();
  JsonArray *data = json_array_new (), *layout = json_array_new (), *elements = json_array_new ();
  g_autofree char *id = NULL;
  guint n_before;
  gboolean is_figure;

  if (self->title == NULL)
    self->title = make_title (self);
  id = find_free_id (self, self->title);
  json_object_set_string_member (view, "spec", "view/1");
  json_object_set_string_member (view, "id", id);
  json_object_set_string_member (view, "title", self->title);
  json_object_set_string_member (view, "lang",
                                 bureau_dictionary_get_language (self->source->dictionary));
  if (self->period != NULL)
    add_filter (self, view, layout, elements);
  n_before = json_array_get_length (elements);
  is_figure = self->total != NULL || self->bucket != NULL
              || (self->group != NULL && !is_arranged (self))
              || (self->limit > 0 && self->measure != NULL && !self->is_named);
  if (is_figure)
    settle (self);
  json_array_add_object_element (data, is_figure && self->total != NULL
                                           ? write_figures (self, elements)
                                           : write_rows (self, elements));
  add_rows_of_layout (layout, elements, n_before);
  json_object_set_array_member (view, "data", data);
  json_object_set_array_member (view, "layout", layout);
  json_object_set_array_member (view, "elements", elements);
  if (self->button != NULL)
    bureau_wish_add_button (
        self, view, json_array_get_object_element (elements, json_array_get_length (elements) - 1));
  return view;
}
