/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "workflows/document.h"

G_BEGIN_DECLS

/* Documents in plain words of the person's language. */
char *bureau_trigger_to_words (const BureauTrigger *trigger) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_step_to_words (BureauWorkflow *workflow,
                            const BureauStep *step) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_workflow_to_sentence (BureauWorkflow *workflow) G_GNUC_WARN_UNUSED_RESULT;
char **bureau_workflow_to_lines (BureauWorkflow *workflow) G_GNUC_WARN_UNUSED_RESULT;
char *bureau_agent_to_sentence (BureauAgent *agent) G_GNUC_WARN_UNUSED_RESULT;

/* A condition in words where its shape is known, else quoted. */
char *bureau_condition_to_words (const char *expression) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
