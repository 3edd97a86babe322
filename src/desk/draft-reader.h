/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauDraftReaderFunc:
 * @draft: the draft that is turned to
 * @thread: (nullable): as bureau_draft_thread_load() gives it; %NULL where it is gone
 */
typedef void (*BureauDraftReaderFunc) (gint64 draft, JsonObject *thread, gpointer data);

/**
 * BureauDraftReader:
 *
 * Reads the draft that a person looks at, anew after each commit, and the one that is likely to
 * come after it, which then is there in the same frame.
 */
typedef struct _BureauDraftReader BureauDraftReader;

BureauDraftReader *bureau_draft_reader_new (BureauMemory *memory, BureauDraftReaderFunc func,
                                            gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bureau_draft_reader_free (BureauDraftReader *self);
void bureau_draft_reader_turn (BureauDraftReader *self, gint64 draft, gint64 next);

G_END_DECLS
