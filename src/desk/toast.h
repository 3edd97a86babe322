/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>
#include <libdex.h>

G_BEGIN_DECLS

/* What was just done, or could not be done, said in the window. */
void bureau_toast_add (GtkWidget *from, AdwToast *toast);
void bureau_toast_add_undo (GtkWidget *from, AdwToast *toast);
void bureau_toast_say (GtkWidget *from, const char *text);
void bureau_toast_offer (GtkWidget *from, const char *text, const char *label, const char *action,
                         GVariant *target);
void bureau_toast_follow (GtkWidget *from, DexFuture *act);
void bureau_toast_problem (GtkWidget *from, const char *text);

G_END_DECLS
