/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/* GTK's print dialog can print to a file and lists folders for it, so it runs in a process of its
 * own, for the reason that desk/chooser.h gives. */
DexFuture *bureau_printer_print (GtkWidget *from, const char *path) G_GNUC_WARN_UNUSED_RESULT;

/* The other process: `bureau --print FILE`. */
int bureau_printer_run (const char *path);

G_END_DECLS
