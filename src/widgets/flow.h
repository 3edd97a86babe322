/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * BureauFlow:
 *
 * Widgets side by side as long as each has the width that it needs; where there is no room for
 * that, in more lines, and in the end one below the other. Those of a line are as tall as each
 * other and share its width by their weights.
 */
#define BUREAU_TYPE_FLOW (bureau_flow_get_type ())
G_DECLARE_FINAL_TYPE (BureauFlow, bureau_flow, BUREAU, FLOW, GtkWidget)

GtkWidget *bureau_flow_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_flow_append (BureauFlow *self, GtkWidget *child, int least_width, int weight);
void bureau_flow_remove (BureauFlow *self, GtkWidget *child);

G_END_DECLS
