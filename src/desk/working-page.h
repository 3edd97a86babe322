/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "base/progress.h"

G_BEGIN_DECLS

/**
 * BureauWorkingPage:
 *
 * What a window shows while its workspace is made or put back: how far that is, and a way to end
 * it.
 */
#define BUREAU_TYPE_WORKING_PAGE (bureau_working_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorkingPage, bureau_working_page, BUREAU, WORKING_PAGE, AdwBin)

GtkWidget *bureau_working_page_new (BureauProgress *progress) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
