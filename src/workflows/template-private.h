/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

#include "memory/transaction.h"

G_BEGIN_DECLS

gboolean bureau_template_put_records (BureauTransaction *transaction, JsonObject *template,
                                      JsonObject *sample, GError **error);

G_END_DECLS
