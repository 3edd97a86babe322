/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "agents/replay.h"

G_BEGIN_DECLS

JsonArray *bureau_replay_subjects (BureauDatabase *database, const BureauReplayTerms *terms,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

JsonObject *bureau_replay_compare (JsonObject *subject,
                                   JsonObject *after) G_GNUC_WARN_UNUSED_RESULT;
void bureau_replay_add_up (JsonObject *sum, JsonObject *item);

G_END_DECLS
