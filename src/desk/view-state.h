/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-view.h"

G_BEGIN_DECLS

char *bureau_view_state_print (BureauShownView *view) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_view_state_read (JsonObject *story,
                                    const char *member) G_GNUC_WARN_UNUSED_RESULT;
JsonObject *bureau_view_state_keep_values (BureauShownView *view,
                                           JsonObject *document) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
