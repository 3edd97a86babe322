/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "views/shown-rows.h"

G_BEGIN_DECLS

char *bureau_view_to_csv (BureauShownRows *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
