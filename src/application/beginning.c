/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "application/beginning.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "agents/sample.h"
#include "base/error.h"
#include "base/json.h"
#include "base/worker.h"
#include "memory/check.h"
#include "memory/connection.h"
#include "memory/secret.h"
#include "memory/setting.h"
#include "memory/snapshot.h"
#include "workflows/agent-provider.h"
#include "workflows/template-install.h"

/* In a unit of the currency that a new workspace counts in. */
#define MINOR_UNITS 100

static const BureauCause cause = { "operator:window", "hand" };

typedef struct
{
  BureauMemory *memory;
  BureauWorker *worker;
  char *path;
  char *partial;
  char *kind;
  JsonObject *answers;
  BureauProgress *progress;
  gboolean replaces; /* a file in which nothing is yet */
} Beginning;

static void
beginning_free (gpointer data)
{
  Beginning *self = data;

  g_clear_object (&self->memory);
  g_clear_object (&self->worker);
  g_free (self->path);
  g_free (self->partial);
  g_free (self->kind);
  g_clear_pointer (&self->answers, json_object_unref);
  g_clear_object (&self->progress);
  g_free (self);
}

/* Where -----------------------------------------------------------------------------------------
 */

/* "Anna’s Flowers" becomes "anna-s-flowers". */
static char *
name_file (const char *firm)
{
  g_autofree char *ascii = g_str_to_ascii (firm, NULL);
  g_autofree char *lower = g_ascii_strdown (ascii, -1);
  g_autoptr (GRegex) other = g_regex_new ("[^a-z0-9]+", 0, 0, NULL);
  g_autofree char *name = g_regex_replace_literal (other, lower, -1, 0, "-", 0, NULL);
  const char *begin = *name == '-' ? name + 1 : name;

  if (g_str_has_suffix (begin, "-"))
    name[strlen (name) - 1] = '\0';
  return g_strdup (*begin != '\0' ? begin : "workspace");
}

static char *
find_free (const char *folder, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".bureau", NULL);
  char *path = g_build_filename (folder, file, NULL);

  for (guint n = 2; g_file_test (path, G_FILE_TEST_EXISTS); n++)
    {
      g_autofree char *numbered = g_strdup_printf ("%s-%u.bureau", name, n);

      g_free (path);
      path = g_build_filename (folder, numbered, NULL);
    }
  return path;
}

/**
 * bureau_beginning_choose_path:
 * @kind: "sample" or "own"
 * @answers: (nullable): what was said of one's own business
 *
 * Chooses a file where none was named: the sample has one of its own, so that the default stays
 * free for one's own business; a second business is named after the firm.
 *
 * Returns: (transfer full) (type filename): the file; that of the sample may be there already
 */
