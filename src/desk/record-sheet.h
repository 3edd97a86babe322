/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

#include "widgets/field-editor.h"

G_BEGIN_DECLS

/**
 * BureauRecordSheet:
 *
 * The fields of one record as rows of two lists: those of its collection, and what else it was
 * given, its `meta`.
 *
 * Signal `edited (BureauFieldEditor *editor, JsonObject *changes)`: a person gave a field another
 * value.
 * Signal `followed (gint64 id)`: a person wants to see the record that a field points to.
 * Signal `picks (BureauFieldEditor *editor, const char *collection)`: a person wants a field to
 * point to another record.
 */
#define BUREAU_TYPE_RECORD_SHEET (bureau_record_sheet_get_type ())
G_DECLARE_FINAL_TYPE (BureauRecordSheet, bureau_record_sheet, BUREAU, RECORD_SHEET, GObject)

BureauRecordSheet *bureau_record_sheet_new (GtkListBox *fields,
                                            GtkListBox *others) G_GNUC_WARN_UNUSED_RESULT;
void bureau_record_sheet_fill (BureauRecordSheet *self, JsonObject *thread);

G_END_DECLS
