/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "cli/call.h"

G_BEGIN_DECLS

/* The handler of `bureauctl import`. */
gboolean bureau_import_run (BureauCall *call, GError **error);

G_END_DECLS
