/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/message.h"

#include "base/error.h"
#include "base/json.h"
#include "base/text.h"
#include "memory/act.h"

/* The columns a caller may give, in the order of the statement below. */
static const char *const columns[] = {
  "channel",     "source",         "identity",  "message_id", "in_reply_to", "references",
  "sender_name", "sender_address", "reply_to",  "recipients", "subject",     "sent_at",
  "text",        "hidden",         "automatic", "meta",
};

#define INSERT                                                                                     \
  "INSERT INTO bureau_message (channel, source, identity, message_id, in_reply_to, "               \
  "\"references\", sender_name,"                                                                   \
  " sender_address, reply_to, recipients, subject, sent_at, text, hidden, automatic, meta, id, "   \
  "created_at,"                                                                                    \
  " updated_at, raw) VALUES (?, ?, ?, ?, ?, coalesce(?, '[]'), ?, ?, ?, coalesce(?, '[]'), "       \
  "coalesce(?, ''), ?,"                                                                            \
  " coalesce(?, ''), coalesce(?, 0), ?, coalesce(?, '{}'), ?, ?, ?, ?)"

/**
 * bureau_blob_insert:
 * @bytes: what to keep
 *
 * Keeps bytes once, under their hash.
 *
 * Returns: (transfer full): the SHA-256 in hex, or %NULL with @error set
 */
char *
bureau_blob_insert (BureauTransaction *transaction, GBytes *bytes, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_bytes (G_CHECKSUM_SHA256, bytes);

  if (!bureau_database_run (bureau_transaction_get_database (transaction), error,
                            "INSERT INTO bureau_blob VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                            "sib", sha256, (gint64)g_bytes_get_size (bytes), bytes))
    return NULL;
  return g_steal_pointer (&sha256);
}

/**
 * bureau_blob_load:
 *
 * Returns: (transfer full): the bytes under a hash, or %NULL with BUREAU_ERROR_NOT_FOUND
 */
GBytes *
bureau_blob_load (BureauDatabase *database, const char *sha256, GError **error)
{
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      database, "SELECT data FROM bureau_blob WHERE sha256 = ?", error);
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return NULL;
  bureau_statement_bind_text (statement, 1, sha256);
  if (bureau_statement_step (statement, &failure))
    return bureau_statement_bytes (statement, 0);
  if (failure != NULL)
    g_propagate_error (error, g_steal_pointer (&failure));
  else
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                         "These bytes are no longer kept.");
  return NULL;
}

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
  g_autoptr (GError) failure = NULL;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < G_N_ELEMENTS (columns); i++)
    bureau_statement_bind_json (statement, (int)i + 1, json_object_get_member (fields, columns[i]));
  bureau_statement_bind_int (statement, 17, id);
  bureau_statement_bind_text (statement, 18, now);
  bureau_statement_bind_text (statement, 19, now);
  bureau_statement_bind_text (statement, 20, raw);
  bureau_statement_step (statement, &failure);
  if (failure == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
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

/**
 * bureau_message_set_label:
 * @label: what the message is, one of the labels of a classify step
 * @by: "operator" or "agent:NAME"; an agent does not overrule the operator
 *
 * Returns: %FALSE with @error set where there is no such message
 */
gboolean
bureau_message_set_label (BureauTransaction *transaction, gint64 message, const char *label,
                          const char *by, GError **error)
{
  return bureau_database_run (
      bureau_transaction_get_database (transaction), error,
      "UPDATE bureau_message SET label = ?, label_by = ?3, updated_at = ? WHERE id = ?"
      " AND (label_by IS NOT 'operator' OR ?3 = 'operator')",
      "sssi", label, bureau_transaction_get_time (transaction), by, message);
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
  g_autoptr (GError) failure = NULL;
  g_autoptr (JsonObject) row = bureau_database_row (
      database, &failure, "SELECT * FROM bureau_message WHERE id = ?", "i", id);
  JsonArray *attachments;

  if (row == NULL)
    {
      if (failure == NULL)
        g_set_error (&failure, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                     "There is no message %" G_GINT64_FORMAT ".", id);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }
  attachments = bureau_database_rows (
      database, error,
      "SELECT name, type, size, sha256 FROM bureau_attachment WHERE message = ? "
      "ORDER BY id",
      "i", id);
  if (attachments == NULL)
    return NULL;
  json_object_set_array_member (row, "attachments", attachments);
  return g_steal_pointer (&row);
}

/* What was taught about this message before is taken back first. */
static gboolean
forget (BureauTransaction *transaction, gint64 message, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);

  return bureau_database_run (
             database, error,
             "UPDATE bureau_label_word SET n = n - 1 WHERE label = (SELECT label FROM bureau_label "
             "WHERE message = ?1) AND word IN (SELECT value FROM bureau_label, "
             "json_each(bureau_label.words) WHERE message = ?1)",
             "i", message)
         && bureau_database_run (database, error, "DELETE FROM bureau_label WHERE message = ?", "i",
                                 message);
}

