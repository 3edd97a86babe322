/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "base/progress.h"

G_BEGIN_DECLS

/**
 * BureauProgressView:
 *
 * How far a long piece of work is: a bar, in words, and a button that cancels it.
 *
 * Property `title`: what it is; not shown where it is empty.
 *
 * Signal `cancelled`: the person pressed the button; the progress is cancelled already.
 */
#define BUREAU_TYPE_PROGRESS_VIEW (bureau_progress_view_get_type ())
G_DECLARE_FINAL_TYPE (BureauProgressView, bureau_progress_view, BUREAU, PROGRESS_VIEW, GtkBox)

GtkWidget *bureau_progress_view_new (const char *title) G_GNUC_WARN_UNUSED_RESULT;
void bureau_progress_view_follow (BureauProgressView *self, BureauProgress *progress);

char *bureau_progress_say (BureauProgress *progress) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
