/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

#include "desk/live-list.h"

G_BEGIN_DECLS

void bureau_problem_page_follow (AdwViewStack *states, BureauLiveList *list);

G_END_DECLS
