/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bureau_html_to_text (const char *html, gsize length,
                           guint *n_hidden) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
