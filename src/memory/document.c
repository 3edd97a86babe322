/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/document.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/act.h"

#define SELECT_DOCUMENT                                                                            \
  "SELECT id, kind, name, title, enabled, version, body FROM bureau_document WHERE kind = ?"

/* What stands there now, against which a new body is compared. */
typedef struct
{
  gint64 id;
  gint64 version;
  char *body;
} Present;

static void
present_clear (Present *self)
{
  g_clear_pointer (&self->body, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Present, present_clear)

/* The kinds, and the member that holds a document's name. */
static const struct
{
  const char *kind;
  const char *key;
} kinds[] = {
  { "workflow", "workflow" },
  { "agent", "agent" },
  { "view", "id" },
};

static const char *
name_key (const char *kind)
{
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    if (g_str_equal (kinds[i].kind, kind))
      return kinds[i].key;
  return NULL;
}

/**
 * bureau_document_get_name:
 * @kind: "workflow", "agent" or "view"
 *
 * Returns: (transfer none) (nullable): how others refer to a document
 */
const char *
bureau_document_get_name (const char *kind, JsonObject *body)
{
  return bureau_json_get_string (body, name_key (kind));
}

static gboolean
check_body (const char *kind, JsonObject *body, GError **error)
{
  const char *key = name_key (kind);
  const char *name = key != NULL ? bureau_json_get_string (body, key) : NULL;

  if (key == NULL)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_USAGE, "There is no kind of document “%s”.",
                 bureau_text_clip (kind, (char[BUREAU_TEXT_CLIP]){ 0 }));
  else if (name == NULL || *name == '\0' || strlen (name) > 128)
    g_set_error (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                 "A document of kind %s begins with its name: {\"%s\": \"…\"}.", kind, key);
  else
    return TRUE;
  return FALSE;
}

static gboolean
load_present (BureauDatabase *database, const char *kind, const char *name, Present *present,
              GError **error)
{
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonObject) row = bureau_database_row (
      database, &failure, SELECT_DOCUMENT " AND name = ?", "ss", kind, name);

  if (failure != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&failure));
      return FALSE;
    }
  if (row == NULL)
    return TRUE;
  present->id = bureau_json_get_id (row, "id");
  present->version = bureau_json_get_int (row, "version", 0);
  present->body = g_strdup (bureau_json_get_string (row, "body"));
  return TRUE;
}

static char *
make_title (JsonObject *body, const char *name)
{
  const char *title = bureau_json_get_string (body, "title");

  return title != NULL && *title != '\0' ? bureau_text_one_line (title) : bureau_text_title (name);
}

/* "operator:window" is the author; the part before the colon is the origin (design.md §7). */
static char *
make_origin (BureauTransaction *transaction)
{
  const char *actor = bureau_transaction_get_cause (transaction)->actor;

  return g_strndup (actor, strcspn (actor, ":"));
}

static gboolean
add_version (BureauTransaction *transaction, const Present *document, const char *note,
             GError **error)
{
  const char *now = bureau_transaction_get_time (transaction);
  g_autofree char *sha256 = bureau_text_sha256 (document->body, -1);
  g_autofree char *origin = make_origin (transaction);

  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_document_version (id, created_at, updated_at,"
                              " document, version, body, sha256, author, origin, note)"
                              " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                              "issiisssss", bureau_transaction_new_id (transaction), now, now,
                              document->id, document->version, document->body, sha256,
                              bureau_transaction_get_cause (transaction)->actor, origin,
                              note != NULL ? note : "");
}

static gboolean
insert (BureauTransaction *transaction, const char *kind, JsonObject *body, Present *document,
        GError **error)
{
  const char *now = bureau_transaction_get_time (transaction);
  const char *name = bureau_document_get_name (kind, body);
  g_autofree char *title = make_title (body, name);

  document->id = bureau_transaction_new_id (transaction);
  document->version = 1;
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "INSERT INTO bureau_document (id, created_at, updated_at, kind, name,"
                              " title, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
                              "issssss", document->id, now, now, kind, name, title, document->body);
}

static gboolean
update (BureauTransaction *transaction, const char *kind, JsonObject *body, Present *document,
        GError **error)
{
  g_autofree char *title = make_title (body, bureau_document_get_name (kind, body));

  document->version++;
  return bureau_database_run (bureau_transaction_get_database (transaction), error,
                              "UPDATE bureau_document SET updated_at = ?, title = ?, version = ?,"
                              " body = ? WHERE id = ?",
                              "ssisi", bureau_transaction_get_time (transaction), title,
                              document->version, document->body, document->id);
}

/**
 * bureau_document_put:
 * @transaction: where it is written
 * @kind: "workflow", "agent" or "view"
 * @body: the document, checked by its room; its member @kind, of a view “id”, holds its name
 * @note: (nullable): why, for the history
 * @error: return location
 *
 * Puts a document in force and keeps the version. The same body again changes nothing. The author
 * is the transaction's actor.
 *
 * Errors: %BUREAU_ERROR_INVALID (it has no name), %BUREAU_ERROR_USAGE.
 *
 * Returns: %FALSE with @error set where nothing was written
 */
gboolean
bureau_document_put (BureauTransaction *transaction, const char *kind, JsonObject *body,
                     const char *note, GError **error)
{
  g_auto (Present) document = { 0 };
  g_autofree char *printed = bureau_json_print_object (body);

  if (!check_body (kind, body, error)
      || !load_present (bureau_transaction_get_database (transaction), kind,
                        bureau_document_get_name (kind, body), &document, error))
    return FALSE;
  if (g_strcmp0 (document.body, printed) == 0)
    return TRUE;
  g_set_str (&document.body, printed);
  return (document.id == 0 ? insert : update) (transaction, kind, body, &document, error)
         && add_version (transaction, &document, note, error);
}

static gboolean
save (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  g_auto (Present) document = { 0 };

  if (!bureau_document_put (transaction, act->name, act->object, act->text, error)
      || !load_present (bureau_transaction_get_database (transaction), act->name,
                        bureau_document_get_name (act->name, act->object), &document, error))
    return FALSE;
  bureau_value_take_id (result, document.id);
  return TRUE;
}

/**
 * bureau_document_save:
 * @kind: "workflow", "agent" or "view"
 * @body: the document, as for bureau_document_put()
 * @note: (nullable): why, for the history
 *
 * Puts a document in force, as one act that can be undone.
 *
 * Returns: (transfer full): a future of its id
 */
DexFuture *
bureau_document_save (BureauMemory *memory, const BureauCause *cause, const char *kind,
                      JsonObject *body, const char *note)
{
  const BureauAct act = { .name = kind, .object = body, .text = note };

  return bureau_memory_act (memory, cause, save, &act);
}

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
