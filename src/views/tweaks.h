/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauViewTweaks:
 *
 * How a person has the tables of a view before them: wide columns, another order. It stands apart
 * from the view's document, which goes on saying how it begins.
 *
 * Signal `changed`: a person changed something.
 */
#define BUREAU_TYPE_VIEW_TWEAKS (bureau_view_tweaks_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewTweaks, bureau_view_tweaks, BUREAU, VIEW_TWEAKS, GObject)

BureauViewTweaks *bureau_view_tweaks_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_view_tweaks_take (BureauViewTweaks *self, JsonObject *tables);
JsonObject *bureau_view_tweaks_get (BureauViewTweaks *self);

const char *bureau_view_tweaks_get_sort (BureauViewTweaks *self, const char *element);
void bureau_view_tweaks_set_sort (BureauViewTweaks *self, const char *element, const char *sort);
int bureau_view_tweaks_get_width (BureauViewTweaks *self, const char *element, const char *column);
void bureau_view_tweaks_set_width (BureauViewTweaks *self, const char *element, const char *column,
                                   int width);

G_END_DECLS
