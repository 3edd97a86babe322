/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

GBytes *bureau_resource_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_resource_list (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
