/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void bureau_facts_fill (AdwWrapBox *box, JsonObject *facts);
char *bureau_facts_say_fee (JsonObject *facts) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
