/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/view-body.h"

G_BEGIN_DECLS

void bureau_view_several_do (BureauViewBody *body, BureauMemory *memory, JsonObject *several);

G_END_DECLS
