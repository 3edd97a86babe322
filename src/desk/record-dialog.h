/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauRecordDialog:
 *
 * A form for a new record of a collection.
 *
 * Signal `added (gint64 id)`: it is stored, and the dialog closed.
 */
#define BUREAU_TYPE_RECORD_DIALOG (bureau_record_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BureauRecordDialog, bureau_record_dialog, BUREAU, RECORD_DIALOG, AdwDialog)

BureauRecordDialog *bureau_record_dialog_new (BureauMemory *memory,
                                              JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
