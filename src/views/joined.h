/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What stands between words, as a language has it. */
char *bureau_joined_pair (const char *name, const char *value) G_GNUC_WARN_UNUSED_RESULT;
void bureau_joined_add (GString *list, const char *text);

G_END_DECLS
