/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* The views. */
#define BUREAU_TYPE_VIEW_LIST (bureau_view_list_get_type ())
G_DECLARE_FINAL_TYPE (BureauViewList, bureau_view_list, BUREAU, VIEW_LIST, BureauListPage)

G_END_DECLS
