/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

DexFuture *bureau_beat_next (void) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