char *
bureau_beginning_choose_path (const char *kind, JsonObject *answers)
{
  g_autofree char *standard = bureau_memory_default_path ();
  g_autofree char *folder = g_path_get_dirname (standard);
  const char *firm = answers != NULL ? bureau_json_get_string (answers, "firm") : NULL;
  g_autofree char *name = name_file (firm != NULL ? firm : "");

  if (g_str_equal (kind, "sample"))
    return g_build_filename (folder, "sample.bureau", NULL);
  if (!g_file_test (standard, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&standard);
  return find_free (folder, name);
}

/* What --------------------------------------------------------------------------------------------
 */

static gboolean
store_settings (Beginning *self, GError **error)
{
  static const char *const keys[] = { "firm", "identity" };

  for (guint i = 0; i < G_N_ELEMENTS (keys); i++)
    {
      JsonNode *value = json_object_get_member (self->answers, keys[i]);

      if (value != NULL
          && !dex_await (bureau_setting_set (self->memory, &cause, keys[i], value), error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
connect_folder (Beginning *self, GError **error)
{
  const char *path = bureau_json_get_string (self->answers, "folder");
  g_autoptr (JsonObject) connection = json_object_new ();
  JsonObject *config = json_object_new ();

  json_object_set_string_member (connection, "name", "folder");
  json_object_set_string_member (connection, "kind", "folder");
  json_object_set_object_member (connection, "config", config);
  if (path == NULL)
    return TRUE;
  json_object_set_string_member (config, "path", path);
  return dex_await (bureau_connection_put (self->memory, &cause, connection), error);
}

static gboolean
limit_models (Beginning *self, JsonObject *model, GError **error)
{
  gint64 units = bureau_json_get_int (model, "limit", -1);
  g_autoptr (JsonNode) value = json_node_new (JSON_NODE_VALUE);

  json_node_set_int (value, units * MINOR_UNITS);
  return units < 0
         || dex_await (bureau_setting_set (self->memory, &cause, "budget_per_month", value), error);
}

static gint64
put_model (Beginning *self, JsonObject *model, GError **error)
{
  g_autoptr (JsonObject) connection = json_object_new ();

  json_object_set_string_member (connection, "kind", "provider");
  json_object_set_member (connection, "name", json_object_dup_member (model, "name"));
  json_object_set_member (connection, "secret_env", json_object_dup_member (model, "secret_env"));
  json_object_set_object_member (connection, "config",
                                 json_object_ref (bureau_json_get_object (model, "config")));
  return dex_await_int64 (bureau_connection_put (self->memory, &cause, connection), error);
}

/* The agents ask it from the first message on; its key goes to the keyring. */
static gboolean
connect_model (Beginning *self, GError **error)
{
  JsonObject *model = bureau_json_get_object (self->answers, "model");
  const char *name = model != NULL ? bureau_json_get_string (model, "name") : NULL;
  const char *key = model != NULL ? bureau_json_get_string (model, "key") : NULL;
  gint64 id;

  if (model == NULL)
    return TRUE;
  id = put_model (self, model, error);
  return id != 0 && limit_models (self, model, error)
         && (key == NULL || *key == '\0' || dex_await (bureau_secret_set (id, name, key), error))
         && dex_await (bureau_agents_use_provider (self->memory, &cause, name, NULL, NULL), error);
}

static gboolean
fill_own (Beginning *self, GError **error)
{
  const char *template = bureau_json_get_string (self->answers, "template");

  return (template == NULL
          || dex_await (bureau_template_install (self->memory, &cause, template, FALSE), error))
         && store_settings (self, error) && connect_folder (self, error)
         && connect_model (self, error);
}

static gboolean
fill_sample (Beginning *self, GError **error)
{
  return dex_await (bureau_template_install (self->memory, &cause, BUREAU_SAMPLE_TEMPLATE, TRUE),
                    error)
         && dex_await (bureau_sample_fill (self->memory, cause.actor, self->progress), error);
}

static gboolean
fill (Beginning *self, GError **error)
{
  return g_str_equal (self->kind, "sample") ? fill_sample (self, error) : fill_own (self, error);
}

/* A whole file
 * --------------------------------------------------------------------------------------
 */

/* On the worker, as all that follows but the filling. */
static gboolean
open_partial (gpointer data, GValue *result, GError **error)
{
  Beginning *self = data;
  g_autofree char *folder = g_path_get_dirname (self->path);

  if (g_mkdir_with_parents (folder, 0700) != 0)
    {
      g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_READ_ONLY,
                   "The folder %s cannot be made: %s. Choose another place.", folder,
                   g_strerror (errno));
      return FALSE;
    }
  bureau_workspace_remove (self->partial);
  self->replaces = g_file_test (self->path, G_FILE_TEST_EXISTS);
  if (self->replaces && !bureau_snapshot_copy (self->path, self->partial, NULL, error))
    return FALSE;
  self->memory = bureau_memory_open (
      self->partial, BUREAU_MEMORY_ENGINE | (self->replaces ? 0 : BUREAU_MEMORY_CREATE), error);
  return self->memory != NULL;
}

static gboolean
refuse_full (Beginning *self, GError **error)
{
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
               "There is a file %s meanwhile. Open it, or choose another name.", self->path);
  return FALSE;
}

/* Under its name only once it is whole: whoever is interrupted begins anew. */
static gboolean
name_partial (gpointer data, GValue *result, GError **error)
{
  Beginning *self = data;

  if (self->replaces)
    return bureau_snapshot_replace (self->partial, self->path, error);
  if (g_file_test (self->path, G_FILE_TEST_EXISTS))
    return refuse_full (self, error);
  if (g_rename (self->partial, self->path) == 0)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_READ_ONLY, "%s cannot be written: %s.", self->path,
               g_strerror (errno));
  return FALSE;
}

static gboolean
clean_up (gpointer data, GValue *result, GError **error)
{
  bureau_workspace_remove (((Beginning *)data)->partial);
  return TRUE;
}

static gboolean
is_free (Beginning *self, GError **error)
{
  return !self->replaces || dex_await_boolean (bureau_beginning_is_due (self->memory), NULL)
         || refuse_full (self, error);
}

static gboolean
make (Beginning *self, GError **error)
{
  gboolean ok = dex_await (bureau_worker_run (self->worker, open_partial, self, NULL), error)
                && is_free (self, error) && fill (self, error)
                && bureau_progress_check (self->progress, error);

  if (self->memory != NULL)
    bureau_memory_close (self->memory);
  ok = ok && dex_await (bureau_worker_run (self->worker, name_partial, self, NULL), error);
  dex_await (bureau_worker_run (self->worker, clean_up, self, NULL), NULL);
  return ok;
}

static DexFuture *
make_fiber (gpointer data)
{
  GError *error = NULL;
  gboolean ok = make (data, &error);

  return ok ? dex_future_new_true () : dex_future_new_for_error (error);
}

/**
 * bureau_beginning_make:
 * @path: (type filename): a file that is not there yet, or in which nothing is
 * @kind: "sample" or "own"
 * @answers: (nullable): what was said of one's own business
 * @progress: told how far it is; may be cancelled
 *
 * Makes a workspace, whole or not at all.
 *
 * Returns: (transfer full): resolves once the file is there and closed
 */
DexFuture *
bureau_beginning_make (const char *path, const char *kind, JsonObject *answers,
                       BureauProgress *progress)
{
  Beginning *self = g_new0 (Beginning, 1);

  self->kind = g_strdup (kind);
  self->answers = answers != NULL ? json_object_ref (answers) : json_object_new ();
  self->progress = g_object_ref (progress);
  self->path = g_strdup (path);
  /* Not the name that a snapshot has while it is written. */
  self->partial = g_strconcat (path, ".making", NULL);
  self->worker = bureau_worker_new ("bureau-begin");
  return dex_scheduler_spawn (NULL, 0, make_fiber, self, beginning_free);
}

/* Whether -----------------------------------------------------------------------------------------
 */

static gboolean
is_empty (BureauDatabase *database, gpointer data, GValue *result, GError **error)
{
  gint64 n = 0;

  if (!bureau_database_int (database, &n, error,
                            "SELECT (SELECT count(*) FROM bureau_collection)"
                            " + (SELECT count(*) FROM bureau_document)"
                            " + (SELECT count(*) FROM bureau_connection)"
                            " + EXISTS (SELECT 1 FROM bureau_message)",
                            ""))
    return FALSE;
  g_value_init (result, G_TYPE_BOOLEAN);
  g_value_set_boolean (result, n == 0);
  return TRUE;
}

/**
 * bureau_beginning_is_due:
 *
 * Returns: (transfer full): resolves to whether nothing is in the workspace yet
 */
DexFuture *
bureau_beginning_is_due (BureauMemory *memory)
{
  return bureau_memory_read (memory, is_empty, NULL, NULL);
}
