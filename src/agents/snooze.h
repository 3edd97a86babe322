/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/transaction.h"

G_BEGIN_DECLS

gboolean bureau_snooze_end (BureauTransaction *transaction, GError **error);

G_END_DECLS
