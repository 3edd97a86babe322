/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* One choice of a filter. */
typedef struct
{
  JsonNode *value;
  char *label;
} BureauOption;

void bureau_option_free (gpointer option);

/**
 * BureauFilterControl:
 *
 * The control for a parameter of a view, as its type wants it.
 *
 * Signal `set` (#JsonNode, nullable): a person set it.
 *
 * Signal `chooses`: a person wants to choose a record for it.
 */
#define BUREAU_TYPE_FILTER_CONTROL (bureau_filter_control_get_type ())
G_DECLARE_FINAL_TYPE (BureauFilterControl, bureau_filter_control, BUREAU, FILTER_CONTROL, AdwBin)

GtkWidget *bureau_filter_control_new (JsonObject *param,
                                      const char *label) G_GNUC_WARN_UNUSED_RESULT;
void bureau_filter_control_set_options (GtkWidget *self, GPtrArray *options);
void bureau_filter_control_set_title (GtkWidget *widget, const char *title);
void bureau_filter_control_show (GtkWidget *self, JsonNode *value);

G_END_DECLS
