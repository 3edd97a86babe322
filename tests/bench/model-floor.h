/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The least that the same work takes: libsoup asks the model twice, SQLite keeps every step in
 * group commits, what is set aside for a call and what it took among it, and nothing is checked,
 * watched, priced or chained. */
typedef struct _ModelFloor ModelFloor;

ModelFloor *model_floor_new (const char *path, guint port);
void model_floor_free (ModelFloor *self);
void model_floor_run (ModelFloor *self, int n_items, int n_in_flight);
GArray *model_floor_get_spans (ModelFloor *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (ModelFloor, model_floor_free)

G_END_DECLS
