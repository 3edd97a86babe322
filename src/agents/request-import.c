/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "base/error.h"
#include "base/json.h"
#include "channels/import.h"

static GStrv
read_files (BureauRequestTask *task)
{
  JsonArray *files = bureau_json_get_array (task->args, "files");
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; files && i < json_array_get_length (files); i++)
    if (json_array_get_string_element (files, i))
      g_strv_builder_add (builder, json_array_get_string_element (files, i));

  return g_strv_builder_end (builder);
}

/**
 * bureau_request_do_import:
 *
 * `{"files":[…],"into"?}` brings files in as messages, or as records of a collection. Gives
 * `{"files":[{"file","message"|"records"|"error"}]}`.
 *
 * Returns: %FALSE with @error set where no file was named or there is no such collection; what is
 *   wrong with one file stands in the result
 */
gboolean
bureau_request_do_import (BureauRequestTask *task, GError **error)
{
  g_auto (GStrv) files = read_files (task);
  g_autofree char *reason = g_strdup_printf ("request:%" G_GINT64_FORMAT, task->id);
  const BureauCause cause = { task->by, reason };
  JsonArray *fates;

  if (!*files)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "Say which files to import.");
      return FALSE;
    }
  fates = dex_await_boxed (bureau_import_files (task->environment->memory, &cause,
                                                (const char *const *)files,
                                                bureau_json_get_string (task->args, "into")),
                           error);
  if (!fates)
    return FALSE;
  json_object_set_array_member (task->result, "files", fates);

  return TRUE;
}
