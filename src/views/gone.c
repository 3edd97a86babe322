/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Columns that an element shows and its source does not give. */
#include "views/gone.h"

#include <glib/gi18n-lib.h>

#include "base/json.h"
#include "views/tables.h"

/* What an element can do without; the rest of it is shown then. */
static const char *const parts[] = { "/columns/", "/fields/",       "/badge",       "/secondary",
                                     "/meta",     "/card/subtitle", "/card/fields", "/card/badges",
                                     "/text",     "/summary",       "/color",       "/end",
                                     "/previous", "/target",        "/select",      "/open",
                                     NULL };

static gboolean
is_part (const char *at)
{
  for (guint i = 0; parts[i] != NULL; i++)
    if (g_str_has_prefix (at, parts[i]))
      return TRUE;
  return FALSE;
}

static gboolean
has (JsonArray *names, const char *name)
{
  for (guint i = 0; i < json_array_get_length (names); i++)
    if (g_strcmp0 (json_array_get_string_element (names, i), name) == 0)
      return TRUE;
  return FALSE;
}

static JsonObject *
copy_without (JsonObject *source, JsonArray *gone)
{
  JsonObject *copy = json_object_new ();
  JsonArray *columns = bureau_json_get_array (source, "columns");
  JsonArray *left = json_array_new ();

  bureau_json_set_string (copy, "id", bureau_json_get_string (source, "id"));
  for (guint i = 0; i < json_array_get_length (columns); i++)
    {
      JsonObject *column = json_array_get_object_element (columns, i);

      if (!has (gone, bureau_json_get_string (column, "name")))
        json_array_add_object_element (left, json_object_ref (column));
    }
  json_object_set_array_member (copy, "columns", left);
  return copy;
}

/* The document as it would be with the columns that its element's source still gives. */
static JsonObject *
copy_document (JsonObject *document, const char *source, JsonArray *gone)
{
  JsonObject *copy = json_object_new ();
  JsonArray *sources = bureau_json_get_array (document, "data");
  JsonArray *left = json_array_new ();
  static const char *const kept[] = { "params", "elements", "actions" };

  for (guint i = 0; i < G_N_ELEMENTS (kept); i++)
    if (json_object_has_member (document, kept[i]))
      json_object_set_member (copy, kept[i],
                              json_node_copy (json_object_get_member (document, kept[i])));
  for (guint i = 0; i < json_array_get_length (sources); i++)
    {
      JsonObject *entry = json_array_get_object_element (sources, i);

      json_array_add_object_element (left,
                                     g_strcmp0 (bureau_json_get_string (entry, "id"), source) == 0
                                         ? copy_without (entry, gone)
                                         : json_object_ref (entry));
    }
  json_object_set_array_member (copy, "data", left);
  return copy;
}

static JsonArray *
check_element (JsonObject *document, JsonObject *element)
{
  g_autoptr (BureauProblems) problems = bureau_problems_new ();
  BureauCheck check = { .problems = problems, .document = document };

  bureau_shape_check (&bureau_view_element_shape, &check, element);
  return bureau_problems_to_json (problems);
}

static JsonArray *
find_problems (JsonObject *document, JsonObject *element, JsonArray *gone)
{
  g_autoptr (JsonObject) left = NULL;

  if (gone == NULL)
    return check_element (document, element);
  left = copy_document (document, bureau_json_get_string (element, "data"), gone);
  return check_element (left, element);
}

/**
 * bureau_view_list_gone:
 * @document: the view
 * @element: of it
 * @gone: (nullable): columns that its source declares and does not give any more
 * @is_whole: (out): whether the element cannot be shown without one of them
 *
 * Returns: (transfer full) (array zero-terminated=1): the columns that it names and cannot show
 */
char **
bureau_view_list_gone (JsonObject *document, JsonObject *element, JsonArray *gone,
                       gboolean *is_whole)
{
  g_autoptr (JsonArray) problems = find_problems (document, element, gone);
  g_autoptr (GStrvBuilder) names = g_strv_builder_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);

  *is_whole = FALSE;
  for (guint i = 0; i < json_array_get_length (problems); i++)
    {
      JsonObject *problem = json_array_get_object_element (problems, i);
      const char *name = bureau_json_get_string (problem, "got");

      if (g_strcmp0 (bureau_json_get_string (problem, "code"), "column_unknown") != 0)
        continue;
      *is_whole = *is_whole || !is_part (bureau_json_get_string (problem, "at"));
      if (g_hash_table_add (known, (char *)name))
        g_strv_builder_add (names, name);
    }
  return g_strv_builder_end (names);
}

/**
 * bureau_view_say_gone:
 *
 * Returns: (transfer full) (nullable): that there are no such columns; %NULL for no names
 */
char *
bureau_view_say_gone (char **names)
{
  g_autofree char *list = g_strjoinv ("”, “", names);
  guint n = g_strv_length (names);

  if (n == 0)
    return NULL;
  /* Translators: names of columns that a view shows and that do not exist */
  return g_strdup_printf (
      ngettext ("There is no column “%s” any more.", "There are no columns “%s” any more.", n),
      list);
}
