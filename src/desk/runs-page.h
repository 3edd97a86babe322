/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* What agents do: the runs, newest first, all of them or only some. */
#define BUREAU_TYPE_RUNS_PAGE (bureau_runs_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauRunsPage, bureau_runs_page, BUREAU, RUNS_PAGE, BureauListPage)

G_END_DECLS
