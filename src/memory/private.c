/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/private.h"

#include "base/error.h"
#include "memory/collection.h"

/* A draft is as private as what it answers, a record as the message it was read from. */
#define FIND                                                                                       \
  "WITH asked(id) AS (SELECT CAST(value AS INTEGER) FROM json_each(?1)), "                         \
  " all_ids(id) AS (SELECT id FROM asked"                                                          \
  "  UNION SELECT d.message FROM bureau_draft d JOIN asked a ON a.id = d.id"                       \
  "  UNION SELECT d.record FROM bureau_draft d JOIN asked a ON a.id = d.id"                        \
  "  UNION SELECT e.message FROM bureau_evidence e JOIN asked a ON a.id = e.record)"               \
  " SELECT coalesce((SELECT p.id FROM bureau_private p JOIN all_ids a ON a.id = p.id LIMIT 1), 0)"

typedef struct
{
  gint64 id;
  gboolean is_private;
} Mark;

/* A draft is as private as what it answers, so the mark stands there. */
static char *
find_collection (BureauDatabase *database, gint64 id, GError **error)
{
  g_autofree char *collection = bureau_collection_of_record (database, id, error);

  if (collection == NULL
      || (!g_str_equal (collection, "drafts") && !g_str_equal (collection, "runs")))
    return g_steal_pointer (&collection);
  g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_INVALID,
                       "Mark the message or the record that it is about.");
  return NULL;
}

static gboolean
set_cb (BureauTransaction *transaction, gpointer data, GValue *result, GError **error)
{
  const Mark *self = data;
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  const char *now = bureau_transaction_get_time (transaction);
  g_autofree char *collection = NULL;

  if (!bureau_transaction_is_operator (transaction))
    {
      g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_REFUSED,
                           "Only a person says what providers may see.");
      return FALSE;
    }
  collection = find_collection (database, self->id, error);
  if (collection == NULL)
    return FALSE;
  if (!self->is_private)
    return bureau_database_run (database, error, "DELETE FROM bureau_private WHERE id = ?1", "i",
                                self->id);
  return bureau_database_run (database, error,
                              "INSERT INTO bureau_private VALUES (?1, ?2, ?2, ?3)"
                              " ON CONFLICT (id) DO NOTHING",
                              "iss", self->id, now, collection);
}

/**
 * bureau_private_set:
 * @id: a message or a record
 * @is_private: whether no provider may see it
 *
 * Sets or takes away the mark “never send to a provider”. Only an operator does.
 *
 * Errors: %BUREAU_ERROR_NOT_FOUND; %BUREAU_ERROR_REFUSED for anybody else.
 *
 * Returns: (transfer full): resolves to %TRUE
 */
DexFuture *
bureau_private_set (BureauMemory *memory, const BureauCause *cause, gint64 id, gboolean is_private)
{
  Mark *self = g_new0 (Mark, 1);

  self->id = id;
  self->is_private = is_private;
  return bureau_memory_write (memory, cause, set_cb, self, g_free);
}

/**
 * bureau_private_find:
 * @ids_json: a list of ids, as JSON
 * @found: (out): the first of them, or of what they came from, that is marked; else 0
 *
 * Returns: %FALSE with @error set where it could not be read
 */
gboolean
bureau_private_find (BureauDatabase *database, const char *ids_json, gint64 *found, GError **error)
{
  *found = 0;
  return bureau_database_int (database, found, error, FIND, "s", ids_json);
}

/**
 * bureau_private_list:
 *
 * Returns: (transfer full): `[{"id","collection","at"}]`, the newest mark first
 */
JsonArray *
bureau_private_list (BureauDatabase *database, GError **error)
{
  return bureau_database_rows (database, error,
                               "SELECT id, collection, created_at AS at FROM bureau_private"
                               " ORDER BY created_at DESC, id DESC",
                               "");
}

/**
 * bureau_private_has_any:
 * @has_any: (out): whether anything is marked
 *
 * Returns: %FALSE with @error set where it could not be read
 */
gboolean
bureau_private_has_any (BureauDatabase *database, gboolean *has_any, GError **error)
{
  gint64 n = 0;

  if (!bureau_database_int (database, &n, error, "SELECT EXISTS (SELECT 1 FROM bureau_private)",
                            ""))
    return FALSE;
  *has_any = n != 0;
  return TRUE;
}
