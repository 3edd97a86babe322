/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a message can be taken for in this workspace: the labels of its classify steps. */
#include "desk/labels.h"

#include "base/json.h"

#define CLASSIFY_STEPS                                                                             \
  "SELECT l.value AS label FROM bureau_document d, json_each(d.body, '$.steps') s,"                \
  " json_each(s.value, '$.labels') l"                                                              \
  " WHERE d.kind = 'workflow' AND s.value ->> 'do' = 'classify' ORDER BY d.name, s.key, l.key"

static gboolean
is_in (JsonArray *choices, const char *name)
{
  for (guint i = 0; i < json_array_get_length (choices); i++)
    if (g_strcmp0 (bureau_json_get_string (json_array_get_object_element (choices, i), "name"),
                   name)
        == 0)
      return TRUE;
  return FALSE;
}

/* A label may be a mere name, or an object with a name and what it means. */
static JsonObject *
read_label (const char *text)
{
  JsonObject *label = *text == '{' ? bureau_json_parse_object (text, -1, NULL) : NULL;

  if (label != NULL)
    return label;
  label = json_object_new ();
  json_object_set_string_member (label, "name", text);
  return label;
}

static void
add (JsonArray *choices, const char *text, const char *except)
{
  g_autoptr (JsonObject) label = text != NULL ? read_label (text) : NULL;
  const char *name = label != NULL ? bureau_json_get_string (label, "name") : NULL;

  if (name != NULL && g_strcmp0 (name, except) != 0 && !is_in (choices, name))
    json_array_add_object_element (choices, json_object_ref (label));
}

static gboolean
load (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error, CLASSIFY_STEPS, "");
  g_autoptr (JsonArray) choices = json_array_new ();

  if (rows == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (rows); i++)
    add (choices, bureau_json_get_string (json_array_get_object_element (rows, i), "label"), data);
  if (json_array_get_length (choices) == 0)
    add (choices, "other", data);
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, g_steal_pointer (&choices));
  return TRUE;
}

/**
 * bureau_labels_load:
 * @except: (nullable): what it was taken for
 *
 * Returns: (transfer full): resolves to a #JsonArray [{"name","description"?}] of what a message
 *   may be instead, in the order of the workflows; never empty unless @except is "other"
 */
DexFuture *
bureau_labels_load (BureauMemory *memory, const char *except)
{
  return bureau_memory_read (memory, load, g_strdup (except), g_free);
}
