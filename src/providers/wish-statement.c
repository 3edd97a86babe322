/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The one SELECT of a new view. */
#include "providers/wish-write.h"

#include "base/json.h"
#include "views/param.h"

void
bureau_wish_statement_init (BureauWishStatement *self, BureauWish *wish)
{
  self->wish = wish;
  self->selected = g_string_new (NULL);
  self->columns = json_array_new ();
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/* Takes the column. */
void
bureau_wish_select (BureauWishStatement *self, const char *expression, JsonObject *declared)
{
  g_autoptr (JsonObject) owned = declared;
  const char *name = bureau_json_get_string (declared, "name");

  if (!g_hash_table_add (self->names, g_strdup (name)))
    return;
  g_string_append_printf (self->selected, "%s%s AS \"%s\"", self->selected->len > 0 ? ", " : "",
                          expression, name);
  json_array_add_object_element (self->columns, g_steal_pointer (&owned));
}

void
bureau_wish_select_currency (BureauWishStatement *self, const BureauWishField *field)
{
  g_autofree char *quoted = field->currency != NULL ? bureau_wish_quote (field->currency) : NULL;

  if (g_strcmp0 (field->type, "money") == 0 && quoted != NULL)
    bureau_wish_select (self, quoted, bureau_wish_new_column (field->currency, "text", NULL, NULL));
}

void
bureau_wish_select_field (BureauWishStatement *self, const BureauWishField *field)
{
  g_autofree char *expression = bureau_wish_expression (self->wish, field);

  bureau_wish_select (self, expression, bureau_wish_column (self->wish, field));
  bureau_wish_select_currency (self, field);
}

char *
bureau_wish_period_condition (BureauWish *self)
{
  return g_strdup_printf ("\"%s\" BETWEEN :" BUREAU_WISH_PERIOD "_from AND :" BUREAU_WISH_PERIOD
                          "_to",
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
JsonObject *
bureau_wish_statement_end (BureauWishStatement *self, const char *rest)
{
  JsonObject *source = json_object_new ();
  g_autofree char *conditions = where (self->wish);
  g_autofree char *sql = g_strdup_printf ("SELECT %s FROM \"%s\"%s%s", self->selected->str,
                                          self->wish->collection->name, conditions, rest);

  json_object_set_string_member (source, "id", BUREAU_WISH_SOURCE);
  json_object_set_string_member (source, "rows", "many");
  json_object_set_string_member (source, "sql", sql);
  json_object_set_array_member (source, "columns", self->columns);
  g_string_free (self->selected, TRUE);
  g_clear_pointer (&self->names, g_hash_table_unref);
  return source;
}
