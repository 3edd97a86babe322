/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/step.h"
#include "providers/redaction.h"
#include "providers/reply.h"
#include "providers/task.h"

G_BEGIN_DECLS

/* What a model calls while it answers a task of an agent. */
typedef struct _BureauToolUse BureauToolUse;

BureauToolUse *bureau_tool_use_new (BureauStepContext *context,
                                    BureauTaskKind kind) G_GNUC_WARN_UNUSED_RESULT;
void bureau_tool_use_free (BureauToolUse *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauToolUse, bureau_tool_use_free)

void bureau_tool_use_fill (BureauToolUse *self, BureauTaskTerms *terms);
gboolean bureau_tool_use_answer (BureauToolUse *self, BureauReply *reply,
                                 BureauRedaction *redaction_or_null, GError **error);
void bureau_tool_use_keep (BureauToolUse *self);

G_END_DECLS
