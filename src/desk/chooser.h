/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

G_BEGIN_DECLS

/**
 * BureauChooserKind:
 *
 * What a person chooses in a file dialog.
 */
typedef enum
{
  BUREAU_CHOOSER_WORKSPACE,
  BUREAU_CHOOSER_FOLDER,
  BUREAU_CHOOSER_SAVE_COPY,
  BUREAU_CHOOSER_FILE,
  BUREAU_CHOOSER_SAVE_CSV,
  BUREAU_CHOOSER_SAVE_PAGE,
  BUREAU_CHOOSER_SAVE_PDF,
} BureauChooserKind;

/* GTK's file dialog opens and closes what it lists. Where that is the file of an open workspace,
 * SQLite's locks on it are gone (POSIX drops a process's locks on a file with any descriptor of
 * it), so the dialog runs in a process of its own, which has no workspace open. In Flatpak GTK asks
 * the portal from there. */
DexFuture *bureau_chooser_choose (GtkWidget *from,
                                  BureauChooserKind kind) G_GNUC_WARN_UNUSED_RESULT;

/* The other process: `bureau --choose KIND`. */
int bureau_chooser_run (const char *kind);

G_END_DECLS
