/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/list-source.h"
#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauWorkflowItem:
 *
 * A workflow or an agent as its page shows it: text properties `name`, `title`, `says` (what it
 * does, as a sentence), `last` (when it ran last; empty for an agent) and `state` ("on" or "off").
 */
#define BUREAU_TYPE_WORKFLOW_ITEM (bureau_workflow_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorkflowItem, bureau_workflow_item, BUREAU, WORKFLOW_ITEM,
                      BureauRowItem)

/* In the order in which they were made. */
extern const BureauListSource bureau_workflow_source;
extern const BureauListSource bureau_agent_source;

G_END_DECLS
