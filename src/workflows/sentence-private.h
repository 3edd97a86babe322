/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "workflows/sentence.h"

G_BEGIN_DECLS

char *bureau_reference_to_words (BureauWorkflow *workflow,
                                 const char *reference) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
