/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes kept once, under their hash. */
#include "memory/message.h"

#include "base/error.h"

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

  if (statement == NULL)
    return NULL;
  bureau_statement_bind_text (statement, 1, sha256);
  if (bureau_statement_step (statement, error))
    return bureau_statement_bytes (statement, 0);
  if (bureau_statement_is_done (statement))
    g_set_error_literal (error, BUREAU_ERROR, BUREAU_ERROR_NOT_FOUND,
                         "These bytes are no longer kept.");
  return NULL;
}
