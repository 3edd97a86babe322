/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* What was asked of the engine, and what it could not do by itself. */
#define BUREAU_TYPE_REQUESTS_PAGE (bureau_requests_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauRequestsPage, bureau_requests_page, BUREAU, REQUESTS_PAGE,
                      BureauListPage)

G_END_DECLS
