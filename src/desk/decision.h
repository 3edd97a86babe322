/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/draft-edit.h"
#include "memory/memory.h"

G_BEGIN_DECLS

/* What a person decides about a draft, as the steps of memory that it takes. Each resolves once all
 * of it is stored. */
DexFuture *bureau_decision_send (BureauMemory *memory,
                                 BureauDraftEdit *edit) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_decision_reject (BureauMemory *memory, BureauDraftEdit *edit,
                                   const char *reason) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_decision_snooze (BureauMemory *memory, BureauDraftEdit *edit,
                                   int days) G_GNUC_WARN_UNUSED_RESULT;

extern const BureauCause bureau_decision_cause;

G_END_DECLS
