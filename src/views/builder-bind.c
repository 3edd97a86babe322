/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The id of an object says what it shows: a source (“late”), a column of it (“late-title”), a
 * parameter or an action of the view. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "views/builder-private.h"
#include "views/meaning.h"

const char *
bureau_builder_get (BureauBuilderObject *object, const char *property)
{
  const char *text = g_hash_table_lookup (object->properties, property);

  return text != NULL && *text != '\0' ? text : NULL;
}

gboolean
bureau_builder_has_style (BureauBuilderObject *object, const char *style)
{
  return g_ptr_array_find_with_equal_func (object->styles, style, g_str_equal, NULL);
}

/**
 * bureau_builder_find_source:
 * @column: (out) (nullable): the column that the id names
 * @error: return location; set where the id begins with a source and ends with no column of it
 *
 * Returns: (transfer none) (nullable): the source that the id of @object names
 */
JsonObject *
bureau_builder_find_source (BureauBuilder *self, BureauBuilderObject *object, const char **column,
                            GError **error)
{
  const char *between = object->id != NULL ? strchr (object->id, '-') : NULL;
  g_autofree char *name = g_strndup (object->id, between != NULL ? between - object->id : 64);
  JsonObject *source = bureau_view_find_in (self->document, "data", name);

  *column = between != NULL ? between + 1 : NULL;
  if (source == NULL || between == NULL || bureau_view_get_column (source, *column) != NULL)
    return source;
  bureau_builder_refuse (error, object->line, "‘%.80s’ names no column of ‘%s’", object->id, name);
  return NULL;
}

static char *
clip_title (const char *text)
{
  g_autofree char *line = bureau_text_one_line (text);

  return bureau_text_shorten (line, BUREAU_MAX_TITLE);
}

/**
 * bureau_builder_dup_title:
 *
 * Returns: (transfer full): what @object is called: its title, its label for those who do not see
 *   it, or its id
 */
char *
bureau_builder_dup_title (BureauBuilderObject *object)
{
  static const char *const named[] = { "title", "label" };
  const char *id = object->id != NULL ? object->id : "view";
  const char *between = strchr (id, '-');

  for (guint i = 0; i < G_N_ELEMENTS (named); i++)
    if (bureau_builder_get (object, named[i]) != NULL)
      return clip_title (bureau_builder_get (object, named[i]));
  if (object->label != NULL && *object->label != '\0')
    return clip_title (object->label);
  return bureau_text_title (between != NULL ? between + 1 : id);
}

static char *
make_id (BureauBuilder *self, const char *type)
{
  for (guint i = 1;; i++)
    {
      g_autofree char *id = g_strdup_printf ("%s_%u", type, i);

      if (bureau_view_find_in (self->document, "elements", id) == NULL)
        return g_steal_pointer (&id);
    }
}

/**
 * bureau_builder_new_element:
 * @rows: gets a row with the element
 *
 * Returns: (transfer none): a new element of the view, with no more than its id and type
 */
JsonObject *
bureau_builder_new_element (BureauBuilder *self, const char *type, GPtrArray *rows)
{
  JsonObject *element = json_object_new ();
  GPtrArray *row = g_ptr_array_new_with_free_func (g_free);
  char *id = make_id (self, type);

  json_object_set_string_member (element, "id", id);
  json_object_set_string_member (element, "type", type);
  json_array_add_object_element (self->elements, element);
  g_ptr_array_add (row, id);
  g_ptr_array_add (rows, row);
  return element;
}
