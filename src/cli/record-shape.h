/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/* {"id","collection","created_at","updated_at","fields","meta","evidence":[…]} */
JsonObject *bureau_call_load_record (BureauCall *self, gint64 id, const char *time_or_null,
                                     GError **error);
gboolean bureau_record_print (BureauCall *call, JsonObject *record, GError **error);

/* {"draft","run","steps":[…],"records":[…],"message"}; what there is none of is null. */
JsonObject *bureau_call_load_why (BureauCall *self, gint64 id, GError **error);
gboolean bureau_why_print (BureauCall *call, JsonObject *why, GError **error);

G_END_DECLS
