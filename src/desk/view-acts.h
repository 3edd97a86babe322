/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "widgets/view-body.h"

G_BEGIN_DECLS

void bureau_view_acts_do (BureauViewBody *body, BureauMemory *memory, JsonObject *intent);
DexFuture *bureau_view_acts_run (BureauViewBody *body, BureauMemory *memory,
                                 JsonObject *intent) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_view_acts_make_place (BureauViewBody *body,
                                         gint64 record) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
