/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

void bureau_allocator_install (void);
gint64 bureau_allocator_get_used (void);

G_END_DECLS
