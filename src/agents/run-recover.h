/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/transaction.h"

G_BEGIN_DECLS

gboolean bureau_run_recover (BureauTransaction *transaction, GError **error);

G_END_DECLS
