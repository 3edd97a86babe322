/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Writes so many records into a collection with name, email, fee and currency as fast as SQLite
 * can, past the journal and the search index; the workspace must be closed. Record i of 1…n has the
 * id i << 22, the name "Client i", an e-mail address, and a fee that runs the other way. */
void many_records_fill (const char *path, const char *collection, guint n);

G_END_DECLS
