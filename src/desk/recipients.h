/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/**
 * BureauRecipients:
 *
 * The recipients of a draft as chips, a field for one more, and addresses that were found in the
 * message, offered to be clicked.
 *
 * Signals: `added (address)`, `removed (index)`: what the person wants; the widget itself shows
 * only what bureau_recipients_show() says.
 */
#define BUREAU_TYPE_RECIPIENTS (bureau_recipients_get_type ())
G_DECLARE_FINAL_TYPE (BureauRecipients, bureau_recipients, BUREAU, RECIPIENTS, AdwBin)

void bureau_recipients_show (BureauRecipients *self, JsonArray *to, JsonObject *verdicts,
                             JsonArray *offered);

G_END_DECLS
