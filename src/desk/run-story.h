/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

JsonObject *bureau_run_story_load (BureauDatabase *database, gint64 run, GError **error);

G_END_DECLS
