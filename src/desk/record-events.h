/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauRecordEvents:
 *
 * What happened to one record, newest first, a page at a time.
 *
 * Signal `opened (gint64 id)`: a person wants to see what an event was about.
 */
#define BUREAU_TYPE_RECORD_EVENTS (bureau_record_events_get_type ())
G_DECLARE_FINAL_TYPE (BureauRecordEvents, bureau_record_events, BUREAU, RECORD_EVENTS,
                      AdwPreferencesGroup)

void bureau_record_events_show (BureauRecordEvents *self, BureauMemory *memory, gint64 record,
                                JsonObject *thread);

G_END_DECLS
