/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauFieldEditor:
 *
 * One field as a row that shows and edits it by its type. What cannot be understood is said in the
 * row, and nothing is changed.
 *
 * Signal `edited (JsonObject *changes)`: a person gave the field another value; not in a form,
 * where all fields are read together.
 * Signal `followed (gint64 id)`: a person wants to see the record that it points to.
 * Signal `picks (const char *collection)`: a person wants it to point to another record.
 */
#define BUREAU_TYPE_FIELD_EDITOR (bureau_field_editor_get_type ())
G_DECLARE_FINAL_TYPE (BureauFieldEditor, bureau_field_editor, BUREAU, FIELD_EDITOR, GObject)

BureauFieldEditor *bureau_field_editor_new (JsonObject *field,
                                            gboolean is_form) G_GNUC_WARN_UNUSED_RESULT;
const char *bureau_field_editor_get_name (BureauFieldEditor *self);
AdwPreferencesRow *bureau_field_editor_get_row (BureauFieldEditor *self);
void bureau_field_editor_grab_focus (BureauFieldEditor *self);
void bureau_field_editor_add_suffix (BureauFieldEditor *self, GtkWidget *suffix);
void bureau_field_editor_set_value (BureauFieldEditor *self, JsonNode *value, const char *currency);
void bureau_field_editor_set_title_of_record (BureauFieldEditor *self, const char *title);
void bureau_field_editor_choose_record (BureauFieldEditor *self, gint64 id);
gint64 bureau_field_editor_get_record (BureauFieldEditor *self);
gboolean bureau_field_editor_read (BureauFieldEditor *self, JsonObject *changes);
void bureau_field_editor_set_problem (BureauFieldEditor *self, const char *problem);

G_END_DECLS
