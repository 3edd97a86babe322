/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The writing side of the journal: an entry for each transaction, chained by hash. */
#include "memory/transaction-private.h"

#include <string.h>

static void
clear_item (gpointer data)
{
  BureauJournalItem *item = data;

  g_free (item->collection);
  g_free (item->op);
}

/**
 * bureau_journal_items_new:
 *
 * Returns: (transfer full) (element-type BureauJournalItem): an empty list
 */
GArray *
bureau_journal_items_new (void)
{
  GArray *items = g_array_new (FALSE, FALSE, sizeof (BureauJournalItem));

  g_array_set_clear_func (items, clear_item);
  return items;
}

/**
 * bureau_journal_items_add:
 *
 * Adds one item; the texts are copied.
 */
void
bureau_journal_items_add (GArray *items, const char *collection, gint64 record, const char *op)
{
  BureauJournalItem item = { g_strdup (collection), record, g_strdup (op) };

  g_array_append_val (items, item);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const BureauJournalItem *left = a, *right = b;
  int order = strcmp (left->collection, right->collection);

  if (order != 0)
    return order;
  if (left->record != right->record)
    return left->record < right->record ? -1 : 1;
  return strcmp (left->op, right->op);
}

/**
 * bureau_journal_items_sort:
 *
 * Brings items into the order of the table's key and drops repeats, so that the hash does not
 * depend on the order in which things were done.
 */
void
bureau_journal_items_sort (GArray *items)
{
  g_array_sort (items, compare_items);
  for (guint i = items->len; i > 1; i--)
    if (compare_items (&g_array_index (items, BureauJournalItem, i - 1),
                       &g_array_index (items, BureauJournalItem, i - 2))
        == 0)
      g_array_remove_index (items, i - 1);
}

/**
 * bureau_journal_sha256:
 * @hash: (out caller-allocates) (array fixed-size=32): SHA-256 of @data
 */
void
bureau_journal_sha256 (const void *data, gsize size, guint8 *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 32;

  g_checksum_update (checksum, data, (gssize)size);
  g_checksum_get_digest (checksum, hash, &length);
}

static void
add_text (GChecksum *checksum, const char *text)
{
  g_checksum_update (checksum, (const guchar *)text, (gssize)strlen (text) + 1);
}

static void
add_number (GChecksum *checksum, gint64 number)
{
  gint64 wire = GINT64_TO_BE (number);

  g_checksum_update (checksum, (const guchar *)&wire, sizeof wire);
}

/**
 * bureau_journal_hash:
 * @previous: (array fixed-size=32): the hash of the entry before
 * @texts: (array zero-terminated=1): at, kind, actor, reason
 * @payload: (array fixed-size=32): SHA-256 of the payload
 * @items: the entry's items, sorted
 * @hash: (out caller-allocates) (array fixed-size=32): the entry's hash
 */
void
bureau_journal_hash (const guint8 *previous, gint64 entry, const char *const *texts,
                     const guint8 *payload, GArray *items, guint8 *hash)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  gsize length = 32;

  g_checksum_update (checksum, previous, 32);
  add_number (checksum, entry);
  for (guint i = 0; texts[i] != NULL; i++)
    add_text (checksum, texts[i]);
  g_checksum_update (checksum, payload, 32);
  for (guint i = 0; i < items->len; i++)
    {
      const BureauJournalItem *item = &g_array_index (items, BureauJournalItem, i);

      add_text (checksum, item->collection);
      add_number (checksum, item->record);
      add_text (checksum, item->op);
    }
  g_checksum_get_digest (checksum, hash, &length);
}

/**
 * bureau_journal_read_head:
 * @head: (out caller-allocates): the newest entry; 0 and zeros in an empty journal
 *
 * Read inside BEGIN IMMEDIATE, since another process may have written meanwhile.
 */
