/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The tags that the XML may have, where they stand, and what each does to the object around it. */
#include "views/builder-tags.h"

int
bureau_builder_reader_get_line (BureauBuilderReader *self)
{
  int line;

  g_markup_parse_context_get_position (self->context, &line, NULL);
  return line;
}

/* The innermost; NULL at the beginning. */
BureauBuilderFrame *
bureau_builder_reader_get_frame (BureauBuilderReader *self)
{
  return self->frames->len > 0
             ? &g_array_index (self->frames, BureauBuilderFrame, self->frames->len - 1)
             : NULL;
}

static gboolean
has_word (const char *words, const char *word)
{
  g_auto (GStrv) all = g_strsplit (words, " ", -1);

  return g_strv_contains ((const char *const *)all, word);
}

/* Objects ----------------------------------------------------------------------------------------
 */

void
bureau_builder_object_free (BureauBuilderObject *self)
{
  g_free (self->id);
  g_free (self->label);
  g_clear_pointer (&self->properties, g_hash_table_unref);
  g_clear_pointer (&self->children, g_ptr_array_unref);
  g_clear_pointer (&self->styles, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_free (self);
}

BureauBuilderObject *
bureau_builder_object_new (const BureauBuilderClass *class, int line, const char *id)
{
  BureauBuilderObject *self = g_new0 (BureauBuilderObject, 1);

  self->class = class;
  self->line = line;
  self->id = g_strdup (id);
  self->properties = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->children = g_ptr_array_new_with_free_func ((GDestroyNotify)bureau_builder_object_free);
  self->styles = g_ptr_array_new_with_free_func (g_free);
  self->items = g_ptr_array_new_with_free_func (g_free);
  return self;
}

static gboolean
enter_object (BureauBuilderReader *self, BureauBuilderFrame *frame, const char *value,
              const char *id, GError **error)
{
  const BureauBuilderClass *class = bureau_builder_find_class (value);
  BureauBuilderObject *object;

  if (class == NULL)
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                           "a view cannot have a ‘%.60s’", value);
  else if (++self->n_objects > BUREAU_BUILDER_MAX_OBJECTS)
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                           "there are more than %d objects", BUREAU_BUILDER_MAX_OBJECTS);
  else if (++self->depth > BUREAU_BUILDER_MAX_DEPTH)
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                           "objects stand more than %d deep in each other",
                           BUREAU_BUILDER_MAX_DEPTH);
  else
    {
      object = bureau_builder_object_new (class, bureau_builder_reader_get_line (self), id);
      g_ptr_array_add (frame->object->children, object);
      frame->object = object;
      return TRUE;
    }
  return FALSE;
}

static gboolean
leave_object (BureauBuilderReader *self, BureauBuilderFrame *frame, GError **error)
{
  self->depth--;
  return TRUE;
}

/* Properties -------------------------------------------------------------------------------------
 */

static gboolean
enter_named (BureauBuilderReader *self, BureauBuilderFrame *frame, const char *value,
             const char *id, GError **error)
{
  frame->name = g_strdup (value);
  return TRUE;
}

static gboolean
leave_property (BureauBuilderReader *self, BureauBuilderFrame *frame, GError **error)
{
  const char *value;

  if (frame->has_object)
    return TRUE;
  value = bureau_builder_read_property (frame->object->class, frame->name, self->text->str,
                                        bureau_builder_reader_get_line (self), error);
  if (value == NULL)
    return FALSE;
  g_hash_table_insert (frame->object->properties, g_strdup (frame->name), g_strdup (value));
  return TRUE;
}

static gboolean
leave_place (BureauBuilderReader *self, BureauBuilderFrame *frame, GError **error)
{
  static const char places[] = "row column row-span column-span";
  guint64 place;

  if (!has_word (places, frame->name))
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self), "a place has no ‘%.60s’",
                           frame->name);
  else if (!g_ascii_string_to_unsigned (self->text->str, 10, 0, 1000, &place, NULL))
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self), "‘%s’ cannot be ‘%.40s’",
                           frame->name, self->text->str);
  else
    {
      g_hash_table_insert (frame->object->properties, g_strdup_printf ("layout/%s", frame->name),
                           g_strdup (self->text->str));
      return TRUE;
    }
  return FALSE;
}

