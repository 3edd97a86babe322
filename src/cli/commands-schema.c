/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The published schemas of what people and models write by hand. */
#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/resource.h"
#include "base/text.h"
#include "cli/command.h"
#include "cli/table.h"

#define FOLDER "schemas"
#define SUFFIX ".json"

static GBytes *
load (const char *name, GError **error)
{
  g_autofree char *path = g_strconcat (FOLDER "/", name, SUFFIX, NULL);
  GBytes *bytes = strchr (name, '/') == NULL ? bureau_resource_load (path, NULL) : NULL;

  if (bytes == NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                 "There is no schema “%s”; “bureauctl schema” lists them.",
                 bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }));
  return bytes;
}

static gboolean
add_schema (JsonArray *list, const char *file, GError **error)
{
  g_autofree char *name = g_strndup (file, strlen (file) - strlen (SUFFIX));
  g_autoptr (GBytes) bytes = load (name, error);
  g_autoptr (JsonObject) schema = NULL;
  JsonObject *item;

  if (bytes != NULL)
    schema = bureau_json_parse_object (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes),
                                       error);
  if (schema == NULL)
    return FALSE;
  item = json_object_new ();
  json_object_set_string_member (item, "name", name);
  bureau_json_set_string (item, "description", bureau_json_get_string (schema, "description"));
  json_array_add_object_element (list, item);
  return TRUE;
}

static JsonArray *
list_schemas (GError **error)
{
  g_auto (GStrv) files = bureau_resource_list (FOLDER, error);
  g_autoptr (JsonArray) list = json_array_new ();

  for (guint i = 0; files != NULL && files[i] != NULL; i++)
    if (!add_schema (list, files[i], error))
      return NULL;
  return files != NULL ? g_steal_pointer (&list) : NULL;
}

static gboolean
print_list (BureauCall *call, GError **error)
{
  g_autoptr (JsonArray) list = list_schemas (error);
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "WHAT IT DESCRIBES", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *item = json_array_get_object_element (list, i);

      bureau_table_add (table, bureau_json_get_string (item, "name"),
                        bureau_json_get_string (item, "description"), NULL);
    }
  bureau_call_print_list (call, list, table, NULL);
  return TRUE;
}

/* A schema is printed as it is published, to the byte: editors are given the file. */
static gboolean
run_schema (BureauCall *call, GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autoptr (GBytes) bytes = NULL;

  if (name == NULL)
    return print_list (call, error);
  bytes = load (name, error);
  if (bytes == NULL)
    return FALSE;
  g_string_append_len (call->out, g_bytes_get_data (bytes, NULL), (gssize)g_bytes_get_size (bytes));
  return TRUE;
}

const BureauCommand bureau_schema_commands[] = {
  { "schema", "[NAME]", "List the schemas of what you write by hand, or print one", run_schema,
    BUREAU_OPEN_NOTHING, 0, 1, NULL,
    "Workflows, agents, views, collections and templates are JSON; editors take the schema as it "
    "is:\n"
    "bureauctl schema workflow > workflow.schema.json" },
  { NULL },
};
