/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The engine's lock: flock on the sibling FILE.lock, which holds the owner's pid. */
typedef struct _BureauLock BureauLock;

BureauLock *bureau_lock_take (const char *workspace, GError **error);
void bureau_lock_free (BureauLock *self);
int bureau_lock_get_owner (const char *workspace);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauLock, bureau_lock_free)

G_END_DECLS
