/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"
#include "base/error.h"
#include "base/json.h"
#include "memory/snapshot.h"

/**
 * bureau_request_do_snapshot:
 *
 * `{"path"}` writes a copy of the workspace. Gives `{"path"}`.
 *
 * Returns: %FALSE with @error set where the copy could not be written there
 */
gboolean
bureau_request_do_snapshot (BureauRequestTask *task, GError **error)
{
  const char *path = bureau_json_get_string (task->args, "path");

  if (!path || !g_path_is_absolute (path))
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE,
                   "Say where the copy goes, as a whole path.");
      return FALSE;
    }
  if (!dex_await (bureau_snapshot_write (task->environment->memory, path, task->progress), error))
    return FALSE;
  json_object_set_string_member (task->result, "path", path);

  return TRUE;
}
