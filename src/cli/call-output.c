/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <stdio.h>

#include "base/json.h"
#include "cli/call.h"
#include "memory/presence.h"

/**
 * bureau_result_array:
 * @array: (transfer full) (nullable): what a reader found; %NULL where its error is set
 *
 * Returns: whether there is one
 */
gboolean
bureau_result_array (GValue *result, JsonArray *array)
{
  if (array == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_ARRAY);
  g_value_take_boxed (result, array);
  return TRUE;
}

/**
 * bureau_result_object:
 * @object: (transfer full) (nullable): what a reader found; %NULL where its error is set
 *
 * Returns: whether there is one
 */
gboolean
bureau_result_object (GValue *result, JsonObject *object)
{
  if (object == NULL)
    return FALSE;
  g_value_init (result, JSON_TYPE_OBJECT);
  g_value_take_boxed (result, object);
  return TRUE;
}

/**
 * bureau_call_read_array:
 * @func: ends with bureau_result_array()
 * @data: outlives the call
 *
 * Returns: (transfer full): the array, or %NULL with @error set
 */
JsonArray *
bureau_call_read_array (BureauCall *self, BureauReadFunc func, gpointer data, GError **error)
{
  return dex_await_boxed (bureau_memory_read (self->memory, func, data, NULL), error);
}

/**
 * bureau_call_read_object:
 * @func: ends with bureau_result_object()
 * @data: outlives the call
 *
 * Returns: (transfer full): the object, or %NULL with @error set
 */
JsonObject *
bureau_call_read_object (BureauCall *self, BureauReadFunc func, gpointer data, GError **error)
{
  return dex_await_boxed (bureau_memory_read (self->memory, func, data, NULL), error);
}

/**
 * bureau_call_print:
 *
 * Adds text to what the command prints.
 */
void
bureau_call_print (BureauCall *self, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_string_append_vprintf (self->out, format, args);
  va_end (args);
}

static void
print_node (BureauCall *self, JsonNode *node)
{
  g_autofree char *text = bureau_json_print_pretty (node);

  bureau_call_print (self, "%s\n", text);
}

/**
 * bureau_call_print_array:
 *
 * Prints the one document of --json.
 */
void
bureau_call_print_array (BureauCall *self, JsonArray *array)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_array (array);

  print_node (self, node);
}

static void
trouble_cb (BureauMemory *memory)
{
  const char *sentence = bureau_presence_get_trouble (memory);
  g_autofree char *safe = sentence != NULL ? bureau_terminal_text (sentence) : NULL;

  if (safe != NULL)
    fprintf (stderr, "bureauctl: %s The agents try again until it works; Ctrl+C ends them.\n",
             safe);
}

/**
 * bureau_call_follow_trouble:
 *
 * Tells on the standard error what keeps the agents from their work, when it begins.
 */
void
bureau_call_follow_trouble (BureauCall *self)
{
  /* Goes with the memory. */
  g_signal_connect_data (self->memory, "notify::trouble", G_CALLBACK (trouble_cb), NULL, NULL,
                         G_CONNECT_DEFAULT);
}

/**
 * bureau_call_print_list:
 * @list: what --json prints
 * @table: the same for people
 * @none: (nullable): the sentence that stands for a table without rows
 *
 * Prints a list in the way that was asked for.
 */
void
bureau_call_print_list (BureauCall *self, JsonArray *list, BureauTable *table, const char *none)
{
  if (self->json)
    bureau_call_print_array (self, list);
  else if (none == NULL || bureau_table_get_length (table) > 0)
    bureau_table_print (table, self->out);
  else
    bureau_call_print (self, "%s\n", none);
}

/**
 * bureau_call_print_object:
 *
 * Prints the one document of --json.
 */
void
bureau_call_print_object (BureauCall *self, JsonObject *object)
{
  g_autoptr (JsonNode) node = bureau_json_node_for_object (object);

  print_node (self, node);
}

/**
 * bureau_call_print_before:
 * @page: the part that was asked for
 * @list: what came of it, oldest first
 *
 * Tells a person how to go on where there may be more.
 */
void
bureau_call_print_before (BureauCall *self, const BureauPage *page, JsonArray *list)
{
  gint64 n = json_array_get_length (list);

  if (n > 0 && n == page->limit)
    bureau_call_print (self,
                       "\nThese are the newest %" G_GINT64_FORMAT
                       "; “--before %s” lists what came before.\n",
                       n, bureau_json_get_string (json_array_get_object_element (list, 0), "id"));
}

/**
 * bureau_call_print_done:
 * @id: what it was done to
 * @state: what it is now
 * @sentence: the same for a person
 *
 * Prints what an act led to.
 */
void
bureau_call_print_done (BureauCall *self, gint64 id, const char *state, const char *sentence)
{
  g_autoptr (JsonObject) object = NULL;

  if (!self->json)
    {
      bureau_call_print (self, "%s\n", sentence);
      return;
    }
  object = json_object_new ();
  bureau_json_set_id (object, "id", id);
  json_object_set_string_member (object, "state", state);
  bureau_call_print_object (self, object);
}
