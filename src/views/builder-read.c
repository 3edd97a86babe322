/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Reads the XML into objects, and refuses what the tables do not name before anything is made. */
#include <stdarg.h>
#include <string.h>

#include "base/error.h"
#include "views/builder-tags.h"

/**
 * bureau_builder_refuse:
 *
 * Sets @error to one sentence with the line and the reason.
 */
void
bureau_builder_refuse (GError **error, int line, const char *format, ...)
{
  g_autofree char *reason = NULL;
  va_list args;

  va_start (args, format);
  reason = g_strdup_vprintf (format, args);
  va_end (args);
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID, "Line %d: %s. Nothing was made of it.",
               line, reason);
}

/* A property with an object in it has to be one that holds a child. */
static gboolean
open_property (BureauBuilderReader *self, const BureauBuilderTag *tag, GError **error)
{
  BureauBuilderFrame *outer = self->frames->len > 0
                                  ? &g_array_index (self->frames, BureauBuilderFrame,
                                                    self->frames->len - 1)
                                  : NULL;

  if (outer == NULL || !g_str_equal (tag->name, "object")
      || !g_str_equal (outer->tag->name, "property"))
    return TRUE;
  if (outer->has_object || !bureau_builder_is_child (outer->object->class, outer->name))
    {
      bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                             "‘%s’ cannot hold an object", outer->name);
      return FALSE;
    }
  outer->has_object = TRUE;
  return TRUE;
}

static const char *
find_value (const char **names, const char **values, const char *name)
{
  for (guint i = 0; name != NULL && names[i] != NULL; i++)
    if (g_str_equal (names[i], name))
      return values[i];
  return NULL;
}

static void
start_cb (GMarkupParseContext *context, const char *name, const char **names, const char **values,
          gpointer data, GError **error)
{
  BureauBuilderReader *self = data;
  const BureauBuilderTag *tag = bureau_builder_find_tag (self, name, names, error);
  BureauBuilderFrame frame = { .tag = tag, .object = self->root };

  if (tag == NULL || !open_property (self, tag, error))
    return;
  if (self->frames->len > 0)
    frame.object = bureau_builder_reader_get_frame (self)->object;
  if (tag->enter != NULL
      && !tag->enter (self, &frame, find_value (names, values, tag->needed),
                      find_value (names, values, "id"), error))
    return;
  g_array_append_val (self->frames, frame);
  g_string_truncate (self->text, 0);
}

static void
end_cb (GMarkupParseContext *context, const char *name, gpointer data, GError **error)
{
  BureauBuilderReader *self = data;
  BureauBuilderFrame *frame = bureau_builder_reader_get_frame (self);

  if (frame->tag->leave != NULL && !frame->tag->leave (self, frame, error))
    return;
  g_array_set_size (self->frames, self->frames->len - 1);
  g_string_truncate (self->text, 0);
}

/* Text -------------------------------------------------------------------------------------------
 */

static gboolean
is_blank (const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isspace (text[i]))
      return FALSE;
  return TRUE;
}

static void
text_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
         GError **error)
{
  BureauBuilderReader *self = data;

  if (bureau_builder_tag_holds_text (bureau_builder_reader_get_frame (self)))
    g_string_append_len (self->text, text, length);
  else if (!is_blank (text, length))
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                           "words stand between the tags");
  if (self->text->len > BUREAU_BUILDER_MAX_TEXT)
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                           "a text has more than %d bytes", BUREAU_BUILDER_MAX_TEXT);
}

/* Comments and the declaration at the beginning pass; document types, instructions and CDATA do
 * not. */
static void
passthrough_cb (GMarkupParseContext *context, const char *text, gsize length, gpointer data,
                GError **error)
{
  BureauBuilderReader *self = data;

  if (g_str_has_prefix (text, "<!--")
      || (g_str_has_prefix (text, "<?xml ") && self->frames->len == 0 && self->n_objects == 0))
    return;
  bureau_builder_refuse (error, bureau_builder_reader_get_line (self),
                         "‘%.20s’ is no part of a view", text);
}

/* Whole ------------------------------------------------------------------------------------------
 */

static void
clear_frame (gpointer data)
{
  g_free (((BureauBuilderFrame *)data)->name);
}

static gboolean
check_bytes (const char *xml, gsize length, GError **error)
{
  if (length > BUREAU_BUILDER_MAX_BYTES)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_LIMIT,
                 "The XML has %" G_GSIZE_FORMAT " bytes, and may have %d. Make two views of it.",
                 length, BUREAU_BUILDER_MAX_BYTES);
  else if (length == 0 || *xml != '<')
    bureau_builder_refuse (error, 1, "XML begins with ‘<’");
  else if (memchr (xml, '\0', length) != NULL || !g_utf8_validate (xml, length, NULL))
    bureau_builder_refuse (error, 1, "it is no text in UTF-8");
  else
    return TRUE;
  return FALSE;
}

/* GMarkup's own errors name the line already. */
static gboolean
parse (BureauBuilderReader *self, const char *xml, gsize length, GError **error)
{
  g_autoptr (GError) failure = NULL;

  if (g_markup_parse_context_parse (self->context, xml, length, &failure)
      && g_markup_parse_context_end_parse (self->context, &failure))
    return TRUE;
  if (failure->domain == G_MARKUP_ERROR)
    bureau_builder_refuse (error, bureau_builder_reader_get_line (self), "it is no whole XML (%s)",
                           failure->message);
  else
    g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

/**
 * bureau_builder_read:
 * @length: in bytes
 * @error: return location; one sentence with the line and the reason
 *
 * Reads the XML; what is not in the tables is refused (views.md §6).
 *
 * Returns: (transfer full): an object without a class, whose children are those at the top
 */
BureauBuilderObject *
bureau_builder_read (const char *xml, gsize length, GError **error)
{
  static const GMarkupParser parser = { start_cb, end_cb, text_cb, passthrough_cb, NULL };
  g_autoptr (BureauBuilderObject) root = bureau_builder_object_new (NULL, 1, NULL);
  BureauBuilderReader self = { .root = root, .text = g_string_new (NULL) };
  gboolean is_read;

  if (!check_bytes (xml, length, error))
    {
      g_string_free (self.text, TRUE);
      return NULL;
    }
  self.frames = g_array_new (FALSE, FALSE, sizeof (BureauBuilderFrame));
  g_array_set_clear_func (self.frames, clear_frame);
  self.context = g_markup_parse_context_new (&parser, G_MARKUP_DEFAULT_FLAGS, &self, NULL);
  is_read = parse (&self, xml, length, error);
  g_markup_parse_context_free (self.context);
  g_clear_pointer (&self.frames, g_array_unref);
  g_string_free (self.text, TRUE);
  return is_read ? g_steal_pointer (&root) : NULL;
}
