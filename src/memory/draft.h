/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* Drafts: drafted, edited, snoozed, rejected, approved (design.md §5). The desk, the terminal and
 * the engine call the same functions. */
gint64 bureau_draft_insert (BureauTransaction *transaction, JsonObject *fields, GError **error);
char *bureau_draft_hash (JsonObject *draft);
char *bureau_draft_hash_words (JsonObject *draft);
JsonObject *bureau_draft_load (BureauDatabase *database, gint64 id, GError **error);
JsonArray *bureau_draft_list (BureauDatabase *database, gboolean all, const BureauPage *page,
                              GError **error);

/* @changes: {"to"?,"cc"?,"subject"?,"body"?,"attachments"?} */
DexFuture *bureau_draft_edit (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                              JsonObject *changes);
/* The same, where the words are still those that the person began from. */
DexFuture *bureau_draft_edit_from (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                                   const char *words_hash, JsonObject *changes);
/* @if_hash: NULL, or the hash that was shown; another hash is BUREAU_ERROR_CONFLICT. Resolves to
 * the delivery's id. */
DexFuture *bureau_draft_approve (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                                 const char *if_hash);
DexFuture *bureau_draft_reject (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                                const char *reason);
DexFuture *bureau_draft_snooze (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                                const char *until);
/* The message is not what it was taken for; the draft is withdrawn. */
DexFuture *bureau_draft_dismiss (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                                 const char *label);
/* Its agent writes it once more; resolves to the request's id. */
DexFuture *bureau_draft_ask_again (BureauMemory *memory, const BureauCause *cause, gint64 draft,
                                   const char *note);
gboolean bureau_draft_rewrite (BureauTransaction *transaction, gint64 draft, const char *if_words,
                               JsonObject *answer, GError **error);
DexFuture *bureau_draft_undo (BureauMemory *memory, const BureauCause *cause, gint64 draft);
/* The person opened it: the first time counts for "seconds in review". */
DexFuture *bureau_draft_opened (BureauMemory *memory, gint64 draft);

G_END_DECLS
