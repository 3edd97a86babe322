/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauActivityPage:
 *
 * What happens: the runs, the questions that agents ask, and the requests; a run opens on a page of
 * its own. Properties `memory`, set once, and `count`, how much of it needs a person.
 */
#define BUREAU_TYPE_ACTIVITY_PAGE (bureau_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauActivityPage, bureau_activity_page, BUREAU, ACTIVITY_PAGE, AdwBin)

void bureau_activity_page_open_run (BureauActivityPage *self, gint64 run);
void bureau_activity_page_show_tab (BureauActivityPage *self, const char *tab);

G_END_DECLS
