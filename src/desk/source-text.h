/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <json-glib/json-glib.h>

G_BEGIN_DECLS

void bureau_source_text_fill (GtkTextView *view, const char *text, JsonArray *evidence,
                              gint64 message);
void bureau_diff_text_fill (GtkTextView *view, const char *before, const char *after);
void bureau_own_words_fill (GtkTextView *view, const char *text, const char *other);

G_END_DECLS
