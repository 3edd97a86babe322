/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents as they are in force, as they were, and whether they are on. */
#include "memory/document.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/act.h"

#define SELECT_DOCUMENT                                                                            \
  "SELECT id, kind, name, title, enabled, version, body FROM bureau_document WHERE kind = ?"

static gboolean
shape (JsonObject *row, GError **error)
{
  JsonObject *body = bureau_json_parse_object (bureau_json_get_string (row, "body"), -1, error);

  if (body == NULL)
    return FALSE;
  json_object_set_object_member (row, "body", body);
  if (json_object_has_member (row, "enabled"))
    json_object_set_boolean_member (row, "enabled", bureau_json_get_int (row, "enabled", 0) != 0);
  return TRUE;
}

/**
 * bureau_document_list:
 * @database: a reader
 * @kind: "workflow", "agent" or "view"
 * @error: return location
 *
 * Returns: (transfer full): [{"id","kind","name","title","enabled","version","body":{…}}] by name
 */
JsonArray *
bureau_document_list (BureauDatabase *database, const char *kind, GError **error)
{
  g_autoptr (JsonArray) rows = bureau_database_rows (database, error,
                                                     SELECT_DOCUMENT " ORDER BY name", "s", kind);

  for (guint i = 0; rows != NULL && i < json_array_get_length (rows); i++)
    if (!shape (json_array_get_object_element (rows, i), error))
      return NULL;
  return g_steal_pointer (&rows);
}

static char *
missing_document (const char *kind, const char *name)
{
  return g_strdup_printf ("There is no %s “%s”.", kind,
                          bureau_text_clip (name, (char[BUREAU_TEXT_CLIP]){ 0 }));
}

/**
 * bureau_document_find:
 * @database: a reader
 * @kind: "workflow", "agent" or "view"
 * @name: its name
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): {"id","kind","name","title","enabled","version","body":{…}} of the
 * version in force, or %NULL with @error set
 */
JsonObject *
bureau_document_find (BureauDatabase *database, const char *kind, const char *name, GError **error)
{
  g_autofree char *missing = missing_document (kind, name);
  g_autoptr (JsonObject) row = bureau_database_find (
      database, error, missing, SELECT_DOCUMENT " AND name = ?", "ss", kind, name);

  return row != NULL && shape (row, error) ? g_steal_pointer (&row) : NULL;
}

/**
 * bureau_document_version:
 * @database: a reader
 * @kind: "workflow", "agent" or "view"
 * @name: its name
 * @version: from 1
 * @error: return location
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): {"version","at","author","origin","note","sha256","body":{…}}, or %NULL
 *   with @error set
 */
JsonObject *
bureau_document_version (BureauDatabase *database, const char *kind, const char *name,
                         gint64 version, GError **error)
{
  g_autofree char *missing = missing_document (kind, name);
  g_autoptr (JsonObject) row = bureau_database_find (
      database, error, missing,
      "SELECT v.version, v.created_at AS at, v.author, v.origin, v.note,"
      " v.sha256, v.body FROM bureau_document_version v"
      " JOIN bureau_document d ON d.id = v.document"
      " WHERE d.kind = ? AND d.name = ? AND v.version = ?",
      "ssi", kind, name, version);

  return row != NULL && shape (row, error) ? g_steal_pointer (&row) : NULL;
}

/**
 * bureau_document_require_version:
 * @database: a reader or the transaction's
 * @version: the one that was edited
 *
 * Who edits has read a version; what somebody else put in force since is not overwritten.
 *
 * Returns: %FALSE with %BUREAU_ERROR_CONFLICT where it is not the newest any more, or
 *   %BUREAU_ERROR_NOT_FOUND
 */
gboolean
bureau_document_require_version (BureauDatabase *database, const char *kind, const char *name,
                                 gint64 version, GError **error)
{
  g_autoptr (JsonObject) present = bureau_document_find (database, kind, name, error);

  if (present == NULL)
    return FALSE;
  if (bureau_json_get_int (present, "version", 0) == version)
    return TRUE;
  g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_CONFLICT,
               "“%s” was changed by somebody else meanwhile. Copy what you wrote, look at the"
               " newest version, and put it in there.",
               name);
  return FALSE;
}

static gboolean
enable (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autofree char *missing = missing_document (act->text, act->name);

  if (!bureau_database_run (database, error,
                            "UPDATE bureau_document SET enabled = ?, updated_at = ?"
                            " WHERE kind = ? AND name = ?",
                            "isss", act->id, bureau_transaction_get_time (transaction), act->text,
                            act->name))
    return FALSE;
  if (bureau_database_changes (database) > 0)
    return TRUE;
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND, missing);
  return FALSE;
}

/**
 * bureau_document_enable:
 * @memory: an open workspace
 * @cause: who and why
 * @kind: "workflow", "agent" or "view"
 * @name: its name
 * @enabled: on or off
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_document_enable (BureauMemory *memory, const BureauCause *cause, const char *kind,
                        const char *name, gboolean enabled)
{
  return bureau_memory_act (memory, cause, enable,
                            &(BureauAct){ .id = enabled, .name = name, .text = kind });
}
