/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-page.h"

G_BEGIN_DECLS

/* The workflows: each as a sentence, with a switch. */
#define BUREAU_TYPE_WORKFLOW_LIST (bureau_workflow_list_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorkflowList, bureau_workflow_list, BUREAU, WORKFLOW_LIST,
                      BureauListPage)

G_END_DECLS
