/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>
#include <libdex.h>

#include "base/progress.h"

G_BEGIN_DECLS

DexFuture *bureau_progress_dialog_follow (GtkWidget *from, const char *title,
                                          BureauProgress *progress,
                                          DexFuture *work) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
