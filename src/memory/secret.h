/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The door to the keyring. A secret stands under its connection's id, or in the named environment
 * variable; never in a row. Resolves to the text, or rejects with BUREAU_ERROR_NOT_FOUND / _UNAVAILABLE. */
DexFuture *bureau_secret_get (gint64 connection, const char *name, const char *env_or_null);
DexFuture *bureau_secret_set (gint64 connection, const char *name, const char *secret);
DexFuture *bureau_secret_clear (gint64 connection);

G_END_DECLS
