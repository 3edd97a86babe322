/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

/* What an agent asks the operator. */
gint64 bureau_question_insert (BureauTransaction *transaction, gint64 run, const char *step,
                               const char *agent, const char *text, JsonArray *choices,
                               GError **error);
DexFuture *bureau_question_answer (BureauMemory *memory, const BureauCause *cause, gint64 question,
                                   const char *answer);

G_END_DECLS
