/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/message.h"

#include "base/json.h"

/* The columns a caller may give, in the order of the statement below. */
static const char *const columns[] = {
  "channel",     "source",         "identity",  "message_id", "in_reply_to", "references",
  "sender_name", "sender_address", "reply_to",  "recipients", "subject",     "sent_at",
  "text",        "hidden",         "automatic", "meta",
};

#define INSERT                                                                                     \
  "INSERT INTO bureau_message"                                                                     \
  " (channel, source, identity, message_id, in_reply_to, \"references\","                          \
  " sender_name, sender_address, reply_to, recipients, subject, sent_at,"                          \
  " text, hidden, automatic, meta, id, created_at, updated_at, raw)"                               \
  " VALUES (?, ?, ?, ?, ?, coalesce(?, '[]'),"                                                     \
  " ?, ?, ?, coalesce(?, '[]'), coalesce(?, ''), ?,"                                               \
  " coalesce(?, ''), coalesce(?, 0), ?, coalesce(?, '{}'), ?, ?, ?, ?)"

static gboolean
insert_parts (BureauTransaction *transaction, gint64 message, const BureauPart *parts,
              guint n_parts, GError **error)
{
  for (guint i = 0; i < n_parts; i++)
    {
      g_autofree char *sha256 = bureau_blob_insert (transaction, parts[i].bytes, error);

      if (sha256 == NULL
          || !bureau_database_run (bureau_transaction_get_database (transaction), error,
                                   "INSERT INTO bureau_attachment VALUES (?, ?, ?, ?, ?, ?)",
                                   "iissis", bureau_transaction_new_id (transaction), message,
                                   parts[i].name, parts[i].type,
                                   (gint64)g_bytes_get_size (parts[i].bytes), sha256))
        return FALSE;
    }
  return TRUE;
}

static gint64
find_same (BureauDatabase *database, const char *identity, GError **error)
{
  gint64 id = 0;

  if (!bureau_database_int (database, &id, error,
                            "SELECT id FROM bureau_message WHERE identity = ?", "s", identity))
    return -1;
  return id;
}

static gboolean
insert_row (BureauTransaction *transaction, gint64 id, JsonObject *fields, const char *raw,
            GError **error)
{
  const char *now = bureau_transaction_get_time (transaction);
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      bureau_transaction_get_database (transaction), INSERT, error);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    bureau_statement_bind_json (statement, (int)i + 1, json_object_get_member (fields, columns[i]));
  bureau_statement_bind_int (statement, 17, id);
  bureau_statement_bind_text (statement, 18, now);
  bureau_statement_bind_text (statement, 19, now);
  bureau_statement_bind_text (statement, 20, raw);
  bureau_statement_step (statement, error);
  return bureau_statement_is_done (statement);
}

gint64
bureau_message_insert (BureauTransaction *transaction, JsonObject *fields, GBytes *raw,
                       const BureauPart *parts, guint n_parts, gboolean *is_new, GError **error)
{
  gint64 id = find_same (bureau_transaction_get_database (transaction),
                         bureau_json_get_string (fields, "identity"), error);
  g_autofree char *sha256 = NULL;

  if (is_new != NULL)
    *is_new = id == 0;
  if (id != 0)
    return MAX (id, 0);
  if (raw != NULL && (sha256 = bureau_blob_insert (transaction, raw, error)) == NULL)
    return 0;
  id = bureau_transaction_new_id (transaction);
  if (!insert_row (transaction, id, fields, sha256, error)
      || !insert_parts (transaction, id, parts, n_parts, error))
    return 0;
  return id;
}

static JsonObject *
load (BureauDatabase *database, const char *sql, gint64 id, GError **error)
{
  g_autofree char *missing = g_strdup_printf ("There is no message %" G_GINT64_FORMAT ".", id);
  g_autoptr (JsonObject) row = bureau_database_find (database, error, missing, sql, "i", id);
  JsonArray *attachments;

  if (row == NULL)
    return NULL;
  attachments = bureau_database_rows (
      database, error,
      "SELECT name, type, size, sha256 FROM bureau_attachment WHERE message = ? ORDER BY id", "i",
      id);
  if (attachments == NULL)
    return NULL;
  json_object_set_array_member (row, "attachments", attachments);
  return g_steal_pointer (&row);
}

/**
 * bureau_message_load:
 *
 * Returns: (transfer full): the row as an object, "attachments" with name, type, size and sha256 of
 * each; %NULL with BUREAU_ERROR_NOT_FOUND
 */
JsonObject *
bureau_message_load (BureauDatabase *database, gint64 id, GError **error)
{
  return load (database, "SELECT * FROM bureau_message WHERE id = ?", id, error);
}

/**
 * bureau_message_load_words:
 *
 * Returns: (transfer full): as bureau_message_load(), with what a run may ask for only: the words,
 * who wrote them when and to whom, and how to answer
 */
JsonObject *
bureau_message_load_words (BureauDatabase *database, gint64 id, GError **error)
{
  return load (database,
               "SELECT id, created_at, message_id, \"references\", sender_name, sender_address,"
               " reply_to, meta ->> 'reply_to_name' AS reply_to_name, recipients, subject, sent_at,"
               " meta ->> 'local_date' AS local_date, text, automatic, label"
               " FROM bureau_message WHERE id = ?",
               id, error);
}
