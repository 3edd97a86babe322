/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <gtk/gtk.h>

#include "widgets/rows-model.h"

G_BEGIN_DECLS

void bureau_rows_show (GtkWidget *list, BureauRowsModel *model, BureauShownRows *rows);

G_END_DECLS
