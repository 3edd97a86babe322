/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/* What the commands of workflows and of views have in common. @kind is "workflow" or "view". */
gboolean bureau_call_list_documents (BureauCall *call, const char *kind, const char *none,
                                     GError **error);
gboolean bureau_call_show_document (BureauCall *call, const char *kind, GError **error);
/* How the text of such a document is read. */
typedef JsonObject *(*BureauDocumentParse) (const char *text, gssize length, GError **error);

JsonObject *bureau_call_load_document (BureauCall *call, const char *kind,
                                       BureauDocumentParse parse, GError **error);
void bureau_call_print_problems (BureauCall *call, JsonArray *problems);

G_END_DECLS
