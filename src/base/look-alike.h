/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

char *bureau_look_alike_skeleton (const char *text) G_GNUC_WARN_UNUSED_RESULT;
gboolean bureau_look_alike_domain (const char *skeleton, const char *known);
gboolean bureau_look_alike_name (const char *skeleton, const char *known);
gboolean bureau_look_alike (const char *address, const char *known);

G_END_DECLS
