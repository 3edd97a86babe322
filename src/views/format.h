/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Values as a person reads them, in the words and figures of this computer's language: the one
 * formatter of cells, figures, charts and exports. */

/**
 * BureauFormat:
 * @type: (nullable): of the column or field
 * @format: (nullable): one of the formats of a view, where the type is not enough
 * @currency: (nullable): the code of the currency, for money
 * @today: (nullable): the day where the business is, for times told from today
 *
 * How a value is shown.
 */
typedef struct
{
  const char *type;
  const char *format;
  const char *currency;
  const char *today;
} BureauFormat;

char *bureau_format_cell (JsonNode *value, const BureauFormat *how) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_format_value (JsonNode *value, const char *type,
                           const char *currency) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_format_int (gint64 number) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_format_money (gint64 minor, const char *currency) G_GNUC_WARN_UNUSED_RESULT;
void bureau_format_set_is_rtl (gboolean is_rtl);
char *bureau_format_isolate (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_format_parse_day (const char *text, GDate *day);
gboolean bureau_format_is_figure (const char *type);

G_END_DECLS
