/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "views/shown-view.h"

G_BEGIN_DECLS

/* Whence the figures of an element are: what was read, the rows, and what was asked of memory. A
 * row that is a record opens it, and from there its runs and its message. */
#define BUREAU_TYPE_WHERE_DIALOG (bureau_where_dialog_get_type ())
G_DECLARE_FINAL_TYPE (BureauWhereDialog, bureau_where_dialog, BUREAU, WHERE_DIALOG, AdwDialog)

BureauWhereDialog *bureau_where_dialog_new (BureauMemory *memory, BureauShownView *view,
                                            BureauShownRows *rows) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
