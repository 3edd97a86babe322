/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "providers/reply.h"
#include "workflows/document.h"

G_BEGIN_DECLS

/**
 * BureauReplyBoard:
 *
 * Shows what providers are saying while they say it: scratch rows "reply:RUN:STEP", each
 * `{"do","agent","provider","model","draft"?,"text"}`, written at most five times a second and all
 * in one group.
 */
typedef struct _BureauReplyBoard BureauReplyBoard;

BureauReplyBoard *bureau_reply_board_new (BureauMemory *memory);
void bureau_reply_board_free (BureauReplyBoard *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauReplyBoard, bureau_reply_board_free)

char *bureau_reply_board_add (BureauReplyBoard *self, gint64 run, const BureauStep *step,
                              gint64 draft, BureauReply *reply) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_reply_board_remove (BureauReplyBoard *self, const char *key);
gboolean bureau_reply_board_stop (BureauReplyBoard *self, gint64 run);
gboolean bureau_reply_board_recover (BureauTransaction *transaction, GError **error);

G_END_DECLS
