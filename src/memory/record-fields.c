/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/record-fields.h"

#include "base/error.h"
#include "base/text.h"

/**
 * bureau_record_fields_clear:
 *
 * Frees what bureau_record_fields_init() took.
 */
void
bureau_record_fields_clear (BureauRecordFields *self)
{
  if (self->columns != NULL)
    g_string_free (self->columns, TRUE);
  self->columns = NULL;
  g_clear_pointer (&self->values, g_ptr_array_unref);
  g_clear_pointer (&self->meta, json_object_unref);
  g_clear_pointer (&self->names, g_ptr_array_unref);
  g_clear_pointer (&self->known, bureau_statement_release);
}

/**
 * bureau_record_prepare:
 *
 * The statement that reads a record whole, by its id. Once it was stepped it also tells which
 * columns there are: kept statements follow every change of the schema.
 *
 * Returns: (transfer full): give back with bureau_statement_release(); %NULL with
 * BUREAU_ERROR_NOT_FOUND
 */
BureauStatement *
bureau_record_prepare (BureauDatabase *database, const char *collection, GError **error)
{
  gboolean is_name = bureau_text_is_name (collection) && !g_str_has_prefix (collection, "bureau_")
                     && !g_str_has_prefix (collection, "sqlite_");
  g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" WHERE id = ?", collection);
  BureauStatement *statement = is_name ? bureau_database_prepare (database, sql, NULL) : NULL;

  if (statement == NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no collection “%s”.",
                 collection);
  return statement;
}

static GPtrArray *
list_columns (BureauStatement *statement)
{
  guint n_columns = (guint)bureau_statement_column_count (statement);
  GPtrArray *names = g_ptr_array_sized_new (n_columns);

  for (guint i = 0; i < n_columns; i++)
    g_ptr_array_add (names, (gpointer)bureau_statement_column_name (statement, (int)i));
  return names;
}

static gboolean
has_column (BureauRecordFields *self, const char *name)
{
  return g_ptr_array_find_with_equal_func (self->names, name, g_str_equal, NULL);
}

/**
 * bureau_record_is_own_column:
 *
 * Returns: whether @name is one of the columns that every record has
 */
gboolean
bureau_record_is_own_column (const char *name)
{
  return g_str_equal (name, "id") || g_str_equal (name, "created_at")
         || g_str_equal (name, "updated_at") || g_str_equal (name, "meta");
}

static void
add_value (BureauRecordFields *self, const char *name, JsonNode *value)
{
  if (!has_column (self, name) || bureau_record_is_own_column (name))
    {
      json_object_set_member (self->meta, name, json_node_copy (value));
      return;
    }
  g_string_append (self->columns, ",\"");
  g_string_append (self->columns, name);
  g_string_append_c (self->columns, '"');
  g_ptr_array_add (self->values, json_node_copy (value));
}

/* {"minor","currency"}: the amount in its column, the code in FIELD_currency, else in currency. */
static void
add_money (BureauRecordFields *self, const char *name, JsonObject *money)
{
  g_autofree char *own = g_strconcat (name, "_currency", NULL);
  JsonNode *currency = json_object_get_member (money, "currency");

  add_value (self, name, json_object_get_member (money, "minor"));
  if (currency == NULL)
    return;
  if (!has_column (self, own) && has_column (self, "currency"))
    self->currency = currency;
  else
    add_value (self, own, currency);
}

static gboolean
is_money (JsonNode *value)
{
  JsonObject *object = JSON_NODE_HOLDS_OBJECT (value) ? json_node_get_object (value) : NULL;

  return object != NULL && json_object_get_size (object) <= 2
         && json_object_has_member (object, "minor");
}

/**
 * bureau_record_fields_init:
 * @self: (out caller-allocates): clear it with bureau_record_fields_clear(), also after a failure
 * @fields: values by name
 *
 * Parts values into those with a column and those for `meta`.
 *
 * Returns: %FALSE with BUREAU_ERROR_NOT_FOUND where there is no such collection
 */
gboolean
bureau_record_fields_init (BureauRecordFields *self, BureauDatabase *database,
                           const char *collection, JsonObject *fields, GError **error)
{
  JsonObjectIter iterator;
  const char *name;
  JsonNode *value;

  *self = (BureauRecordFields){ .columns = g_string_new (NULL),
                                .values = g_ptr_array_new_with_free_func (
                                    (GDestroyNotify)json_node_unref),
                                .meta = json_object_new (),
                                .known = bureau_record_prepare (database, collection, error) };
  if (self->known == NULL)
    return FALSE;
  bureau_statement_step (self->known, NULL);
  self->names = list_columns (self->known);
  json_object_iter_init_ordered (&iterator, fields);
  while (json_object_iter_next_ordered (&iterator, &name, &value))
    if (is_money (value))
      add_money (self, name, json_node_get_object (value));
    else
      add_value (self, name, value);
  if (self->currency != NULL && !json_object_has_member (fields, "currency"))
    add_value (self, "currency", self->currency);
  return TRUE;
}
