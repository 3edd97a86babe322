/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/changes.h"
#include "memory/transaction.h"

G_BEGIN_DECLS

/* One row of bureau_journal_item. */
typedef struct
{
  char *collection;
  gint64 record;
  char *op;
} BureauJournalItem;

struct _BureauTransaction
{
  BureauDatabase *database;
  BureauCause cause;
  char *time;
  BureauChanges *changes; /* the writer's, as is the last id */
  gint64 *last_id;
  GArray *items; /* BureauJournalItem, the facts first */
};

void bureau_transaction_begin (BureauTransaction *self, BureauDatabase *database,
                               BureauChanges *changes, const BureauCause *cause, gint64 *last_id);
void bureau_transaction_end (BureauTransaction *self);

/* The chain's end as the writer carries it through a group. */
typedef struct
{
  gint64 entry;
  guint8 hash[32];
} BureauJournalHead;

gboolean bureau_journal_read_head (BureauDatabase *database, BureauJournalHead *head,
                                   GError **error);
gboolean bureau_journal_append (BureauTransaction *transaction, BureauJournalHead *head,
                                GError **error);
gboolean bureau_journal_append_schema (BureauTransaction *transaction, BureauJournalHead *head,
                                       const char *sql, GError **error);
gboolean bureau_table_is_business (const char *table);

/* Over everything in an entry but its payload, whose hash stands in for it. @items are sorted. */
void bureau_journal_hash (const guint8 *previous, gint64 entry, const char *const *texts,
                          const guint8 *payload, GArray *items, guint8 *hash);
void bureau_journal_sha256 (const void *data, gsize size, guint8 *hash);
GArray *bureau_journal_items_new (void);
void bureau_journal_items_sort (GArray *items);
void bureau_journal_items_add (GArray *items, const char *collection, gint64 record,
                               const char *op);

G_END_DECLS
