/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/**
 * BureauRepeatFunc:
 *
 * Does it once.
 *
 * Returns: (transfer full): resolves or rejects when that is over
 */
typedef DexFuture *(*BureauRepeatFunc) (gpointer data);

/**
 * BureauRepeat:
 *
 * What is done again whenever it is asked for, as a reading is after each commit: never twice at
 * once, and with a rest between where one was set. What is asked for meanwhile is done once more
 * after.
 */
typedef struct _BureauRepeat BureauRepeat;

BureauRepeat *bureau_repeat_new (BureauRepeatFunc func, gpointer data) G_GNUC_WARN_UNUSED_RESULT;
void bureau_repeat_free (BureauRepeat *self);
void bureau_repeat_ask (BureauRepeat *self);
void bureau_repeat_set_rest (BureauRepeat *self, guint milliseconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauRepeat, bureau_repeat_free)

G_END_DECLS
