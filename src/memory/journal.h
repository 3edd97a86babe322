/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* The append-only history (design.md §3). */
JsonArray *bureau_journal_list (BureauDatabase *database, gint64 record_or_0, guint limit,
                                GError **error);
gint64 bureau_journal_newest (BureauDatabase *database, GError **error);
/* {"ok","entries","problems":[{"entry","problem"}]}: chain, payload hashes, SQLite's
 * integrity_check. */
JsonObject *bureau_journal_verify (BureauDatabase *database, GError **error);
/* The record as it stood at a time; NULL with NOT_FOUND where it did not exist. */
JsonObject *bureau_journal_record_at (BureauDatabase *database, gint64 record, const char *time,
                                      GError **error);
/* What the operator entered in a field, unless somebody else set it since. */
gboolean bureau_journal_find_entered (BureauDatabase *database, const char *collection,
                                      gint64 record, const char *field, char **text,
                                      GError **error);
/* Undoes one entry (0: the newest that can be undone). Resolves to the entry that did it. */
DexFuture *bureau_journal_undo (BureauMemory *memory, const BureauCause *cause, gint64 entry);
/* Forgets the payloads of entries up to @entry; they then say so. Resolves to how many. */
DexFuture *bureau_journal_erase (BureauMemory *memory, const BureauCause *cause, gint64 entry);

G_END_DECLS
