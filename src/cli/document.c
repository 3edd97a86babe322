/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/document.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "cli/input.h"
#include "cli/table.h"
#include "memory/document.h"

static gboolean
list_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  return bureau_result_array (result, bureau_document_list (database, data, error));
}

/**
 * bureau_call_list_documents:
 * @none: a sentence for where there is none
 *
 * Prints the documents of a kind, by name.
 *
 * Returns: %FALSE with @error set where they could not be read
 */
gboolean
bureau_call_list_documents (BureauCall *call, const char *kind, const char *none, GError **error)
{
  g_autoptr (JsonArray) list = bureau_call_read_array (call, list_cb, (gpointer)kind, error);
  g_autoptr (BureauTable) table = bureau_table_new ("NAME", "ON", "VERSION", "TITLE", NULL);

  if (list == NULL)
    return FALSE;
  for (guint i = 0; i < json_array_get_length (list); i++)
    {
      JsonObject *document = json_array_get_object_element (list, i);
      g_autofree char *version = g_strdup_printf ("%" G_GINT64_FORMAT,
                                                  bureau_json_get_int (document, "version", 0));

      bureau_table_add (table, bureau_json_get_string (document, "name"),
                        bureau_json_get_boolean (document, "enabled") ? "on" : "off", version,
                        bureau_json_get_string (document, "title"), NULL);
    }
  bureau_call_print_list (call, list, table, none);
  return TRUE;
}

typedef struct
{
  const char *kind;
  const char *name;
} Sought;

static gboolean
find_cb (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  Sought *sought = data;

  return bureau_result_object (result,
                               bureau_document_find (database, sought->kind, sought->name, error));
}

static JsonObject *
find (BureauCall *call, const char *kind, GError **error)
{
  Sought sought = { kind, bureau_call_get_argument (call, 0) };

  return bureau_call_read_object (call, find_cb, &sought, error);
}

/**
 * bureau_call_show_document:
 *
 * Prints the document that the first argument names: itself, for it is what a person edits; with
 * --json what is known of it too.
 *
 * Returns: %FALSE with @error set where there is none of this name
 */
gboolean
bureau_call_show_document (BureauCall *call, const char *kind, GError **error)
{
  g_autoptr (JsonObject) document = find (call, kind, error);

  if (document == NULL)
    return FALSE;
  bureau_call_print_object (call,
                            call->json ? document : bureau_json_get_object (document, "body"));
  return TRUE;
}

/**
 * bureau_call_load_document:
 * @parse: reads its text
 *
 * Returns: (transfer full): the document in the file that the first argument names, on the standard
 * input where it is "-", or in force under that name
 */
JsonObject *
bureau_call_load_document (BureauCall *call, const char *kind, BureauDocumentParse parse,
                           GError **error)
{
  const char *name = bureau_call_get_argument (call, 0);
  g_autofree char *text = NULL;
  g_autoptr (JsonObject) document = NULL;
  g_autoptr (GError) missing = NULL;

  if (g_file_test (name, G_FILE_TEST_EXISTS) || g_str_equal (name, "-"))
    {
      text = bureau_input_read_text (name, error);
      return text != NULL ? parse (text, -1, error) : NULL;
    }
  document = find (call, kind, &missing);
  if (document != NULL)
    return json_object_ref (bureau_json_get_object (document, "body"));
  if (strpbrk (name, "./") != NULL
      && g_error_matches (missing, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND))
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, "There is no file %s.",
                 bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }));
  else
    g_propagate_error (error, g_steal_pointer (&missing));
  return NULL;
}

static void
print_problem (BureauCall *call, JsonObject *problem)
{
  const char *at = bureau_json_get_string (problem, "at");
  g_autofree char *hint = bureau_terminal_text (bureau_json_get_string (problem, "hint"));

  bureau_call_print (call, "%s%s%s\n", at != NULL ? at : "", at != NULL && *at != '\0' ? ": " : "",
                     hint);
}

/**
 * bureau_call_print_problems:
 * @problems: of a check
 *
 * Prints what is wrong, or that nothing is, and sets the exit status by it.
 */
void
bureau_call_print_problems (BureauCall *call, JsonArray *problems)
{
  gboolean ok = json_array_get_length (problems) == 0;
  g_autoptr (JsonObject) answer = json_object_new ();

  call->status = ok ? 0 : 1;
  json_object_set_boolean_member (answer, "ok", ok);
  json_object_set_array_member (answer, "problems", json_array_ref (problems));
  if (call->json)
    bureau_call_print_object (call, answer);
  else if (ok)
    bureau_call_print (call, "It is fine.\n");
  for (guint i = 0; !call->json && i < json_array_get_length (problems); i++)
    print_problem (call, json_array_get_object_element (problems, i));
}
