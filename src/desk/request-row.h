/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauRequestRow:
 *
 * A row that has something done by the engine: a button that asks, progress and a way to cancel
 * meanwhile, the answer in its place. Property `button-label`. Signal `asked`: the button was
 * pressed; who listens calls bureau_request_row_ask(). Signal `answered`: the engine's answer is
 * shown.
 */
#define BUREAU_TYPE_REQUEST_ROW (bureau_request_row_get_type ())
G_DECLARE_FINAL_TYPE (BureauRequestRow, bureau_request_row, BUREAU, REQUEST_ROW, AdwActionRow)

void bureau_request_row_ask (BureauRequestRow *self, BureauMemory *memory, const char *kind,
                             JsonObject *args);
void bureau_request_row_say (BureauRequestRow *self, gboolean ok, const char *text);

G_END_DECLS
