/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/* What a person gives on the command line or the standard input. */
char *bureau_input_read_text (const char *file_or_dash, GError **error);
char *bureau_input_parse_time (const char *text, GError **error);
JsonNode *bureau_input_parse_value (const char *text);

/* Where nobody runs the agents, says so. */
gboolean bureau_input_has_engine (BureauCall *call);
void bureau_input_hint_engine (BureauCall *call);

/* Asks the engine and prints what came of it, or that it waits. */
gboolean bureau_call_ask (BureauCall *self, const char *kind, JsonObject *args, GError **error);

G_END_DECLS
