/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What became of each recipient and each attempt, for a person. */
char *bureau_delivery_say_recipient (JsonObject *recipient,
                                     const char *state) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_delivery_say_attempt (JsonObject *attempt,
                                   gboolean is_under_way) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
