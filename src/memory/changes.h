/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "memory/database.h"

G_BEGIN_DECLS

/* What a transaction does to the business tables, seen on the one connection that writes. */
typedef struct _BureauChanges BureauChanges;

/* @op: "insert", "update" or "delete" */
typedef void (*BureauChangeFunc) (const char *table, gint64 id, const char *op, gpointer data);

BureauChanges *bureau_changes_new (BureauDatabase *database);
void bureau_changes_free (BureauChanges *self);
void bureau_changes_begin (BureauChanges *self);
GBytes *bureau_changes_end (BureauChanges *self, BureauChangeFunc func, gpointer data,
                            GError **error);

G_END_DECLS
