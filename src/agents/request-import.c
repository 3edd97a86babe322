/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "agents/request-handler.h"

#include <glib/gstdio.h>

#include "agents/arrival.h"
#include "base/error.h"
#include "base/json.h"
#include "base/worker.h"
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

/* A text goes the way of a file, for as long as it is read: a form's JSON says so itself, and a
 * mail is told from a note by its head. */
typedef struct
{
  const char *text;
  char *folder;
  char *path;
} Pasted;

static void
pasted_clear (Pasted *self)
{
  if (self->path)
    g_unlink (self->path);
  if (self->folder)
    g_rmdir (self->folder);
  g_free (self->path);
  g_free (self->folder);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Pasted, pasted_clear)

/* On a worker. */
static gboolean
write_pasted (gpointer data, GValue *result, GError **error)
{
  Pasted *self = data;
  g_autofree char *head = g_strchug (g_strndup (self->text, 64));
  const char *name = *head == '{' || *head == '[' ? "pasted.json" : "pasted.txt";

  self->folder = g_dir_make_tmp ("bureau-pasted-XXXXXX", error);
  if (!self->folder)
    return FALSE;
  self->path = g_build_filename (self->folder, name, NULL);

  return g_file_set_contents_full (self->path, self->text, -1, G_FILE_SET_CONTENTS_NONE, 0600,
                                   error);
}

static JsonArray *
import_pasted (BureauRequestTask *task, const BureauCause *cause, GError **error)
{
  g_auto (Pasted) pasted = { .text = bureau_json_get_string (task->args, "text") };
  g_autoptr (BureauWorker) worker = bureau_worker_new ("bureau-pasted");
  gboolean ok = dex_await (bureau_worker_run (worker, write_pasted, &pasted, NULL), error);
  const char *const paths[] = { pasted.path, NULL };

  bureau_worker_stop (worker);

  return ok ? dex_await_boxed (bureau_import_files (task->environment->memory, cause, paths, NULL,
                                                    task->progress),
                               error)
            : NULL;
}

/* Where nothing came in, or something may come in later, as when the disk was full, it failed, and
 * can be asked for again: what is there by then is not doubled. */
static gboolean
check_fates (JsonArray *fates, gboolean *may_pass, GError **error)
{
  const char *first = NULL, *passing = NULL;
  guint n_good = 0;

  for (guint i = 0; i < json_array_get_length (fates); i++)
    {
      JsonObject *fate = json_array_get_object_element (fates, i);
      const char *why = bureau_json_get_string (fate, "error");

      n_good += why == NULL;
      first = first ? first : why;
      if (!passing && bureau_json_get_boolean (fate, "retry"))
        passing = why;
    }
  *may_pass = passing != NULL;
  if (!passing && (n_good > 0 || !first))
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_UNAVAILABLE, passing ? passing : first);

  return FALSE;
}

/**
 * bureau_request_do_import:
 *
 * `{"files":[…],"into"?}` brings files in as messages, or as records of a collection; `{"text"}` a
 * mail, a form's JSON or a note that was pasted. Gives
 * `{"files":[{"file","message"|"records"|"error"}]}`.
 *
 * Returns: %FALSE with @error set where no file was named, there is no such collection, nothing
 * came in, or the workspace could not take all of it now; what is wrong with one of several files
 * stands in the result
 */
gboolean
bureau_request_do_import (BureauRequestTask *task, GError **error)
{
  g_auto (GStrv) files = read_files (task);
  g_autofree char *reason = g_strdup_printf ("request:%" G_GINT64_FORMAT, task->id);
  const BureauCause cause = { task->by, reason };
  gboolean is_pasted = bureau_json_get_string (task->args, "text") != NULL;
  g_autoptr (JsonArray) fates = NULL;
  gboolean may_pass = FALSE;

  if (!*files && !is_pasted)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "Say which files to import.");
      return FALSE;
    }
  if (is_pasted)
    fates = import_pasted (task, &cause, error);
  else
    fates = dex_await_boxed (
        bureau_import_files (task->environment->memory, &cause, (const char *const *)files,
                             bureau_json_get_string (task->args, "into"), task->progress),
        error);
  if (!fates || !bureau_progress_check (task->progress, error))
    return FALSE;
  if (!check_fates (fates, &may_pass, error))
    {
      if (may_pass)
        dex_await (bureau_arrival_forget (task->environment->memory, (const char *const *)files),
                   NULL);
      return FALSE;
    }
  json_object_set_array_member (task->result, "files", g_steal_pointer (&fates));

  return TRUE;
}
