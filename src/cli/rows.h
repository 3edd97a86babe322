/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/* Parameters of a query, and the rows that it gives. */
JsonObject *bureau_call_read_params (BureauCall *call, GError **error);
void bureau_call_print_rows (BureauCall *call, JsonObject *answer);

G_END_DECLS
