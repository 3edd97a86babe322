/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

void bureau_history_fill (GtkListBox *list, BureauMemory *memory, JsonObject *thread);
char *bureau_history_say_actor (const char *actor) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
