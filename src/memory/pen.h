/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/changes.h"
#include "memory/write.h"

G_BEGIN_DECLS

/* The one connection that writes, and the newest id that it gave out. */
typedef struct
{
  BureauDatabase *database;
  BureauChanges *changes;
  gint64 last_id;
  gboolean is_unflushed; /* how it commits now */
} BureauPen;

gboolean bureau_pen_write (BureauPen *self, GPtrArray *group, gint64 *newest_entry);

G_END_DECLS
