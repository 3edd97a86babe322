/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "memory/document-edit.h"
#include "views/view.h"

/**
 * bureau_view_store:
 * @cause: who and why
 * @name: (nullable): the view's name, which an edit does not change; %NULL for a new one
 * @document: any JSON object
 * @version: the version that was edited; of no meaning for a new view
 * @note: (nullable): why, for the history
 *
 * Checks a view and puts it in force where it is fine; otherwise nothing changes.
 *
 * Errors: as bureau_document_edit().
 *
 * Returns: (transfer full): resolves to a #JsonArray of problems as bureau_view_check() has them;
 *   an empty one means that it is stored
 */
DexFuture *
bureau_view_store (BureauMemory *memory, const BureauCause *cause, const char *name,
                   JsonObject *document, gint64 version, const char *note)
{
  JsonObject *canonical = bureau_view_to_canonical (document);

  return bureau_document_edit (memory, cause, "view", name, canonical, version, note,
                               bureau_view_verify (memory, canonical));
}
