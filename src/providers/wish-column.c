/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that a source declares, and elements that show it. */
#include "providers/wish-write.h"

#include "base/json.h"

/* The field by which a record is called. */
BureauWishField *
bureau_wish_name_field (BureauWishCollection *collection)
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

char *
bureau_wish_quote (const char *name)
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
  BureauWishField *name = target != NULL ? bureau_wish_name_field (target) : NULL;

  if (g_strcmp0 (field->type, "ref") != 0)
    return bureau_wish_quote (field->name);
  if (bureau_wish_find_field (self->collection, beside) != NULL)
    return bureau_wish_quote (beside);
  if (name == NULL)
    return bureau_wish_quote (field->name);
  return g_strdup_printf ("(SELECT \"%s\" FROM \"%s\" WHERE \"%s\".id = \"%s\".\"%s\")", name->name,
                          target->name, target->name, self->collection->name, field->name);
}

const char *
bureau_wish_view_type (const BureauWishField *field)
{
  static const char *const same[] = { "int",      "number",   "ratio", "money",  "date",
                                      "datetime", "duration", "bool",  "person", NULL };

  return field->type != NULL && g_strv_contains (same, field->type) ? field->type : "text";
}

JsonObject *
bureau_wish_new_column (const char *name, const char *type, const char *label, const char *currency)
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

  return bureau_wish_new_column (field->name, bureau_wish_view_type (field), field->title,
                                 is_money ? field->currency : NULL);
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

JsonObject *
bureau_wish_new_element (const char *id, const char *type, const char *title)
{
  JsonObject *element = json_object_new ();

  json_object_set_string_member (element, "id", id);
  json_object_set_string_member (element, "type", type);
  json_object_set_string_member (element, "data", BUREAU_WISH_SOURCE);
  json_object_set_string_member (element, "title", title);
  return element;
}
