/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A watched folder that is not there. A person sees it as an import that failed; lists see the
 * scratch row "absent:PATH" for as long as it is so. */
#include "agents/absent-folder.h"

#include "agents/trouble.h"
#include "base/json.h"

/* A state and no record of it, but lists that show it are told by the journal. */
static gboolean
write_state (BureauTransaction *transaction, const char *path, const char *why, GError **error)
{
  g_autofree char *key = g_strconcat ("absent:", path, NULL);

  bureau_transaction_add_fact (transaction, "bureau_scratch", 0,
                               why != NULL ? "absent" : "present");
  if (why == NULL)
    return bureau_database_run (bureau_transaction_get_database (transaction), error,
                                "DELETE FROM bureau_scratch WHERE key = ?1", "s", key);
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_scratch VALUES (?1, ?2, ?3)"
                              " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                              "sss", key, bureau_transaction_get_time (transaction), why);
}

static gboolean
write_absent (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  JsonObject *fate = data;

  return bureau_trouble_write (transaction, "import", bureau_json_get_string (fate, "file"),
                               bureau_json_get_string (fate, "error"), error)
         && write_state (transaction, bureau_json_get_string (fate, "file"),
                         bureau_json_get_string (fate, "error"), error);
}

/**
 * bureau_absent_folder_tell:
 * @path: a folder
 * @why: one sentence
 *
 * Shows the person that nothing can be imported from there: as an import that failed, and as the
 * scratch row "absent:PATH" for as long as it is so.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_absent_folder_tell (BureauMemory *memory, const char *path, const char *why)
{
  const BureauCause cause = { "system", "import:folder" };
  JsonObject *fate = json_object_new ();

  bureau_json_set_string (fate, "file", path);
  bureau_json_set_string (fate, "error", why);

  return bureau_memory_write (memory, &cause, write_absent, fate,
                              (GDestroyNotify)json_object_unref);
}

static gboolean
write_present (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  return write_state (transaction, data, NULL, error);
}

/**
 * bureau_absent_folder_tell_present:
 * @path: a folder of bureau_absent_folder_tell()
 *
 * Returns: (transfer full): resolves once it is stored that nothing is wrong with it
 */
DexFuture *
bureau_absent_folder_tell_present (BureauMemory *memory, const char *path)
{
  const BureauCause cause = { "system", "import:folder" };

  return bureau_memory_write (memory, &cause, write_present, g_strdup (path), g_free);
}

/**
 * bureau_absent_folder_forget_all:
 *
 * At the engine's start: which folders are absent is found out anew.
 *
 * Returns: %FALSE with @error set where memory could not be written
 */
gboolean
bureau_absent_folder_forget_all (BureauTransaction *transaction, GError **error)
{
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "DELETE FROM bureau_scratch WHERE key GLOB 'absent:*'", "");
}
