/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtksourceview/gtksource.h>

G_BEGIN_DECLS

/* The body of a draft as a text view: spell check, the colours of the style, the place of the
 * person in it. */
void bureau_letter_view_set_up (GtkSourceView *view);
char *bureau_letter_view_dup_text (GtkSourceView *view) G_GNUC_WARN_UNUSED_RESULT;
void bureau_letter_view_set_text (GtkSourceView *view, const char *text);
void bureau_letter_view_get_place (GtkSourceView *view, int *cursor, int *scroll);
void bureau_letter_view_set_place (GtkSourceView *view, int cursor, int scroll);

G_END_DECLS
