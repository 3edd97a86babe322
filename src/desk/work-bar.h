/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "memory/memory.h"

G_BEGIN_DECLS

/**
 * BureauWorkBar:
 *
 * The long requests that are being done, whoever asked for them and in whichever process: how far
 * each is, and a way to end it. Where there are none it is not there.
 */
#define BUREAU_TYPE_WORK_BAR (bureau_work_bar_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorkBar, bureau_work_bar, BUREAU, WORK_BAR, AdwBin)

GtkWidget *bureau_work_bar_new (BureauMemory *memory) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
