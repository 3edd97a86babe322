/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* The connections of one kind, each to be edited, and a button that adds one. Properties: `kind`,
 * `add-label`, what that button is called. It stands in a preferences dialog. */
#define BUREAU_TYPE_CONNECTION_GROUP (bureau_connection_group_get_type ())
G_DECLARE_FINAL_TYPE (BureauConnectionGroup, bureau_connection_group, BUREAU, CONNECTION_GROUP,
                      AdwPreferencesGroup)

void bureau_connection_group_set_memory (BureauConnectionGroup *self, BureauMemory *memory);

G_END_DECLS
