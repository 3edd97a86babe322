/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "base/shape.h"
#include "workflows/document.h"

G_BEGIN_DECLS

/* The tables that say what the documents of this room look like. */

extern const BureauShape bureau_label_shape;
extern const BureauShape bureau_step_shape;
extern const BureauShape bureau_workflow_shape;
extern const BureauShape bureau_agent_shape;
extern const BureauShape bureau_collection_shape;
extern const BureauShape bureau_template_shape;

const BureauShape *bureau_document_get_shape (BureauDocumentKind kind);

G_END_DECLS
