/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * BureauWorkflowsPage:
 *
 * The workflows and the agents; each opens on a page of its own. Properties `memory`, set once, and
 * `count`, which is 0: none of them asks for a person.
 */
#define BUREAU_TYPE_WORKFLOWS_PAGE (bureau_workflows_page_get_type ())
G_DECLARE_FINAL_TYPE (BureauWorkflowsPage, bureau_workflows_page, BUREAU, WORKFLOWS_PAGE, AdwBin)

void bureau_workflows_page_open (BureauWorkflowsPage *self, const char *kind, const char *name);

G_END_DECLS
