/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "views/sentence.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "base/text.h"
#include "views/joined.h"

static const struct
{
  const char *type;
  const char *words;
} types[] = {
  { "metric", N_ ("Figure") },     { "table", N_ ("Table") },       { "list", N_ ("List") },
  { "board", N_ ("Board") },       { "detail", N_ ("Record") },     { "form", N_ ("Form") },
  { "calendar", N_ ("Calendar") }, { "timeline", N_ ("Timeline") }, { "chart", N_ ("Chart") },
  { "progress", N_ ("Progress") },
};

static const char *
say_type (const char *type)
{
  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].type, type) == 0)
      return _ (types[i].words);
  return NULL;
}

static JsonObject *
get_element (JsonObject *document, guint i)
{
  JsonArray *elements = bureau_json_get_array (document, "elements");
  JsonNode *node = elements != NULL && i < json_array_get_length (elements)
                       ? json_array_get_element (elements, i)
                       : NULL;

  return node != NULL && JSON_NODE_HOLDS_OBJECT (node) ? json_node_get_object (node) : NULL;
}

/**
 * bureau_view_to_sentence:
 * @document: a view, checked or not
 *
 * Returns: (transfer full): the titles of what it shows, one after the other
 */
char *
bureau_view_to_sentence (JsonObject *document)
{
  g_autoptr (GString) text = g_string_new (NULL);
  JsonObject *element;

  for (guint i = 0; (element = get_element (document, i)) != NULL; i++)
    {
      const char *title = bureau_json_get_string (element, "title");

      if (title != NULL && say_type (bureau_json_get_string (element, "type")) != NULL)
        g_string_append_printf (text, "%s%s", text->len > 0 ? " · " : "", title);
    }
  return bureau_text_visible (text->str, NULL);
}

/**
 * bureau_view_to_lines:
 * @document: a view, checked or not
 *
 * Returns: (transfer full): what it shows, a line for each element
 */
char **
bureau_view_to_lines (JsonObject *document)
{
  g_autoptr (GStrvBuilder) lines = g_strv_builder_new ();
  JsonObject *element;

  for (guint i = 0; (element = get_element (document, i)) != NULL; i++)
    {
      const char *title = bureau_json_get_string (element, "title");
      const char *type = say_type (bureau_json_get_string (element, "type"));

      if (title != NULL && type != NULL)
        g_strv_builder_take (lines, bureau_joined_pair (type, title));
    }
  return g_strv_builder_end (lines);
}
