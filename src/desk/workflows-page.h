/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* What the agents do by themselves, each as a sentence with a switch. */
#define BUREAU_TYPE_WORKFLOWS_PAGE (bureau_workflows_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorkflowsPage, bureau_workflows_page, BUREAU, WORKFLOWS_PAGE,
                      BureauListPage)

G_END_DECLS
