/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/draft.h"

G_BEGIN_DECLS

JsonObject *bureau_draft_load_in_state (BureauTransaction *transaction, gint64 id,
                                        const char *states, GError **error);
gboolean bureau_draft_set_state (BureauTransaction *transaction, gint64 id, const char *state,
                                 GError **error);
gboolean bureau_draft_require_person (BureauTransaction *transaction, GError **error);
gboolean bureau_draft_record_outcome (BureauTransaction *transaction, JsonObject *draft,
                                      const char *outcome, const char *reason, GError **error);

gboolean bureau_draft_undo_dismissal (BureauTransaction *transaction, JsonObject *draft,
                                      GError **error);

G_END_DECLS
