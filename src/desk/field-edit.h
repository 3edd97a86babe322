/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/memory.h"
#include "widgets/field-editor.h"

G_BEGIN_DECLS

/**
 * BureauFieldEdit:
 * @page: where it is shown; says afterwards what was done, and offers to take it back
 * @collection: where the record is
 * @record: its id
 * @editor: of the field
 *
 * One field of a record that a person gives another value. All of it is the caller's.
 */
typedef struct
{
  GtkWidget *page;
  BureauMemory *memory;
  const char *collection;
  gint64 record;
  BureauFieldEditor *editor;
} BureauFieldEdit;

void bureau_field_edit_store (const BureauFieldEdit *self, JsonObject *changes);
void bureau_field_edit_pick (const BureauFieldEdit *self, const char *collection);

G_END_DECLS
