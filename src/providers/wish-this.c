/* SPDX-License-Identifier: GPL-3.0-or-later */
/* “The projects of this client”: of the record that is open or selected. */
#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "providers/wish-private.h"

/* The collection whose name stands behind the word for it. */
static BureauWishCollection *
find_named (BureauWish *self, guint token, guint *n)
{
  const BureauPhrase *this = bureau_source_phrase_at (self->source, BUREAU_PHRASE_WISH, token);

  if (this == NULL || !g_str_equal (this->tag, "this"))
    return NULL;
  for (guint i = 0; i < self->collections->len; i++)
    {
      BureauWishCollection *collection = g_ptr_array_index (self->collections, i);
      guint n_name;

      if (!bureau_wish_collection_at (self, collection, token + this->n_words, &n_name))
        continue;
      *n = this->n_words + n_name;
      return collection;
    }
  return NULL;
}

static gint64
find_record (BureauWish *self, const BureauWishCollection *collection)
{
  JsonArray *meant = bureau_json_get_array (self->inputs, "this");

  for (guint i = 0; meant != NULL && i < json_array_get_length (meant); i++)
    {
      JsonObject *record = json_array_get_object_element (meant, i);

      if (g_strcmp0 (bureau_json_get_string (record, "collection"), collection->name) == 0)
        return bureau_json_get_id (record, "id");
    }
  return 0;
}

/* The column of what is asked for that says which record of @collection it belongs to. */
static const char *
find_column (BureauWish *self, const BureauWishCollection *collection)
{
  if (collection == self->collection)
    return "id";
  for (guint i = 0; i < self->collection->fields->len; i++)
    {
      const BureauWishField *field = g_ptr_array_index (self->collection->fields, i);

      if (g_strcmp0 (field->target, collection->name) == 0)
        return field->name;
    }
  return NULL;
}

/**
 * bureau_wish_take_this:
 *
 * Takes “this client” where that record is open or selected.
 *
 * Returns: how many tokens it took; 0 where none is meant here
 */
guint
bureau_wish_take_this (BureauWish *self, guint token)
{
  guint n = 0;
  BureauWishCollection *collection = find_named (self, token, &n);
  gint64 record = collection != NULL ? find_record (self, collection) : 0;
  const char *column = record != 0 ? find_column (self, collection) : NULL;

  if (record == 0)
    return 0;
  if (column == NULL)
    bureau_wish_doubt (self, token, n,
                       g_strdup_printf (_ ("%s has no field for one of %s."),
                                        self->collection->title, collection->title),
                       NULL);
  else
    {
      bureau_wish_where (self, g_strdup_printf ("\"%s\" = %" G_GINT64_FORMAT, column, record));
      bureau_wish_say (
          self, token, n,
          g_strdup_printf (_ ("the one of %s that is open or selected"), collection->title));
    }
  return n;
}
