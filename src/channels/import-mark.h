/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "memory/transaction.h"

G_BEGIN_DECLS

/* How far an import of records came that was cut short: written with the records, so that the same
 * import done again doubles none. */
char *bureau_import_mark_make (const char *const *paths, const char *into);
gboolean bureau_import_mark_read (BureauTransaction *transaction, const char *mark,
                                  const char *into, gint64 *n_done, GError **error);
gboolean bureau_import_mark_write (BureauTransaction *transaction, const char *mark,
                                   const char *into, gint64 n_done, gint64 last_record,
                                   GError **error);
DexFuture *bureau_import_mark_forget (BureauMemory *memory, const BureauCause *cause,
                                      const char *mark) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
