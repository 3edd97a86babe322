/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "desk/intake.h"

#include <glib/gi18n.h>

#include "base/error.h"
#include "base/json-text.h"
#include "base/json.h"
#include "desk/decision.h"
#include "memory/request.h"

typedef struct
{
  BureauMemory *memory;
  JsonObject *args;
} Intake;

static void
intake_free (gpointer data)
{
  Intake *self = data;

  g_clear_object (&self->memory);
  g_clear_pointer (&self->args, json_object_unref);
  g_free (self);
}

/**
 * bureau_intake_say:
 * @fates: [{"file","message"|"records"|"error"}], as the request gives it
 *
 * Returns: (transfer full): what became of the files, in a sentence; the first error where there is
 *   one
 */
char *
bureau_intake_say (JsonArray *fates)
{
  guint n = fates != NULL ? json_array_get_length (fates) : 0;
  guint messages = 0;

  for (guint i = 0; i < n; i++)
    {
      JsonObject *fate = json_array_get_object_element (fates, i);
      const char *error = bureau_json_get_string (fate, "error");

      if (error != NULL)
        return g_strdup (error);
      messages += json_object_has_member (fate, "message");
    }
  if (n > 0 && messages == n)
    return g_strdup_printf (ngettext ("%u message came in", "%u messages came in", n), n);
  return g_strdup_printf (ngettext ("%u file came in", "%u files came in", n), n);
}

/**
 * bureau_intake_find_message:
 * @fates: as of bureau_intake_say()
 *
 * Returns: the message, where it is one alone that came in; else 0
 */
gint64
bureau_intake_find_message (JsonArray *fates)
{
  return fates != NULL && json_array_get_length (fates) == 1
             ? bureau_json_get_id (json_array_get_object_element (fates, 0), "message")
             : 0;
}

static JsonObject *
make_outcome (JsonArray *fates)
{
  JsonObject *outcome = json_object_new ();
  g_autofree char *says = bureau_intake_say (fates);
  gint64 message = bureau_intake_find_message (fates);

  json_object_set_string_member (outcome, "says", says);
  if (message != 0)
    bureau_json_set_id (outcome, "message", message);
  return outcome;
}

static JsonArray *
get_fates (JsonNode *result)
{
  return result != NULL && JSON_NODE_HOLDS_OBJECT (result)
             ? bureau_json_get_array (json_node_get_object (result), "files")
             : NULL;
}

static DexFuture *
intake_fiber (gpointer data)
{
  Intake *self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (JsonObject) row = NULL;
  g_autoptr (JsonNode) result = NULL;
  gint64 request = dex_await_int64 (
      bureau_request_ask (self->memory, &bureau_decision_cause, "import", self->args), &error);

  if (error == NULL)
    row = dex_await_boxed (bureau_request_wait (self->memory, request), &error);
  if (row == NULL)
    return dex_future_new_for_error (g_steal_pointer (&error));
  if (g_strcmp0 (bureau_json_get_string (row, "state"), "done") != 0)
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_REFUSED, "%s",
                                  bureau_json_get_string (row, "error"));
  bureau_json_open_member (row, "result");
  result = json_object_dup_member (row, "result");
  return dex_future_new_take_boxed (JSON_TYPE_OBJECT, make_outcome (get_fates (result)));
}

static JsonObject *
make_args (GListModel *files)
{
  JsonObject *args = json_object_new ();
  JsonArray *paths = json_array_new ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);
      g_autofree char *path = g_file_get_path (file);

      if (path != NULL)
        json_array_add_string_element (paths, path);
    }
  json_object_set_array_member (args, "files", paths);
  return args;
}

/**
 * bureau_intake_list_files:
 *
 * Returns: (transfer full): the same files as a list model
 */
GListModel *
bureau_intake_list_files (GdkFileList *given)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (given);
  GListStore *list = g_list_store_new (G_TYPE_FILE);

  for (GSList *l = files; l != NULL; l = l->next)
    g_list_store_append (list, l->data);
  return G_LIST_MODEL (list);
}

/**
 * bureau_intake_files:
 * @files: of #GFile; a mail (.eml, .mbox), a form's JSON or a table
 *
 * Asks the engine to bring them in.
 *
 * Returns: (transfer full): resolves to a #JsonObject {"says", what to say about it, "message"?,
 * its id where it is one alone}; rejects where they could not be brought in
 */
DexFuture *
bureau_intake_files (BureauMemory *memory, GListModel *files)
{
  Intake *self = g_new0 (Intake, 1);

  self->memory = g_object_ref (memory);
  self->args = make_args (files);
  return dex_scheduler_spawn (NULL, 0, intake_fiber, self, intake_free);
}

/**
 * bureau_intake_text:
 * @text: a mail with its head, a form's JSON, or words
 *
 * Asks the engine to bring it in.
 *
 * Returns: (transfer full): as bureau_intake_files()
 */
DexFuture *
bureau_intake_text (BureauMemory *memory, const char *text)
{
  Intake *self = g_new0 (Intake, 1);

  self->memory = g_object_ref (memory);
  self->args = json_object_new ();
  json_object_set_string_member (self->args, "text", text);
  return dex_scheduler_spawn (NULL, 0, intake_fiber, self, intake_free);
}
