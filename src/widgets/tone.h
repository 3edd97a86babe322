/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "views/cell.h"

G_BEGIN_DECLS

/* A tone on the screen: a colour, and for whoever does not see it a sign. */
void bureau_tone_show (GtkWidget *widget, BureauTone tone);
const char *bureau_tone_get_icon (BureauTone tone);
char *bureau_tone_sign (BureauTone tone, const char *text) G_GNUC_WARN_UNUSED_RESULT;

/* A label that shows a cell as a badge, or hides where its text is empty. */
GtkWidget *bureau_badge_new (void) G_GNUC_WARN_UNUSED_RESULT;
void bureau_badge_show (GtkWidget *badge, const BureauCell *cell);

G_END_DECLS
