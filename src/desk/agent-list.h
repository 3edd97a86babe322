/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* The agents: what each may read and write, and what answers for it. */
#define BUREAU_TYPE_AGENT_LIST (bureau_agent_list_get_type ())
G_DECLARE_FINAL_TYPE (BureauAgentList, bureau_agent_list, BUREAU, AGENT_LIST, BureauListPage)

G_END_DECLS
