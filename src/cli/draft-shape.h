/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/* A draft as `bureauctl drafts` prints it, from bureau_draft_load()'s shape. */
JsonObject *bureau_draft_shape (JsonObject *draft);
JsonObject *bureau_call_load_draft (BureauCall *call, GError **error);
void bureau_draft_print (BureauCall *call, JsonObject *draft);
char *bureau_draft_dup_from (JsonObject *draft);
char *bureau_recipients_format (JsonArray *recipients);
JsonArray *bureau_recipients_parse (const char *const *texts, GError **error);

G_END_DECLS
