/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <libdex.h>

G_BEGIN_DECLS

/* The door to the keyring. A secret stands under its connection's id, or in the
 * named environment variable; never in a row. Resolves to the text, or rejects with
 * BUREAU_ERROR_NOT_FOUND / _UNAVAILABLE / _REFUSED. */
DexFuture *bureau_secret_get (gint64 connection, const char *name,
                              const char *env_or_null) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_secret_set (gint64 connection, const char *name,
                              const char *secret) G_GNUC_WARN_UNUSED_RESULT;
DexFuture *bureau_secret_clear (gint64 connection) G_GNUC_WARN_UNUSED_RESULT;

void bureau_secret_cover (const char *secret);

/* The variables that hold secrets; taken once, at the program's start, before
 * anything is spawned. */
void bureau_secret_take_environment (void);
void bureau_secret_take_variable (const char *variable);
char *bureau_secret_dup_from_environment (const char *variable);
char *bureau_secret_make_variable (const char *connection_name);

G_END_DECLS
