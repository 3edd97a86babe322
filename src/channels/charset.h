/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bureau_charset_decode (const char *bytes, gsize length,
                             const char *charset) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_charset_unflow (const char *text, gboolean delete_space) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_charset_line (const char *text, gsize max_bytes) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
