/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "thinking.h"

G_BEGIN_DECLS

/* The rows that an engine wrote, written again as fast as SQLite can: the same tables, indexes and
 * search, and each transaction durable before the next of the same item. */
typedef struct _Floor Floor;

Floor *floor_load (const char *path, int n_items);
void floor_open (Floor *self, const char *path);
void floor_write (Floor *self, int group, Thinking *thinking_or_null);
int floor_count_items (Floor *self);
void floor_close (Floor *self);
void floor_free (Floor *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Floor, floor_free)

G_END_DECLS
