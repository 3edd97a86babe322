/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/* The pages of a window, one table of them. */
gboolean bureau_pages_has (const char *page);
const char *bureau_pages_get_view (const char *page);
const char *bureau_pages_get_name (guint i);
const char *bureau_pages_get_title (const char *page);
void bureau_pages_fill (AdwViewStack *stack, GtkWidget *window, BureauMemory *memory);
GtkWidget *bureau_pages_get (AdwViewStack *stack, const char *name);

G_END_DECLS
