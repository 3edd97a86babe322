/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "widgets/field-editor.h"

G_BEGIN_DECLS

/**
 * BureauFieldKind:
 * @type: of the field; %NULL for any
 * @make: (transfer floating): the row
 * @fill: shows a value
 * @get_text: (transfer full): the value as text, as bureau_field_read() reads it
 *
 * How a type is shown.
 */
typedef struct
{
  const char *type;
  AdwPreferencesRow *(*make) (BureauFieldEditor *self);
  void (*fill) (BureauFieldEditor *self, JsonNode *value);
  char *(*get_text) (BureauFieldEditor *self);
} BureauFieldKind;

extern const BureauFieldKind bureau_field_choice;
extern const BureauFieldKind bureau_field_day;
extern const BureauFieldKind bureau_field_line;
extern const BureauFieldKind bureau_field_lines;
extern const BureauFieldKind bureau_field_reference;
extern const BureauFieldKind bureau_field_switch;

struct _BureauFieldEditor
{
  GObject parent_instance;

  JsonObject *field;
  const BureauFieldKind *kind;
  gboolean is_form;
  AdwPreferencesRow *row;
  GtkWidget *let_go; /* of the record that it points to, or NULL */
  GtkWidget *lines;  /* where several lines are written, or NULL */
  char *title;
  char *stored; /* the value as text, as it stands in memory */
  char *picked; /* in a form: the record that a person chose, empty for none; or NULL */
  char *currency;
  gboolean is_filling; /* what changes is not a person's doing */
};

void bureau_field_editor_settle (BureauFieldEditor *self);
gboolean bureau_field_editor_is_same (BureauFieldEditor *self, const char *one, const char *other);
gboolean bureau_field_editor_is_edited (BureauFieldEditor *self, const char *shown);

AdwPreferencesRow *bureau_field_line_make (BureauFieldEditor *self);
void bureau_field_line_set (BureauFieldEditor *self, const char *text);
void bureau_field_line_fill (BureauFieldEditor *self, JsonNode *value);
char *bureau_field_line_get_text (BureauFieldEditor *self) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
