/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A new version of a document is put in force. The versions before it are kept. */
#include "memory/document.h"

#include <string.h>

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/act.h"

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
      database, &failure,
      "SELECT id, version, body FROM bureau_document WHERE kind = ? AND name = ?", "ss", kind,
      name);

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
