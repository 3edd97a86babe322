/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* What the agents did and do, newest first; what stopped says why and can be tried again. */
#define BUREAU_TYPE_ACTIVITY_PAGE (bureau_activity_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauActivityPage, bureau_activity_page, BUREAU, ACTIVITY_PAGE,
                      BureauListPage)

G_END_DECLS
