/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

#include "base/progress.h"
#include "views/shown-rows.h"

G_BEGIN_DECLS

DexFuture *bureau_view_write_csv (BureauShownRows *rows,
                                  BureauProgress *progress) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_view_to_csv (BureauShownRows *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
