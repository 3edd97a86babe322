/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Money is a whole number of minor units with an ISO 4217 code: 420000 EUR is 4,200.00 euro. */
guint bureau_money_exponent (const char *currency);
char *bureau_money_format (gint64 minor, const char *currency) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_money_parse (const char *text, const char *default_currency, gint64 *minor,
                             char **currency);
char *bureau_money_find_currency (const char *text,
                                  const char *default_currency) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