static gboolean
leave_accessible (BureauBuilderReader *self, BureauBuilderFrame *frame, GError **error)
{
  if (!g_str_equal (frame->name, "label") && !g_str_equal (frame->name, "description"))
    {
      bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                             "a view’s accessibility has no ‘%.60s’", frame->name);
      return FALSE;
    }
  if (g_str_equal (frame->name, "label"))
    {
      g_free (frame->object->label);
      frame->object->label = g_strdup (self->text->str);
    }
  return TRUE;
}

static gboolean
enter_style (BureauBuilderReader *self, BureauBuilderFrame *frame, const char *value,
             const char *id, GError **error)
{
  if (!bureau_builder_is_style (value))
    {
      bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                             "a view has no style ‘%.60s’", value);
      return FALSE;
    }
  g_ptr_array_add (frame->object->styles, g_strdup (value));
  return TRUE;
}

static gboolean
leave_item (BureauBuilderReader *self, BureauBuilderFrame *frame, GError **error)
{
  g_ptr_array_add (frame->object->items, g_strdup (self->text->str));
  return TRUE;
}

static gboolean
enter_library (BureauBuilderReader *self, BureauBuilderFrame *frame, const char *value,
               const char *id, GError **error)
{
  if (has_word ("gtk libadwaita", value))
    return TRUE;
  bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                         "a view cannot require ‘%.60s’", value);
  return FALSE;
}

/* Tags -------------------------------------------------------------------------------------------
 */

#define WORDS "translatable context comments"

static const BureauBuilderTag tags[] = {
  { "interface", NULL, "domain", NULL, NULL, NULL },
  { "requires", "interface", "lib version", "lib", enter_library, NULL },
  { "object", "interface child property", "class id", "class", enter_object, leave_object },
  { "child", "object", "type", NULL, NULL, NULL },
  { "property", "object", "name " WORDS, "name", enter_named, leave_property },
  { "style", "object", "", NULL, NULL, NULL },
  { "class", "style", "name", "name", enter_style, NULL },
  { "layout", "object", "", NULL, NULL, NULL },
  { "property", "layout", "name", "name", enter_named, leave_place },
  { "accessibility", "object", "", NULL, NULL, NULL },
  { "property", "accessibility", "name " WORDS, "name", enter_named, leave_accessible },
  { "items", "object", "", NULL, NULL, NULL },
  { "item", "items", WORDS, NULL, NULL, leave_item },
};

static gboolean
fits (const BureauBuilderTag *tag, const BureauBuilderFrame *outer)
{
  return outer == NULL ? tag->parents == NULL
                       : tag->parents != NULL && has_word (tag->parents, outer->tag->name);
}

static gboolean
check_attributes (const BureauBuilderTag *tag, const char **names, int line, GError **error)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (!has_word (tag->attributes, names[i]))
      {
        bureau_builder_refuse (error, line, "<%s> cannot have ‘%.60s’", tag->name, names[i]);
        return FALSE;
      }
  if (tag->needed == NULL || g_strv_contains (names, tag->needed))
    return TRUE;
  bureau_builder_refuse (error, line, "<%s> needs ‘%s’", tag->name, tag->needed);
  return FALSE;
}

/**
 * bureau_builder_find_tag:
 * @attributes: the names of those that it has
 * @error: return location; says the line and the reason
 *
 * Returns: (nullable): what may be said by a tag of that name where @self stands
 */
const BureauBuilderTag *
bureau_builder_find_tag (BureauBuilderReader *self, const char *name, const char **attributes,
                         GError **error)
{
  const BureauBuilderFrame *outer = bureau_builder_reader_get_frame (self);
  int line = bureau_builder_reader_get_line (self);
  gboolean is_known = FALSE;

  for (guint i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      if (!g_str_equal (tags[i].name, name))
        continue;
      if (fits (&tags[i], outer))
        return check_attributes (&tags[i], attributes, line, error) ? &tags[i] : NULL;
      is_known = TRUE;
    }
  if (is_known)
    bureau_builder_refuse (error, line, "<%.60s> cannot stand here", name);
  else
    bureau_builder_refuse (error, line, "a view has no <%.60s>", name);
  return NULL;
}

gboolean
bureau_builder_tag_holds_text (const BureauBuilderFrame *frame)
{
  return frame != NULL && !frame->has_object && has_word ("property item", frame->tag->name);
}
