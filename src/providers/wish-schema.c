/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The collections that can be asked about, and words without their endings. */
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "providers/wish-private.h"

/* Words ------------------------------------------------------------------------------------------
 */

/* One form for “project” and “projects”, “Kunde” and “Kunden”, “cliente” and “clientes”. */
char *
bureau_wish_stem (const char *word)
{
  static const char *const endings[] = { "ies", "es", "en", "s", "n", "e", "y" };
  char *folded = bureau_text_fold (word);
  gsize length = strlen (folded);

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    if (length >= strlen (endings[i]) + 3 && g_str_has_suffix (folded, endings[i]))
      {
        folded[length - strlen (endings[i])] = '\0';
        break;
      }
  return folded;
}

char **
bureau_wish_list_stems (const char *text)
{
  g_autofree char *spaced = g_strdelimit (g_strdup (text), "_", ' ');
  char **words = bureau_text_words (spaced);

  for (guint i = 0; words[i] != NULL; i++)
    {
      g_autofree char *word = words[i];

      words[i] = bureau_wish_stem (word);
    }
  return words;
}

/* The words of a request in the same form. */
char **
bureau_wish_stem_tokens (const BureauSource *source)
{
  char **stems = g_new0 (char *, source->tokens->len + 1);

  for (guint i = 0; i < source->tokens->len; i++)
    {
      g_autofree char *word = bureau_source_span (source, i, 1);

      stems[i] = bureau_wish_stem (word);
    }
  return stems;
}

/* Collections ------------------------------------------------------------------------------------
 */

static void
field_free (BureauWishField *field)
{
  g_free (field->title);
  g_strfreev (field->name_stems);
  g_strfreev (field->title_stems);
  g_clear_pointer (&field->value_stems, g_ptr_array_unref);
  g_clear_pointer (&field->values, g_ptr_array_unref);
  g_free (field);
}

static void
collection_free (BureauWishCollection *collection)
{
  g_clear_pointer (&collection->fields, g_ptr_array_unref);
  g_strfreev (collection->name_stems);
  g_strfreev (collection->title_stems);
  g_free (collection);
}

/* What every record has. */
static const struct
{
  const char *name;
  const char *title;
} own_fields[] = { { "created_at", "Added" }, { "updated_at", "Changed" } };

static void
add_values (BureauWishField *field, JsonArray *values)
{
  if (values == NULL)
    return;
  if (field->values == NULL)
    {
      field->values = g_ptr_array_new ();
      field->value_stems = g_ptr_array_new_with_free_func ((GDestroyNotify)g_strfreev);
    }
  for (guint i = 0; i < json_array_get_length (values); i++)
    {
      const char *value = json_array_get_string_element (values, i);

      if (value == NULL || *value == '\0')
        continue;
      g_ptr_array_add (field->values, (char *)value);
      g_ptr_array_add (field->value_stems, bureau_wish_list_stems (value));
    }
}

static BureauWishField *
field_new (const char *name, const char *title, const char *type)
{
  BureauWishField *field = g_new0 (BureauWishField, 1);

  field->name = name;
  field->title = title != NULL ? g_strdup (title) : bureau_text_title (name);
  field->type = type;
  field->name_stems = bureau_wish_list_stems (field->name);
  field->title_stems = bureau_wish_list_stems (field->title);
  return field;
}

static BureauWishField *
read_field (JsonObject *declared, JsonObject *samples)
{
  BureauWishField *field = field_new (bureau_json_get_string (declared, "name"),
                                      bureau_json_get_string (declared, "title"),
                                      bureau_json_get_string (declared, "type"));

  field->target = bureau_json_get_string (declared, "collection");
  field->currency = bureau_json_get_string (declared, "currency");
  add_values (field, bureau_json_get_array (declared, "choices"));
  if (samples != NULL && field->values == NULL)
    add_values (field, bureau_json_get_array (samples, field->name));
  return field;
}

static BureauWishCollection *
read_collection (JsonObject *document, JsonObject *samples)
{
  BureauWishCollection *collection = g_new0 (BureauWishCollection, 1);
  JsonArray *fields = bureau_json_get_array (document, "fields");

  collection->name = bureau_json_get_string (document, "collection");
  collection->title = bureau_json_get_string (document, "title");
  if (collection->title == NULL)
    collection->title = collection->name;
  collection->name_stems = bureau_wish_list_stems (collection->name);
  collection->title_stems = bureau_wish_list_stems (collection->title);
  collection->fields = g_ptr_array_new_with_free_func ((GDestroyNotify)field_free);
  for (guint i = 0; fields != NULL && i < json_array_get_length (fields); i++)
    g_ptr_array_add (collection->fields,
                     read_field (json_array_get_object_element (fields, i), samples));
  for (gsize i = 0; i < G_N_ELEMENTS (own_fields); i++)
    g_ptr_array_add (collection->fields,
                     field_new (own_fields[i].name, own_fields[i].title, "datetime"));
  return collection;
}

/* Returns: (transfer full) (element-type BureauWishCollection): texts borrowed of @inputs */
GPtrArray *
bureau_wish_list_collections (JsonObject *inputs)
{
  JsonArray *documents = bureau_json_get_array (inputs, "collections");
  JsonObject *samples = bureau_json_get_object (inputs, "samples");
  GPtrArray *list = g_ptr_array_new_with_free_func ((GDestroyNotify)collection_free);

  for (guint i = 0; documents != NULL && i < json_array_get_length (documents); i++)
    {
      JsonObject *document = json_array_get_object_element (documents, i);
      const char *name = bureau_json_get_string (document, "collection");

      if (name != NULL)
        g_ptr_array_add (
            list, read_collection (
                      document, samples != NULL ? bureau_json_get_object (samples, name) : NULL));
    }
  return list;
}

BureauWishCollection *
bureau_wish_find_collection (GPtrArray *collections, const char *name)
{
  for (guint i = 0; i < collections->len; i++)
    {
      BureauWishCollection *collection = g_ptr_array_index (collections, i);

      if (g_strcmp0 (collection->name, name) == 0)
        return collection;
    }
  return NULL;
}

BureauWishField *
bureau_wish_find_field (BureauWishCollection *collection, const char *name)
{
  for (guint i = 0; i < collection->fields->len; i++)
    {
      BureauWishField *field = g_ptr_array_index (collection->fields, i);

      if (g_strcmp0 (field->name, name) == 0)
        return field;
    }
  return NULL;
}