static gboolean
teach (BureauTransaction *transaction, const BureauAct *act, GValue *result, GError **error)
{
  BureauDatabase *database = bureau_transaction_get_database (transaction);
  g_autoptr (JsonArray) words = json_array_new ();
  g_autofree char *text = NULL;

  for (guint i = 0; act->words != NULL && act->words[i] != NULL; i++)
    json_array_add_string_element (words, act->words[i]);
  text = bureau_json_print_array (words);
  bureau_transaction_add_fact (transaction, "bureau_label", act->id, "taught");
  return forget (transaction, act->id, error)
         && bureau_message_set_label (transaction, act->id, act->name, "operator", error)
         && bureau_database_run (database, error, "INSERT INTO bureau_label VALUES (?, ?, ?, ?)",
                                 "isss", act->id, act->name,
                                 bureau_transaction_get_time (transaction), text)
         && bureau_database_run (
             database, error,
             "INSERT INTO bureau_label_word SELECT DISTINCT value, ?, 1 FROM json_each(?) "
             "WHERE true ON CONFLICT DO UPDATE SET n = n + 1",
             "ss", act->name, text);
}

/**
 * bureau_message_teach:
 * @label: what the message is
 * @words: (array zero-terminated=1): the words that the classifier looks at
 *
 * The operator confirms or corrects a label; the classifier learns from it. Saying it again
 * replaces what was said before.
 *
 * Returns: (transfer full): resolves once it is stored
 */
DexFuture *
bureau_message_teach (BureauMemory *memory, const BureauCause *cause, gint64 message,
                      const char *label, const char *const *words)
{
  if (!bureau_text_is_name (label))
    return dex_future_new_reject (BUREAU_ERROR, BUREAU_ERROR_INVALID,
                                  "“%s” cannot be a label. Use small letters, digits and _.",
                                  label);
  return bureau_memory_act (memory, cause, teach,
                            &(BureauAct){ .id = message, .name = label, .words = words });
}

static JsonObject *
member (JsonObject *object, const char *name)
{
  if (!json_object_has_member (object, name))
    json_object_set_object_member (object, name, json_object_new ());
  return json_object_get_object_member (object, name);
}

/**
 * bureau_message_learnt:
 * @words: (array zero-terminated=1): the words of the message in question
 *
 * Returns: (transfer full): {"documents":{label:n},"words":{word:{label:n}}}, or %NULL with @error
 * set
 */
JsonObject *
bureau_message_learnt (BureauDatabase *database, const char *const *words, GError **error)
{
  g_autoptr (JsonObject) learnt = json_object_new ();
  g_autoptr (GError) failure = NULL;
  g_autoptr (BureauStatement) documents = bureau_database_prepare (
      database, "SELECT label, count(*) FROM bureau_label GROUP BY label", error);
  g_autoptr (BureauStatement) counts = bureau_database_prepare (
      database, "SELECT label, n FROM bureau_label_word WHERE word = ? AND n > 0", error);

  if (documents == NULL || counts == NULL)
    return NULL;
  member (learnt, "words");
  while (bureau_statement_step (documents, &failure))
    json_object_set_int_member (member (learnt, "documents"), bureau_statement_text (documents, 0),
                                bureau_statement_int (documents, 1));
  for (guint i = 0; json_object_has_member (learnt, "documents") && words[i] != NULL; i++)
    {
      bureau_statement_bind_text (counts, 1, words[i]);
      while (bureau_statement_step (counts, &failure))
        json_object_set_int_member (member (member (learnt, "words"), words[i]),
                                    bureau_statement_text (counts, 0),
                                    bureau_statement_int (counts, 1));
      sqlite3_reset (bureau_statement_get_handle (counts));
    }
  member (learnt, "documents");
  if (failure == NULL)
    return g_steal_pointer (&learnt);
  g_propagate_error (error, g_steal_pointer (&failure));
  return NULL;
}
