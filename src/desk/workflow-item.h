/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/row-item.h"

G_BEGIN_DECLS

/**
 * BureauWorkflowItem:
 *
 * A workflow as its page shows it: text properties `name`, `title`, `says` (what it does, as a
 * sentence), `last` (when it ran last) and `state` ("on" or "off").
 */
#define BUREAU_TYPE_WORKFLOW_ITEM (bureau_workflow_item_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorkflowItem, bureau_workflow_item, BUREAU, WORKFLOW_ITEM,
                      BureauRowItem)

/* The statement whose rows fill it, by title. */
extern const char *const bureau_workflow_item_sql;

G_END_DECLS