gboolean
bureau_journal_read_head (BureauDatabase *database, BureauJournalHead *head, GError **error)
{
  g_autoptr (BureauStatement) statement = bureau_database_prepare (
      database, "SELECT entry, hash FROM bureau_journal ORDER BY entry DESC LIMIT 1", error);

  *head = (BureauJournalHead){ 0 };
  if (statement == NULL)
    return FALSE;
  while (bureau_statement_step (statement, error))
    {
      g_autoptr (GBytes) hash = bureau_statement_bytes (statement, 1);

      head->entry = bureau_statement_int (statement, 0);
      if (hash != NULL && g_bytes_get_size (hash) == sizeof head->hash)
        memcpy (head->hash, g_bytes_get_data (hash, NULL), sizeof head->hash);
    }
  return bureau_statement_is_done (statement);
}

static void
add_change (const char *table, gint64 id, const char *op, gpointer items)
{
  bureau_journal_items_add (items, table, id, op);
}

static gboolean
insert_items (BureauTransaction *self, gint64 entry, GError **error)
{
  for (guint i = 0; i < self->items->len; i++)
    {
      const BureauJournalItem *item = &g_array_index (self->items, BureauJournalItem, i);

      if (!bureau_database_run (self->database, error,
                                "INSERT INTO bureau_journal_item VALUES (?, ?, ?, ?)", "isis",
                                entry, item->collection, item->record, item->op))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_entry (BureauTransaction *self, BureauJournalHead *head, const char *kind, GBytes *payload,
              GError **error)
{
  const char *texts[] = { self->time, kind, self->cause.actor, self->cause.reason, NULL };
  BureauJournalHead next = { .entry = head->entry + 1 };
  guint8 sha256[32];
  g_autoptr (GBytes) payload_hash = NULL;
  g_autoptr (GBytes) previous = g_bytes_new (head->hash, sizeof head->hash);
  g_autoptr (GBytes) hash = NULL;

  bureau_journal_items_sort (self->items);
  bureau_journal_sha256 (g_bytes_get_data (payload, NULL), g_bytes_get_size (payload), sha256);
  bureau_journal_hash (head->hash, next.entry, texts, sha256, self->items, next.hash);
  payload_hash = g_bytes_new (sha256, sizeof sha256);
  hash = g_bytes_new (next.hash, sizeof next.hash);
  if (!bureau_database_run (self->database, error,
                            "INSERT INTO bureau_journal VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                            "issssbbb", next.entry, self->time, kind, self->cause.actor,
                            self->cause.reason, payload_hash, previous, hash)
      || !insert_items (self, next.entry, error))
    return FALSE;
  if (g_bytes_get_size (payload) > 0
      && !bureau_database_run (self->database, error,
                               "INSERT INTO bureau_journal_payload VALUES (?, ?)", "ib", next.entry,
                               payload))
    return FALSE;
  *head = next;
  return TRUE;
}

/**
 * bureau_journal_append:
 * @head: the chain's end; moved on where an entry was written
 *
 * Writes the entry of a transaction that did something: the changeset of the business tables as
 * payload, an item for each changed row and each fact.
 *
 * Returns: %FALSE with @error set where it failed
 */
gboolean
bureau_journal_append (BureauTransaction *transaction, BureauJournalHead *head, GError **error)
{
  g_autoptr (GBytes) payload = bureau_changes_end (transaction->changes, add_change,
                                                   transaction->items, error);

  if (payload == NULL)
    return FALSE;
  if (transaction->items->len == 0)
    return TRUE;
  return insert_entry (transaction, head, g_bytes_get_size (payload) > 0 ? "change" : "fact",
                       payload, error);
}

/**
 * bureau_journal_append_schema:
 * @sql: the DDL that was run, which is the payload
 *
 * Writes the entry of a change to the schema: a kind of its own, never undone.
 */
gboolean
bureau_journal_append_schema (BureauTransaction *transaction, BureauJournalHead *head,
                              const char *sql, GError **error)
{
  g_autoptr (GBytes) payload = g_bytes_new (sql, strlen (sql));

  bureau_transaction_add_fact (transaction, "sqlite_schema", 0, "define");
  return insert_entry (transaction, head, "schema", payload, error);
}
