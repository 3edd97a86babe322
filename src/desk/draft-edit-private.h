/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "desk/draft-edit.h"

G_BEGIN_DECLS

struct _BureauDraftEdit
{
  grefcount references;
  JsonObject *stored; /* as bureau_draft_load() gives it; never written to */
  char *base;         /* the hash of what was stored when the person began */
  char *subject;
  char *body;
  JsonArray *to;
  JsonArray *attachments;
};

const char *bureau_draft_edit_text_of (JsonObject *draft, const char *name);
JsonArray *bureau_draft_edit_copy_list (JsonArray *list);
BureauDraftEdit *bureau_draft_edit_copy (BureauDraftEdit *self);
JsonObject *bureau_draft_edit_merge (BureauDraftEdit *self);

G_END_DECLS
