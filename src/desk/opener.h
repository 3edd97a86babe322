/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

void bureau_opener_open (AdwViewStack *pages, BureauMemory *memory, gint64 id);
void bureau_opener_open_record (AdwViewStack *pages, gint64 id);

G_END_DECLS
