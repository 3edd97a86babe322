/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Records as they are: a table, board, list, calendar or timeline. */
#include "providers/wish-write.h"

#include "base/json.h"

#define SHOWN_COLUMNS 6

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

  add_once (fields, bureau_wish_name_field (self->collection));
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

gboolean
bureau_wish_is_arranged (BureauWish *self)
{
  static const char *const shapes[] = { "board", "calendar", "timeline", "list", NULL };

  return self->shape != NULL && g_strv_contains (shapes, self->shape);
}

JsonObject *
bureau_wish_write_rows (BureauWish *self, JsonArray *elements)
{
  g_autoptr (GPtrArray) fields = NULL;
  g_autofree char *key = sort_key (self);
  g_autoptr (GString) rest = g_string_new (NULL);
  JsonObject *element;
  BureauWishStatement statement;

  if (g_strcmp0 (self->shape, "board") == 0 && self->group == NULL)
    self->group = first_choice (self);
  if (g_strcmp0 (self->shape, "board") == 0 && self->group == NULL)
    self->shape = NULL;
  fields = choose_fields (self);
  if (bureau_wish_is_arranged (self) && !g_str_equal (self->shape, "board")
      && !g_str_equal (self->shape, "list"))
    add_once (fields, first_date (self, fields));
  bureau_wish_statement_init (&statement, self);
  bureau_wish_select (&statement, "id", bureau_wish_new_column ("id", "ref", NULL, NULL));
  json_object_set_string_member (json_array_get_object_element (statement.columns, 0), "entity",
                                 self->collection->name);
  for (guint i = 0; i < fields->len; i++)
    bureau_wish_select_field (&statement, g_ptr_array_index (fields, i));
  if (self->sort != NULL && self->limit > 0)
    g_string_append_printf (rest, " ORDER BY \"%s\"%s", self->sort->name,
                            self->is_descending ? " DESC" : "");
  if (self->limit > 0)
    g_string_append_printf (rest, " LIMIT %u", self->limit);
  element = bureau_wish_new_element ("rows_shown",
                                     bureau_wish_is_arranged (self) ? self->shape : "table",
                                     self->collection->title);
  if (bureau_wish_is_arranged (self))
    fill_element (self, element, fields);
  else
    add_cells (self, element, fields);
  if (key != NULL && !(bureau_wish_is_arranged (self) && !g_str_equal (self->shape, "list")))
    json_object_set_string_member (element, "sort", key);
  json_array_add_object_element (elements, element);
  return bureau_wish_statement_end (&statement, rest->str);
}
