/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void bureau_holding_snooze (GApplication *application, const char *path, gint64 draft);

G_END_DECLS
