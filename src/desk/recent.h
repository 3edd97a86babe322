/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The workspaces that were open lately, the last one first. */
void bureau_recent_add (const char *path);
GStrv bureau_recent_list (void);
GMenuModel *bureau_recent_get_menu (void);
char *bureau_recent_say_name (const char *path);

G_END_DECLS
