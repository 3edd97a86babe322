/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/reply.h"
#include "providers/turn.h"

G_BEGIN_DECLS

/* What a model could do: @max_tokens long at most, and whether it was given tools. */
typedef struct
{
  guint max_tokens;
  gboolean with_tools;
} BureauTurnTerms;

gboolean bureau_turn_answer (BureauTurn *self, BureauReply *reply, const BureauTurnTerms *terms,
                             GError **error);

G_END_DECLS
