/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* A step of a run: what it does as a sentence, its state and how long it took; opened, exactly what
 * it was given, what came out, and on which words that rests. */
#define BUREAU_TYPE_STEP_ROW (bureau_step_row_get_type ())
G_DECLARE_FINAL_TYPE (BureauStepRow, bureau_step_row, BUREAU, STEP_ROW, AdwExpanderRow)

GtkWidget *bureau_step_row_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_step_row_show (BureauStepRow *self, JsonObject *step);

G_END_DECLS
