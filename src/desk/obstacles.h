/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"

G_BEGIN_DECLS

#define BUREAU_N_OBSTACLES 6

/**
 * BureauObstacles:
 *
 * What keeps a workspace from its work, for as long as it does: the network, whoever else runs the
 * agents, what stopped them, a folder or a workflow that cannot be read, money that is nearly
 * spent.
 *
 * Signal `changed`: other texts than before.
 */
#define BUREAU_TYPE_OBSTACLES (bureau_obstacles_get_type ())
G_DECLARE_FINAL_TYPE (BureauObstacles, bureau_obstacles, BUREAU, OBSTACLES, GObject)

BureauObstacles *bureau_obstacles_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_obstacles_get_text (BureauObstacles *self, guint i);
const char *bureau_obstacles_get_button (guint i, const char **action);

G_END_DECLS
