/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/write.h"

G_BEGIN_DECLS

/* The one thread with the only connection that writes; groups queued
 * transactions into one flush. */
typedef struct _BureauWriter BureauWriter;

typedef void (*BureauCommitFunc) (gint64 newest_entry, gpointer data);

BureauWriter *bureau_writer_new (BureauDatabase *database, BureauCommitFunc committed,
                                 gpointer data);
void bureau_writer_free (BureauWriter *self);
DexFuture *bureau_writer_queue (BureauWriter *self, BureauWrite *write);
gboolean bureau_writer_block (BureauWriter *self, const BureauCause *cause, BureauWriteFunc func,
                              gpointer data, GError **error);

G_END_DECLS
