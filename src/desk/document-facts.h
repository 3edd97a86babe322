/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

/* What a workflow or an agent does, and when it last did, as rows to be read. */
void bureau_document_facts_fill_says (GtkListBox *list, JsonObject *story);
void bureau_document_facts_fill (GtkListBox *list, JsonObject *story);

G_END_DECLS
