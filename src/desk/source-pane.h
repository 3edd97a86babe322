/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauSourcePane:
 *
 * The message that a draft answers: who wrote, the words with the evidence marked, and what came
 * with them. Property `is-short`: whether it leaves the room to what stands beneath it.
 */
#define BUREAU_TYPE_SOURCE_PANE (bureau_source_pane_get_type ())
G_DECLARE_FINAL_TYPE (BureauSourcePane, bureau_source_pane, BUREAU, SOURCE_PANE, AdwBin)

void bureau_source_pane_show (BureauSourcePane *self, BureauMemory *memory, JsonObject *thread);

G_END_DECLS
