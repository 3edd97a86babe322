/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

gboolean bureau_price_rows_fill (GtkListBox *list, JsonArray *prices, BureauMemory *memory);

G_END_DECLS
