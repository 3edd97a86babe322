/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/* What became of an approved draft. */
JsonObject *bureau_delivery_story_load (BureauDatabase *database, gint64 delivery,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
