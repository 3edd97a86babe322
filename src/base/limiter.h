/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* At most so many at once: await bureau_limiter_enter(), later bureau_limiter_leave(). */
#define BUREAU_TYPE_LIMITER (bureau_limiter_get_type ())
G_DECLARE_FINAL_TYPE (BureauLimiter, bureau_limiter, BUREAU, LIMITER, GObject)

BureauLimiter *bureau_limiter_new (guint limit);
void bureau_limiter_set_limit (BureauLimiter *self, guint limit);
DexFuture *bureau_limiter_enter (BureauLimiter *self) G_GNUC_WARN_UNUSED_RESULT;
void bureau_limiter_leave (BureauLimiter *self);

G_END_DECLS
