/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* Rows in aligned columns, for a person. */
typedef struct _BureauTable BureauTable;

BureauTable *bureau_table_new (const char *heading, ...) G_GNUC_NULL_TERMINATED;
BureauTable *bureau_table_new_for_columns (JsonArray *names);
void bureau_table_free (BureauTable *self);
void bureau_table_add (BureauTable *self, const char *cell, ...) G_GNUC_NULL_TERMINATED;
void bureau_table_take (BureauTable *self, char **cells);
guint bureau_table_get_length (BureauTable *self);
void bureau_table_print (BureauTable *self, GString *out);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (BureauTable, bureau_table_free)

/* Text from outside as a terminal may show it: no control characters but line ends and tabs. */
char *bureau_terminal_text (const char *text);
/* "2 min ago", "in 3 h", "yesterday", else the date; "" for NULL. */
char *bureau_terminal_age (const char *time_or_null);

G_END_DECLS
