/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

gsize bureau_html_entity (const char *text, gsize length, gunichar *character);
char *bureau_html_unescape (const char *text, gsize length) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
