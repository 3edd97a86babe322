/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauTemplateName:
 * @act: (nullable): first, last, sum, min, max or top; "n" for the number of rows; %NULL for a
 *   column of the first row
 * @name: (nullable): the column; %NULL for "n"
 *
 * Called for each pair of braces.
 */
typedef void (*BureauTemplateName) (const char *act, const char *name, gpointer data);

char *bureau_view_template_scan (const char *text, BureauTemplateName callback, gpointer data);

/**
 * BureauTemplateValue:
 * @act: as for #BureauTemplateName
 * @name: as for #BureauTemplateName
 *
 * Returns: (transfer full) (nullable): what stands there instead of the braces
 */
typedef char *(*BureauTemplateValue) (const char *act, const char *name, gpointer data);

char *bureau_view_template_fill (const char *text, BureauTemplateValue callback,
                                 gpointer data) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
