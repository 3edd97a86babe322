/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "providers/wire.h"

G_BEGIN_DECLS

/* What a server was found to lack, and how that is worked round. Names, as stored with the
 * connection: "schema", "usage", "stream", "members", "tools". */
void bureau_model_options_begin (BureauWireOptions *self, gboolean is_vendor,
                                 JsonArray *lacks_or_null);
gboolean bureau_model_options_give_way (BureauWireOptions *self, gboolean may_go_without_tools,
                                        const char *words);
JsonArray *bureau_model_options_list_lacks (const BureauWireOptions *self,
                                            gboolean is_vendor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
