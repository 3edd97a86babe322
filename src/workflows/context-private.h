/* SPDX-License-Identifier: GPL-3.0-or-later */
#pragma once

#include "workflows/context.h"

G_BEGIN_DECLS

struct _BureauWorkflowContext
{
  GHashTable *collections; /* name -> document */
  GHashTable *agents;
  GHashTable *workflows;
  BureauSqlCheck sql_check;
  gpointer sql_check_data;
};

JsonArray *bureau_workflow_context_get_fields (BureauWorkflowContext *self, const char *collection);

G_END_DECLS
